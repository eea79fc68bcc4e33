import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../errors.ts'
import type { ConfigNeeds } from './make-backup.ts'
import { openBackup, type OpenBackup, type ReadNeeds } from './read-backup.ts'

export interface RestoreFilesNeeds extends ReadNeeds {
  readonly config: ConfigNeeds
}

export interface FilesInFolder {
  /** Of the backup. */
  readonly name: string
  readonly what: 'config' | 'pg_dump'
  readonly folder: string
}

interface StoredFile {
  readonly file: string
  readonly content: () => AsyncIterable<Buffer>
}

const settingsFile = 'settings.json'

/**
 * Writes the files of a backup, for their owner's eyes only, into a folder that it makes: beside the live ones, never over
 * them, for which of them to put back is for a person to say. Leaves nothing when it fails. Throws `conflict` when the
 * folder is there.
 */
export async function writeFiles(
  needs: RestoreFilesNeeds,
  { name, what, folder }: FilesInFolder,
  signal: AbortSignal,
): Promise<void> {
  await using backup = await openBackup(needs, name)
  const files = filesOf(needs, backup, what)
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? folderExists(folder) : error
  })
  try {
    for (const { file, content } of files) {
      const target = createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true })
      await pipeline(Readable.from(content(), { objectMode: false }), target, { signal })
    }
  } catch (error) {
    await rm(folder, { recursive: true })
    throw error
  }
}

/** What of it is not there as it was backed up. */
export async function compareFiles(
  needs: RestoreFilesNeeds,
  { name, what, folder }: FilesInFolder,
): Promise<{ problems: string[]; files: string[] }> {
  await using backup = await openBackup(needs, name)
  const problems: string[] = []
  const files = filesOf(needs, backup, what)
  for (const { file, content } of files) {
    const there = await hashOf(createReadStream(join(folder, file))).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (there !== (await hashOf(content()))) problems.push(`${file} is not what was backed up`)
  }
  return { problems, files: files.map(({ file }) => file) }
}

/** Anything of that name: a link that leads nowhere, too. */
export async function isTaken(folder: string): Promise<boolean> {
  return lstat(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

export function folderExists(folder: string): AppError {
  return new AppError('conflict', `There is already a ${folder}. Move it away first.`)
}

/** Throws `conflict` for a name that no backup of ours gives to a file. */
function filesOf(
  { config }: RestoreFilesNeeds,
  { contents, content }: OpenBackup,
  what: FilesInFolder['what'],
): StoredFile[] {
  if (what === 'pg_dump') {
    const { pgDump } = contents.database ?? {}
    if (pgDump) return [{ file: 'database.dump', content: () => content(pgDump) }]
    throw new AppError('conflict', `The backup ${contents.id} holds nothing of pg_dump.`)
  }
  if (!contents.config) throw new AppError('conflict', `The backup ${contents.id} holds no configuration.`)
  const { settings, files } = contents.config
  const settingsText = Buffer.from(`${JSON.stringify(settings, null, 2)}\n`)
  const known = new Set(config.files.map(({ name }) => name))
  return [
    { file: settingsFile, content: () => Readable.from([settingsText]) },
    ...files.map(({ name, content: blob }) => {
      // Once each.
      if (known.delete(name) && name !== settingsFile) return { file: name, content: () => content(blob) }
      throw new AppError(
        'conflict',
        `The backup ${contents.id} has a file ${name}, which is none of our configuration.`,
      )
    }),
  ]
}

async function hashOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of stream) hash.update(piece)
  return hash.digest('hex')
}
