import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import type { FileToIngest, FolderListing, IngestReport } from '#twin'
import {
  findFileSources,
  forgetSynced,
  listSynced,
  readCurrentText,
  saveSynced,
  type FolderSource,
} from './folder-store.ts'
import {
  asSkipped,
  asToIngest,
  scanFile,
  stateOf,
  type KnowledgeFolder,
  type PlanNeeds,
  type PlannedFile,
  type ScannedFile,
} from './plan-folder.ts'

export interface ApplyNeeds extends PlanNeeds {
  readonly ingest: (file: FileToIngest) => Promise<IngestReport>
  /** Deletes a source with all its versions. */
  readonly remove: (id: string) => Promise<void>
}

export interface AppliedFile {
  readonly outcome: 'added' | 'updated' | 'removed' | 'unchanged' | 'skipped'
  /** Why it was skipped. */
  readonly message?: string
  readonly conflict?: {
    readonly name: string
    readonly kept: 'file' | 'source' | 'neither'
    /** Titles and origins of what was set aside, for the owner alone. */
    readonly copies: { title: string; origin: string }[]
  }
}

/** Does what was planned for one file. Doing it again, after a crash, does no harm and gives the same. */
export async function applyFile(
  needs: ApplyNeeds,
  folder: KnowledgeFolder,
  planned: PlannedFile,
  listed: FolderListing['files'][number] | undefined,
): Promise<AppliedFile> {
  const { origin, name, action } = planned
  const sources = await findFileSources(needs.database, origin)
  if (action === 'forget' || action === 'remove' || action === 'rescue') {
    if (listed) return { outcome: 'skipped', message: 'The file is there again; the next pass reads it.' }
    const copies = action === 'rescue' ? await setSourcesAside(needs, sources) : []
    for (const { id } of sources) await needs.remove(id)
    await forgetSynced(needs.database, origin)
    return {
      outcome: action === 'forget' ? 'unchanged' : 'removed',
      ...(action === 'rescue' && { conflict: { name, kept: 'neither', copies } }),
    }
  }
  if (!listed) return { outcome: 'skipped', message: 'The file went away meanwhile; the next pass sees to its source.' }
  const read = await listed.read().catch(asSkipped)
  const file = await scanFile(needs, listed, folder).catch(asSkipped)
  if ('message' in read || 'message' in file) return { outcome: 'skipped', message: 'The file went away meanwhile.' }
  if (action === 'settle') return settled(needs, file, 'unchanged')
  if (action === 'conflict' && planned.newer === 'source') {
    const copy = await setFileAside(needs, read, file)
    if ('message' in copy) return { outcome: 'skipped', message: copy.message }
    await note(needs, file, sources)
    return { outcome: 'unchanged', conflict: { name, kept: 'source', copies: [copy] } }
  }
  const copies = action === 'conflict' ? await setSourcesAside(needs, sources) : []
  const [synced] = (await listSynced(needs.database, origin)).filter((row) => row.origin === origin)
  const report = await needs.ingest(asToIngest(read, file, synced))
  if (report.status === 'skipped') return { outcome: 'skipped', message: report.message }
  const outcome =
    action === 'add' ? 'added' : action === 'update' && !planned.isNew ? atMostUpdated(report.status) : 'updated'
  return {
    ...(await settled(needs, file, outcome)),
    ...(action === 'conflict' && { conflict: { name, kept: 'file' as const, copies } }),
  }
}

function atMostUpdated(status: 'added' | 'updated' | 'unchanged'): 'updated' | 'unchanged' {
  return status === 'unchanged' ? 'unchanged' : 'updated'
}

/** Notes that both say the same, if the database has it so: what was only said to be stored is not noted. */
async function settled(
  needs: ApplyNeeds,
  file: ScannedFile,
  outcome: 'added' | 'updated' | 'unchanged',
): Promise<AppliedFile> {
  const sources = await findFileSources(needs.database, file.origin)
  if (sources.length > 0 && sources.every(({ content }) => content === file.content)) await note(needs, file, sources)
  return { outcome }
}

function note(
  { database }: ApplyNeeds,
  { origin, content, declared, audience }: ScannedFile,
  sources: readonly FolderSource[],
): Promise<void> {
  return saveSynced(database, { origin, content, declared, audience, state: stateOf(sources) })
}

/** Readers of these find an audience inside the file, and what is set aside is for the owner alone: so they are kept as text. */
const speaking = new Set(['.md', '.markdown', '.json', '.html', '.htm', '.xhtml'])

async function setFileAside(
  { ingest }: ApplyNeeds,
  read: FileToIngest,
  { origin, content }: ScannedFile,
): Promise<{ title: string; origin: string } | { message: string }> {
  const name = basename(read.name)
  const copy = { title: conflictTitle(read.title ?? name), origin: conflictOrigin(origin, content) }
  const report = await ingest({
    ...copy,
    name: speaking.has(extname(name).toLowerCase()) ? `${name}.txt` : name,
    bytes: read.bytes,
    language: read.language,
    audience: 'owner',
  })
  return report.status === 'skipped' ? { message: report.message } : copy
}

async function setSourcesAside(
  { database, ingest }: ApplyNeeds,
  sources: readonly FolderSource[],
): Promise<{ title: string; origin: string }[]> {
  const copies: { title: string; origin: string }[] = []
  for (const { id, title, version, origin } of sources) {
    const text = await readCurrentText(database, id)
    if (text === undefined) continue // deleted by its owner in this very moment
    const copy = { title: conflictTitle(title), origin: conflictOrigin(origin, version) }
    const report = await ingest({ ...copy, name: 'conflict.txt', bytes: Buffer.from(text), audience: 'owner' })
    if (report.status === 'skipped') throw new Error(`${title} could not be set aside: ${report.message}`)
    copies.push(copy)
  }
  return copies
}

/** The same for the same content, so that a conflict is set aside once. */
function conflictOrigin(origin: string, content: string): string {
  return `conflict:${createHash('sha256').update(`${origin} ${content}`).digest('hex')}`
}

function conflictTitle(title: string): string {
  return `${title.slice(0, 250)} (conflict, ${new Date().toISOString().slice(0, 10)})`
}
