import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dumps } from '#storage'
import { AppError } from '../../errors.ts'
import { faultPoint } from '../../fault-point.ts'
import { createArchive, type ArchiveWriter } from './archive-writer.ts'
import { listBackups, problemWith, removeBackup, storeManifest } from './catalogue.ts'
import { chunksOf, piecesOf } from './chunks.ts'
import {
  blobsOf,
  idOfName,
  manifestOf,
  type BackupType,
  type ChunkPlace,
  type Contents,
  type DatabaseContents,
  type Manifest,
} from './contents.ts'
import type { PgDump } from './pg-dump.ts'
import { examineBackup, openBackup, type ReadNeeds } from './read-backup.ts'
import type { RedisKeys } from './redis-keys.ts'
import { settingsWithoutSecrets } from './settings-without-secrets.ts'

export interface ConfigNeeds {
  /** What is set, without what is secret; addresses lose their passwords and queries here. */
  settings(): Readonly<Record<string, unknown>>
  /** A secret one is taken only into an encrypted backup; one that is not there is left out. */
  readonly files: readonly { readonly name: string; readonly path: string; readonly secret: boolean }[]
}

export interface MakeNeeds extends ReadNeeds {
  readonly dumps: Dumps
  readonly redis: RedisKeys | undefined
  readonly config: ConfigNeeds
  readonly pgDump: PgDump
  /** Such as `pollux 1.2.3`. */
  readonly madeBy: string
}

export interface BackupPlan {
  readonly id: string
  readonly type: BackupType
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly format: 'copy' | 'pg_dump'
}

/** What an incremental backup is compared with: where each chunk is that earlier backups hold. */
interface Parent {
  readonly id: string
  readonly known: ReadonlyMap<string, ChunkPlace>
}

/**
 * Writes a backup and puts it into the store, the file first, then its manifest. An incremental one that has nothing sound
 * to build on becomes a full one. Throws `storage_full`, `storage_unavailable`.
 */
export async function makeBackup(needs: MakeNeeds, plan: BackupPlan, signal: AbortSignal): Promise<Manifest> {
  const { store, dumps, passphrase } = needs
  const started = performance.now()
  const draft = join(store.staging, `.partial-${plan.id}`)
  await store.prepare()
  await rm(draft, { force: true }) // of this same backup, begun by a process that died
  try {
    // Held until the file is in the store, so that what it builds on is not pruned meanwhile.
    await using snapshot = plan.type === 'config' ? undefined : await dumps.snapshot(signal)
    const parent = plan.type === 'incremental' ? await findParent(needs) : undefined
    const type = plan.type === 'incremental' && !parent ? 'full' : plan.type
    const written = await (async () => {
      await using archive = await createArchive(draft, { id: plan.id, passphrase })
      const database = snapshot && (await addDatabase(needs, archive, snapshot, plan, parent, signal))
      const redis = snapshot && (await addRedis(needs, archive))
      const contents: Contents = {
        id: plan.id,
        type,
        parent: parent?.id ?? null,
        createdAt: plan.createdAt,
        durationSeconds: (performance.now() - started) / 1000,
        madeBy: needs.madeBy,
        ...(database && { database }),
        ...(redis && { redis }),
        config: await addConfig(needs, archive),
      }
      return manifestOf(contents, await archive.finish(contents))
    })()
    signal.throwIfAborted()
    faultPoint('backup-written')
    await store.put(written.name, draft)
    faultPoint('backup-stored')
    await storeManifest(needs, written)
    return written
  } catch (error) {
    signal.throwIfAborted()
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    const message = `The disk of ${store.staging} is full. Free some space, or prune old backups; no half backup was kept.`
    throw new AppError('storage_full', message, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
}

/** What became of a backup that was begun: its manifest when it is whole, else undefined, and nothing of it is left. */
export async function settleBackup(needs: ReadNeeds, id: string): Promise<Manifest | undefined> {
  const { store } = needs
  for (const draft of [`.partial-${id}`, `.partial-${id}.json`]) await rm(join(store.staging, draft), { force: true })
  const stored = (await store.list()).find(({ name }) => idOfName(name) === id)
  if (!stored) return undefined
  try {
    const { manifest } = await examineBackup(needs, stored.name)
    await storeManifest(needs, manifest) // it may have died before that
    return manifest
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    await removeBackup(store, stored.name)
    return undefined
  }
}

async function addDatabase(
  { pgDump }: MakeNeeds,
  archive: ArchiveWriter,
  snapshot: Awaited<ReturnType<Dumps['snapshot']>>,
  { format }: BackupPlan,
  parent: Parent | undefined,
  signal: AbortSignal,
): Promise<DatabaseContents> {
  const { serverVersion, migrations, horizon, sequences } = snapshot
  const tables: DatabaseContents['tables'] = []
  for (const table of snapshot.tables) {
    const counted = await snapshot.fingerprint(table)
    const content = format === 'copy' ? await archive.add(chunksOf(snapshot.rows(table)), parent?.known) : undefined
    if (content && content.rows !== counted.rows)
      throw new AppError('internal', `The dump of ${table.name} got ${content.rows} of ${counted.rows} rows.`)
    tables.push({
      name: table.name,
      columns: [...table.columns],
      ...counted,
      ...(content && { content: content.blob }),
    })
  }
  const dumped = format === 'pg_dump' ? await archive.add(piecesOf(pgDump.dump(snapshot.id, signal))) : undefined
  return {
    serverVersion,
    migrations: [...migrations],
    horizon,
    tables,
    sequences: [...sequences],
    ...(dumped && { pgDump: dumped.blob }),
  }
}

async function addRedis({ redis }: MakeNeeds, archive: ArchiveWriter): Promise<Contents['redis']> {
  if (!redis) return undefined
  const { blob, rows } = await archive.add(chunksOf(redis.dump()))
  return rows === 0 ? undefined : { keys: rows, content: blob }
}

async function addConfig({ config, passphrase }: MakeNeeds, archive: ArchiveWriter): Promise<Contents['config']> {
  const files = []
  for (const { name, path, secret } of config.files) {
    if (secret && passphrase === undefined) continue
    try {
      const { blob } = await archive.add(piecesOf(createReadStream(path) as AsyncIterable<Buffer>))
      files.push({ name, content: blob })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return { settings: settingsWithoutSecrets(config.settings()), files }
}

/** The newest backup of the tables that is whole and written as this one would be: what it holds need not be held again. */
async function findParent(needs: MakeNeeds): Promise<Parent | undefined> {
  const encrypted = needs.passphrase !== undefined
  const { backups } = await listBackups(needs)
  for (const manifest of backups) {
    if (!manifest.components.includes('database') || manifest.encrypted !== encrypted) continue
    if ((await problemWith(needs, manifest)) !== undefined) continue
    await using backup = await openBackup(needs, manifest.name)
    if (backup.contents.database?.pgDump) continue
    const places = blobsOf(backup.contents).flatMap(({ chunks }) => chunks)
    return { id: manifest.id, known: new Map(places.map((place) => [place.sha256, place])) }
  }
  return undefined
}
