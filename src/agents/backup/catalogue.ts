import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { idOfName, manifestSchema, type Manifest } from './contents.ts'
import { examineBackup, type ReadNeeds } from './read-backup.ts'
import type { BackupStore } from './stores/store.ts'

const manifestName = (name: string): string => `${name}.json`

/** What the store holds, newest first, by the manifests beside the files. */
export async function listBackups(
  store: BackupStore,
): Promise<{ backups: Manifest[]; /** Files without a manifest of their own and size. */ doubtful: string[] }> {
  const files = await store.list()
  const sizes = new Map(files.map(({ name, sizeBytes }) => [name, sizeBytes]))
  const backups: Manifest[] = []
  const doubtful: string[] = []
  for (const { name } of files.filter((file) => idOfName(file.name) !== undefined)) {
    const manifest = await readManifest(store, name)
    if (manifest && manifest.sizeBytes === sizes.get(name)) backups.push(manifest)
    else doubtful.push(name)
  }
  const times = (manifest: Manifest): string => `${manifest.createdAt} ${manifest.id}`
  return { backups: backups.sort((a, b) => (times(a) < times(b) ? 1 : -1)), doubtful: doubtful.sort() }
}

/** By id; without one, the newest that `accepts` likes. Throws `not_found`. */
export async function findBackup(
  store: BackupStore,
  id: string | undefined,
  accepts: (manifest: Manifest) => boolean = () => true,
): Promise<Manifest> {
  const { backups, doubtful } = await listBackups(store)
  const found = backups.find((manifest) => (id === undefined ? accepts(manifest) : manifest.id === id))
  if (found) return found
  const half = doubtful.find((name) => idOfName(name) === id)
  if (half)
    throw new AppError('conflict', `The file ${half} is not what its manifest says, or has none. Use another backup.`)
  throw new AppError(
    'not_found',
    id === undefined
      ? 'There is no such backup yet. Make one first.'
      : `There is no backup ${id}. list_backups shows those that are there.`,
  )
}

/** Reads every byte. The problem in words, or undefined when it is whole and what its manifest says. */
export async function problemWith(needs: ReadNeeds, manifest: Manifest): Promise<string | undefined> {
  try {
    const { manifest: found } = await examineBackup(needs, manifest.name)
    const differing = (Object.keys(found) as (keyof Manifest)[]).filter(
      (key) => JSON.stringify(found[key]) !== JSON.stringify(manifest[key]),
    )
    return differing.length === 0
      ? undefined
      : `The file is not the one its manifest tells of: ${differing.join(', ')} differ.`
  } catch (error) {
    if (error instanceof AppError && (error.code === 'conflict' || error.code === 'not_found')) return error.message
    throw error
  }
}

export async function storeManifest(store: BackupStore, manifest: Manifest): Promise<void> {
  const draft = join(store.staging, `.partial-${manifest.id}.json`)
  await store.prepare()
  try {
    await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await store.put(manifestName(manifest.name), draft)
  } finally {
    await rm(draft, { force: true })
  }
}

export async function removeBackup(store: BackupStore, name: string): Promise<void> {
  // The file first: a manifest alone is not taken for a backup.
  await store.remove(name)
  await store.remove(manifestName(name))
}

async function readManifest(store: BackupStore, name: string): Promise<Manifest | undefined> {
  const text = await store.read(manifestName(name))
  if (text === undefined) return undefined
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text))
    return parsed.success && parsed.data.name === name ? parsed.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
