import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T
}

/** Files of the project as git sees them: tracked, and new ones that are not ignored. Paths from the root, with `/`. */
export function projectFiles(): string[] {
  const git = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const output = execFileSync('git', git, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return [...new Set(output.split('\0'))]
    .filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .sort()
}

/** Text of every file whose path matches. */
export function textsOf(pattern: RegExp): Map<string, string> {
  return new Map(
    projectFiles()
      .filter((path) => pattern.test(path))
      .map((path) => [path, readText(path)]),
  )
}
