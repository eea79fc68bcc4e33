import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openBackup, type OpenBackup, type ReadNeeds } from './read-backup.ts'

/** Beside the live files, never over them: which of them to put back is for a person to say. */
export async function writeConfig(needs: ReadNeeds, name: string, folder: string): Promise<string[]> {
  await using backup = await openBackup(needs, name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const written: string[] = []
  for await (const { file, bytes } of configFiles(backup)) {
    await writeFile(join(folder, file), bytes, { mode: 0o600, flush: true })
    written.push(file)
  }
  return written
}

export async function compareConfig(
  needs: ReadNeeds,
  name: string,
  folder: string,
): Promise<{ problems: string[]; files: string[] }> {
  await using backup = await openBackup(needs, name)
  const problems: string[] = []
  const files: string[] = []
  for await (const { file, bytes } of configFiles(backup)) {
    files.push(file)
    const there = await readFile(join(folder, file)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    })
    if (!there?.equals(bytes)) problems.push(`${file} is not what was backed up`)
  }
  return { problems, files }
}

async function* configFiles({ contents, content }: OpenBackup): AsyncGenerator<{ file: string; bytes: Buffer }> {
  const { settings, files } = contents.config!
  yield { file: 'settings.json', bytes: Buffer.from(`${JSON.stringify(settings, null, 2)}\n`) }
  for (const { name, content: blob } of files) yield { file: name, bytes: await buffer(content(blob)) }
}
