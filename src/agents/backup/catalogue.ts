import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { backupName, idOfName, manifestSchema, type Manifest } from './contents.ts'
import { authenticationSchema, type Authentication } from './manifest-seal.ts'
import { quoted } from './plain-text.ts'
import { examineBackup, type CatalogueNeeds, type ReadNeeds } from './read-backup.ts'
import type { BackupStore } from './stores/store.ts'

/** A manifest names tables and counts rows; a thousand tables make 50 KB. */
const mostManifestBytes = 4 * 1024 * 1024

const manifestName = (name: string): string => `${name}.json`

export interface Listing {
  /** Newest first. With BACKUP_KEY, those whose manifest was signed with it. */
  readonly backups: readonly Manifest[]
  /** With BACKUP_KEY: the others. Taken only when asked for by id. */
  readonly unauthenticated: readonly Manifest[]
  /** Files without a manifest of their own and size. */
  readonly doubtful: readonly string[]
}

/** What the store holds, by the manifests beside the files. */
export async function listBackups({ store, seal }: CatalogueNeeds): Promise<Listing> {
  const files = await store.list()
  const sizes = new Map(files.map(({ name, sizeBytes }) => [name, sizeBytes]))
  const backups: Manifest[] = []
  const unauthenticated: Manifest[] = []
  const doubtful: string[] = []
  for (const { name } of files.filter((file) => idOfName(file.name) !== undefined)) {
    const fits = (sizes.get(manifestName(name)) ?? 0) <= mostManifestBytes
    const read = fits ? await readManifest(store, name) : undefined
    if (!read || read.manifest.sizeBytes !== sizes.get(name)) doubtful.push(name)
    else if (seal && !(await seal.isAuthentic(read.manifest, read.authentication))) unauthenticated.push(read.manifest)
    else backups.push(read.manifest)
  }
  return { backups: newestFirst(backups), unauthenticated: newestFirst(unauthenticated), doubtful: doubtful.sort() }
}

function newestFirst(manifests: Manifest[]): Manifest[] {
  const times = (manifest: Manifest): string => `${manifest.createdAt} ${manifest.id}`
  return manifests.sort((a, b) => (times(a) < times(b) ? 1 : -1))
}

/** By id; without one, the newest that `accepts` likes. Throws `not_found`. */
export async function findBackup(
  needs: CatalogueNeeds,
  id: string | undefined,
  accepts: (manifest: Manifest) => boolean = () => true,
): Promise<Manifest> {
  const { backups, unauthenticated, doubtful } = await listBackups(needs)
  const found =
    id === undefined ? backups.find(accepts) : [...backups, ...unauthenticated].find((manifest) => manifest.id === id)
  if (found) return found
  const half = doubtful.find((name) => idOfName(name) === id)
  if (half)
    throw new AppError('conflict', `The file ${half} is not what its manifest says, or has none. Use another backup.`)
  if (id !== undefined)
    throw new AppError('not_found', `There is no backup ${quoted(id)}. list_backups shows those that are there.`)
  throw new AppError(
    'not_found',
    unauthenticated.some(accepts)
      ? 'There is no such backup whose manifest was signed with BACKUP_KEY. Name one by its id, if you know where it comes from.'
      : 'There is no such backup yet. Make one first.',
  )
}

/** Reads every byte. The problem in words, or undefined when it is whole and what its manifest says. */
export async function problemWith(
  needs: ReadNeeds,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { manifest: found } = await examineBackup(needs, manifest.name, signal)
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

/** Throws `conflict` with the problem: nothing of a backup is restored before all of it was read. */
export async function requireSound(needs: ReadNeeds, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const problem = await problemWith(needs, manifest, signal)
  if (problem !== undefined) throw new AppError('conflict', problem)
}

export async function storeManifest({ store, seal }: CatalogueNeeds, manifest: Manifest): Promise<void> {
  const draft = join(store.staging, `.partial-${manifest.id}.json`)
  await store.prepare()
  try {
    const signed = { ...manifest, ...(seal && { authentication: await seal.sign(manifest) }) }
    await writeFile(draft, `${JSON.stringify(signed, null, 2)}\n`, { mode: 0o600 })
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

const signedSchema = z.object({ authentication: authenticationSchema })

async function readManifest(
  store: BackupStore,
  name: string,
): Promise<{ manifest: Manifest; authentication: Authentication | undefined } | undefined> {
  const text = await store.read(manifestName(name))
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    const { success, data: manifest } = manifestSchema.safeParse(value)
    if (!success || manifest.name !== name || backupName(manifest) !== name) return undefined
    return { manifest, authentication: signedSchema.safeParse(value).data?.authentication }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
