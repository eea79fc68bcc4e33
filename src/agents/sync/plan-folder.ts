import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Audience } from '#auth'
import type { Database } from '#storage'
import { contentFingerprint, type FileToIngest, type FolderListing } from '#twin'
import { listSourcesUnder, listSynced, type FolderSource, type SyncedFile } from './folder-store.ts'

export interface KnowledgeFolder {
  readonly path: string
  /** Who may see what its files and manifests do not say otherwise of. */
  readonly audience: Audience
}

/** A file as it is now. */
export interface ScannedFile {
  readonly origin: string
  readonly name: string
  readonly content: string
  readonly declared: string
  readonly audience: Audience
  readonly modifiedAt: Date
}

/**
 * `settle`: both say the same, which is only noted. `conflict`: file and source were both changed since they were last in
 * step; the newer one stays. `rescue`: the file is gone and its source was changed elsewhere. `forget`: both are gone.
 */
type FolderAction = 'add' | 'update' | 'settle' | 'conflict' | 'remove' | 'rescue' | 'forget'

export interface PlannedFile {
  readonly origin: string
  readonly name: string
  readonly action: FolderAction
  /** Of a conflict. */
  readonly newer?: 'file' | 'source'
  /** Of an update: the file holds something else than before, not only other words about it. */
  readonly isNew?: boolean
}

export interface FolderPlan {
  readonly files: PlannedFile[]
  readonly unchanged: number
  readonly skipped: { name: string; message: string }[]
}

export interface PlanNeeds {
  readonly database: Database
  readonly list: (path: string) => Promise<FolderListing>
  /** The product's version: another one may read files otherwise. */
  readonly version: string
}

/** What has to be done to bring a folder and its sources in step. Reads every file, one at a time. */
export async function planFolder(needs: PlanNeeds, folder: KnowledgeFolder, signal: AbortSignal): Promise<FolderPlan> {
  const listing = await needs.list(folder.path)
  const skipped = listing.skipped.map(({ name, message }) => ({ name, message }))
  const [prefix] = listing.folderPrefixes
  if (prefix === undefined) return { files: [], unchanged: 0, skipped }
  const sources = Map.groupBy(await listSourcesUnder(needs.database, prefix), ({ origin }) => origin)
  const synced = new Map((await listSynced(needs.database, prefix)).map((file) => [file.origin, file]))
  if (listing.present.size === 0 && sources.size > 0) {
    const message = `The folder ${folder.path} is empty, as one that is not mounted is: its ${sources.size} sources stay.`
    return { files: [], unchanged: 0, skipped: [...skipped, { name: folder.path, message }] }
  }
  const files: PlannedFile[] = []
  let unchanged = 0
  for (const listed of listing.files) {
    signal.throwIfAborted()
    const file = await scanFile(needs, listed, folder).catch(asSkipped)
    if ('message' in file) {
      skipped.push({ name: listed.name, message: file.message })
      continue
    }
    const decided = decide(file, sources.get(file.origin) ?? [], synced.get(file.origin))
    if (decided === 'unchanged') unchanged++
    else files.push({ origin: file.origin, name: file.name, ...decided })
  }
  for (const origin of new Set([...sources.keys(), ...synced.keys()])) {
    if (listing.present.has(origin)) continue
    const before = synced.get(origin)
    const left = sources.get(origin)
    const action = !left ? 'forget' : before && stateOf(left) !== before.state ? 'rescue' : 'remove'
    files.push({ origin, name: origin.slice(prefix.length), action })
  }
  return { files, unchanged, skipped }
}

function decide(
  file: ScannedFile,
  sources: readonly FolderSource[],
  synced: SyncedFile | undefined,
): 'unchanged' | Pick<PlannedFile, 'action' | 'newer' | 'isNew'> {
  const isSame = sources.every(({ content }) => content === file.content)
  const fileChanged = !synced || file.content !== synced.content
  const saidAnew = !synced || file.declared !== synced.declared
  if (sources.length === 0) {
    // Deleted elsewhere, and nobody touched the file since: it stays deleted.
    return fileChanged ? { action: 'add' } : 'unchanged'
  }
  const sourceChanged = synced !== undefined && stateOf(sources) !== synced.state
  if (!fileChanged && !saidAnew && !sourceChanged) return 'unchanged'
  if (isSame) return saidAnew ? { action: 'update', isNew: false } : { action: 'settle' }
  if (!sourceChanged) return fileChanged || saidAnew ? { action: 'update', isNew: true } : 'unchanged'
  const changedAt = Math.max(...sources.map(({ updatedAt }) => updatedAt.getTime()))
  return { action: 'conflict', newer: file.modifiedAt.getTime() > changedAt ? 'file' : 'source' }
}

/** The states of a file's sources, together. */
export function stateOf(sources: readonly FolderSource[]): string {
  return sources.map(({ state }) => state).join(' ')
}

/** Fingerprints of a file as it is now, and what is said about it. */
export async function scanFile(
  { version }: Pick<PlanNeeds, 'version'>,
  listed: FolderListing['files'][number],
  folder: KnowledgeFolder,
): Promise<ScannedFile> {
  const { bytes, audience = folder.audience, title, language, kind, expiresAt } = await listed.read()
  const said = JSON.stringify([audience, title, language, kind, expiresAt, version])
  return {
    origin: listed.origin,
    name: listed.name,
    content: contentFingerprint(bytes),
    declared: createHash('sha256').update(said).digest('hex'),
    audience,
    modifiedAt: (await stat(pathOf(listed.origin))).mtime,
  }
}

/** What is read for the sources. The audience is said only when it is new: until then, what the owner said since holds. */
export function asToIngest(
  read: FileToIngest,
  { audience }: ScannedFile,
  synced: SyncedFile | undefined,
): FileToIngest {
  return { ...read, audience: audience === synced?.audience ? undefined : audience }
}

function pathOf(origin: string): string {
  return origin.replace(/^file:/, '')
}

/** A file that went away or cannot be read is reported; the next pass looks at it again. */
export function asSkipped(error: unknown): { message: string } {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error
  return { message }
}
