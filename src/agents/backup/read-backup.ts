import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { RestoreSource } from '#storage'
import { AppError } from '../../errors.ts'
import { openArchive, type ArchiveReader } from './archive-reader.ts'
import { blobsOf, idOfName, manifestOf, type Blob, type Contents, type Manifest } from './contents.ts'
import type { ManifestSeal } from './manifest-seal.ts'
import { quoted } from './plain-text.ts'
import type { BackupStore } from './stores/store.ts'

export interface CatalogueNeeds {
  readonly store: BackupStore
  /** Made of BACKUP_KEY. */
  readonly seal: ManifestSeal | undefined
}

export interface ReadNeeds extends CatalogueNeeds {
  /** BACKUP_KEY. */
  readonly passphrase: string | undefined
  /** Files that are not encrypted are taken although there is a BACKUP_KEY. */
  readonly allowUnencrypted?: boolean
}

export interface OpenBackup extends AsyncDisposable {
  readonly contents: Contents
  readonly encrypted: boolean
  /** Local path of the file itself. */
  readonly path: string
  /** The bytes of a table or file, from whichever backups hold them. Throws `conflict` unless all of it is as it was. */
  content(blob: Blob): AsyncGenerator<Buffer>
}

/** Opens a backup; the earlier ones it needs are opened when their turn comes. Throws `not_found` and `conflict`. */
export async function openBackup(
  { store, passphrase, allowUnencrypted }: Omit<ReadNeeds, 'seal'>,
  name: string,
): Promise<OpenBackup> {
  const resources = new AsyncDisposableStack()
  const opened = new Map<string, ArchiveReader>()

  async function openFile(stored: string): Promise<{ path: string; archive: ArchiveReader }> {
    const file = resources.use(await store.open(stored))
    const archive = resources.use(await openArchive(file.path, passphrase, allowUnencrypted))
    const { id } = archive.contents
    if (id !== idOfName(stored)) throw new AppError('conflict', `The file ${stored} holds the backup ${id}.`)
    opened.set(archive.contents.id, archive)
    return { path: file.path, archive }
  }

  async function holderOf(id: string): Promise<ArchiveReader> {
    const known = opened.get(id)
    if (known) return known
    const stored = (await store.list()).find((file) => idOfName(file.name) === id)
    if (stored) return (await openFile(stored.name)).archive
    throw new AppError('conflict', `${name} needs the earlier backup ${id}, which is not in the store any more.`)
  }

  try {
    const { path, archive } = await openFile(name)
    return {
      path,
      contents: archive.contents,
      encrypted: archive.encrypted,
      async *content(blob) {
        const hash = createHash('sha256')
        for (const place of blob.chunks) {
          const chunk = await (await holderOf(place.file)).chunk(place)
          hash.update(chunk)
          yield chunk
        }
        if (hash.digest('hex') !== blob.sha256)
          throw new AppError('conflict', `A part of ${name} is not what was stored: its hash is another one.`)
      },
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    }
  } catch (error) {
    await resources.disposeAsync()
    throw error
  }
}

/**
 * Reads every byte of a backup, those in earlier files too, and says what is there. Throws `conflict` at the first thing
 * that is not as it was written.
 */
export async function examineBackup(
  needs: ReadNeeds,
  name: string,
  signal?: AbortSignal,
): Promise<{ contents: Contents; manifest: Manifest }> {
  await using backup = await openBackup(needs, name)
  const { contents, encrypted, path } = backup
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const manifest = manifestOf(contents, { sizeBytes: (await stat(path)).size, sha256: hash.digest('hex'), encrypted })
  if (manifest.name !== name) throw new AppError('conflict', `The file ${name} holds the backup ${manifest.name}.`)
  for (const blob of blobsOf(contents)) {
    let bytes = 0
    for await (const chunk of backup.content(blob)) {
      signal?.throwIfAborted()
      bytes += chunk.length
    }
    if (bytes !== blob.bytes) throw new AppError('conflict', `A part of ${name} has ${bytes} bytes, not ${blob.bytes}.`)
  }
  for (const { name: table, rows, content } of contents.database?.tables ?? []) {
    const stored = content?.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
    if (stored !== undefined && stored !== rows)
      throw new AppError('conflict', `The table ${quoted(table)} in ${name} has ${stored} rows, not ${rows}.`)
  }
  return { contents, manifest }
}

/**
 * What `pg_dump` wrote is a program, in SQL: whoever made it would act with all rights of our account at the database, and
 * through `COPY … FROM PROGRAM` with those of its process. So it is never run here.
 */
export function writtenByPgDump(id: string): AppError {
  return new AppError(
    'conflict',
    `The backup ${id} was written by pg_dump, which Pollux does not run. Restore it with target: pg_dump into a file, and that with pg_restore, as an account that may do no more than it must.`,
  )
}

/** The tables in a backup, to be read back. Throws `conflict` when it has none that we wrote. */
export function restoreSource({ contents, content }: Pick<OpenBackup, 'contents' | 'content'>): RestoreSource {
  const { database } = contents
  if (database?.pgDump) throw writtenByPgDump(contents.id)
  if (!database) throw new AppError('conflict', `The backup ${contents.id} holds no database.`)
  const blobs = new Map(database.tables.map((table) => [table.name, table.content!]))
  return {
    migrations: database.migrations,
    sequences: database.sequences,
    tables: database.tables.map(({ name, columns, rows }) => ({
      name,
      columns,
      rows,
      sha256: blobs.get(name)!.sha256,
    })),
    rows: ({ name }) => content(blobs.get(name)!),
  }
}
