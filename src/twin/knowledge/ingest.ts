import { createHash, randomBytes } from 'node:crypto'
import type { Audience } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import type { IndexedPassage } from '../retrieval/index-terms.ts'
import type { Language } from '../text/language.ts'
import type { ExtractedDocument, SourceKind } from './document.ts'
import type { Extractor } from './extract/extract.ts'
import {
  deletePassages,
  deleteSource,
  findByFile,
  insertPassages,
  lockOrigin,
  lockSource,
  upsertSource,
  type KnownSource,
  type StoredPassage,
} from './knowledge-store.ts'
import { splitPassages, type PassageDraft } from './passages.ts'
import type { SourceDraft } from './source.ts'

/** Raised when reading or indexing changes, so that files read by an older Pollux are read again. */
const readerVersion = 3

export interface FileToIngest {
  /** What makes it the same source next time, such as `file:/srv/docs/report.md` or `upload:report.md`. */
  readonly origin: string
  /** Shown in reports; its extension helps to tell the type. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Left out, it is private to the owner. */
  readonly audience?: Audience | undefined
  readonly title?: string | undefined
  readonly language?: Language | undefined
  readonly kind?: SourceKind | undefined
  readonly expiresAt?: Date | undefined
}

export interface IngestedSource {
  id: string
  title: string
  kind: SourceKind
  audience: Audience
  language: Language
  version: string
  passages: number
}

/** What became of one file. */
export type IngestReport =
  | { name: string; status: 'added' | 'updated'; sources: IngestedSource[] }
  | { name: string; status: 'unchanged' }
  | { name: string; status: 'skipped'; reason: string; message: string }

/** The terms of passages that are not stored yet. One that is missing is found when it is indexed. */
export type PreparedPassages = ReadonlyMap<PassageDraft, IndexedPassage>

export interface IngestNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly extractor: Extractor
  /** What the index needs of these passages, found before the transaction because it takes most of the time. */
  readonly prepare: (document: ExtractedDocument, passages: readonly PassageDraft[]) => PreparedPassages
  readonly index: (
    transaction: Transaction,
    source: SourceDraft,
    passages: readonly StoredPassage[],
    prepared: PreparedPassages,
  ) => Promise<void>
  readonly unindex: (transaction: Transaction, sourceId: string) => Promise<void>
}

/**
 * Reads one file and makes the knowledge base hold exactly what it says: all of it in one transaction, so a kill leaves
 * either the old state or the new. A file that was read before and has not changed costs one query.
 */
export async function ingestFile(needs: IngestNeeds, file: FileToIngest): Promise<IngestReport> {
  const fingerprint = fingerprintOf(file)
  const known = await findByFile(needs.database, file.origin)
  if (known.length > 0 && known.every((source) => source.fingerprint === fingerprint))
    return { name: file.name, status: 'unchanged' }

  const { title, language, audience } = file
  const outcome = await needs.extractor.extract({
    name: file.name,
    bytes: file.bytes,
    declared: { title, language, audience },
  })
  if (outcome.status === 'skipped')
    return { name: file.name, status: 'skipped', reason: outcome.reason, message: outcome.message }

  const documents = outcome.documents.map((document) => {
    const drafts = splitPassages(document)
    return { document, drafts, prepared: needs.prepare(document, drafts) }
  })
  const sources = await needs.transaction(async (transaction) => {
    await lockOrigin(transaction, file.origin)
    const before = await findByFile(transaction, file.origin)
    for (const { id } of before) await lockSource(transaction, id)
    const written: IngestedSource[] = []
    for (const document of documents)
      written.push(await writeDocument(needs, transaction, file, { fingerprint, before }, document))
    for (const source of before) {
      if (written.some(({ id }) => id === source.id)) continue
      await removeSource(needs, transaction, source.id)
    }
    return written
  })
  return { name: file.name, status: known.length > 0 ? 'updated' : 'added', sources }
}

/** Deletes a source with its passages and postings; true when it was there. */
export async function removeSource(
  needs: Pick<IngestNeeds, 'unindex'>,
  transaction: Transaction,
  id: string,
): Promise<boolean> {
  await lockSource(transaction, id)
  await needs.unindex(transaction, id)
  await deletePassages(transaction, id)
  return deleteSource(transaction, id)
}

async function writeDocument(
  needs: IngestNeeds,
  transaction: Transaction,
  file: FileToIngest,
  known: { fingerprint: string; before: readonly KnownSource[] },
  {
    document,
    drafts,
    prepared,
  }: { document: ExtractedDocument; drafts: readonly PassageDraft[]; prepared: PreparedPassages },
): Promise<IngestedSource> {
  const origin = document.part ? `${file.origin}#${document.part}` : file.origin
  // What the owner said about the source before holds until the file, or whoever sends it, says something else.
  const before = known.before.find((source) => source.origin === origin)
  const draft: SourceDraft = {
    origin,
    kind: file.kind ?? document.kind,
    title: document.title,
    audience: document.audience ?? file.audience ?? before?.audience ?? 'owner',
    language: document.language,
    expiresAt: file.expiresAt ?? before?.expiresAt ?? null,
    version: createHash('sha256').update(document.text).digest('hex'),
    fingerprint: known.fingerprint,
    metadata: document.metadata,
    text: document.text,
    ...(document.pages && { pages: document.pages }),
    ...(document.pointers && { pointers: document.pointers }),
  }
  const id = await upsertSource(transaction, newSourceId(), draft)
  await needs.unindex(transaction, id)
  await deletePassages(transaction, id)
  const passages = await insertPassages(transaction, id, draft, drafts)
  await needs.index(transaction, draft, passages, prepared)
  const { title, kind, audience, language, version } = draft
  return { id, title, kind, audience, language, version, passages: passages.length }
}

/** SHA-256 over the bytes and everything that decides how they are read. */
function fingerprintOf(file: FileToIngest): string {
  const { audience, title, language, kind, expiresAt } = file
  return createHash('sha256')
    .update(JSON.stringify([readerVersion, audience, title, language, kind, expiresAt]))
    .update(file.bytes)
    .digest('hex')
}

function newSourceId(): string {
  return `src_${randomBytes(10).toString('hex')}`
}
