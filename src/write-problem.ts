import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

interface Folder {
  /** The variable that names it. */
  readonly variable: string
  readonly path: string
}

/**
 * Why this process cannot write into a folder, or make it, and what to do; undefined when it can. Writes nothing itself. Whether
 * there is room left, only writing shows.
 */
export async function writeProblem({ variable, path }: Folder): Promise<string | undefined> {
  for (let existing = path; ; existing = dirname(existing)) {
    try {
      await access(existing, constants.W_OK | constants.X_OK)
      return undefined
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' || existing === dirname(existing)) return `${variable}: ${path} ${describe(code)}`
    }
  }
}

function describe(code: string): string {
  switch (code) {
    case 'EROFS':
      return 'is on a read-only file system. Mount it so that it can be written, or name another folder.'
    case 'EACCES':
    case 'EPERM':
      return `may not be written by this user (id ${process.getuid?.() ?? 'unknown'}). Give it to that user, or name another folder.`
    case 'ENOTDIR':
      return 'is not a folder. Name one.'
    default:
      return `cannot be written (${code}). Mend that, or name another folder.`
  }
}
