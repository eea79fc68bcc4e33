import { createHash, randomBytes } from 'node:crypto'
import type { Audience } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { forgetProfilesWithoutSources, saveProfileJson } from '../profile/profile-json-store.ts'
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
  setFingerprint,
  upsertSource,
  type KnownSource,
  type StoredPassage,
} from './knowledge-store.ts'
import { splitPassages, type PassageDraft } from './passages.ts'
import type { SourceDraft } from './source.ts'

/** Raised when reading or indexing changes, so that files read by an older Pollux are read again. */
const readerVersion = 6

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
  /** Throws when it must not be written after all; nobody else writes this origin meanwhile. */
  readonly onlyIf?: ((transaction: Transaction) => Promise<void>) | undefined
  /** Called when it has been written, in the same transaction: when this throws, nothing has. */
  readonly also?: ((transaction: Transaction, sources: readonly IngestedSource[]) => Promise<void>) | undefined
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
  | { name: string; status: 'added' | 'updated' | 'unchanged'; sources: IngestedSource[] }
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
 * either the old state or the new. A file that was read before and has not changed costs one query. What was said about
 * it before, and is left out now, still holds.
 */
export async function ingestFile(needs: IngestNeeds, file: FileToIngest): Promise<IngestReport> {
  const fingerprint = fingerprintOf(file)
  const known = await findByFile(needs.database, file.origin)
  if (known.length > 0 && known.every((source) => source.fingerprint === fingerprint))
    return { name: file.name, status: 'unchanged', sources: known.map(asIngested) }

  const { title, language, audience } = file
  const outcome = await needs.extractor.extract({
    name: file.name,
    bytes: file.bytes,
    declared: { title, language, audience },
    audienceBefore: known.find(({ origin }) => origin === file.origin)?.audience,
  })
  if (outcome.status === 'skipped')
    return { name: file.name, status: 'skipped', reason: outcome.reason, message: outcome.message }

  const documents = outcome.documents.map((document) => {
    const passages = splitPassages(document)
    return { document, passages, prepared: needs.prepare(document, passages) }
  })
  return needs.transaction(async (transaction) => {
    await lockOrigin(transaction, file.origin)
    await file.onlyIf?.(transaction)
    const before = await findByFile(transaction, file.origin)
    for (const { id } of before) await lockSource(transaction, id)
    const drafts = documents.map((read) => ({ ...read, draft: draftOf(file, fingerprint, read.document, before) }))
    if (before.length === drafts.length && drafts.every(({ draft }) => isStored(draft, before))) {
      const ids = before.map(({ id }) => id)
      await setFingerprint(transaction, ids, fingerprint)
      return { name: file.name, status: 'unchanged', sources: before.map(asIngested) }
    }
    const sources: IngestedSource[] = []
    for (const { draft, passages, prepared } of drafts)
      sources.push(await writeSource(needs, transaction, draft, passages, prepared))
    for (const source of before) {
      if (sources.some(({ id }) => id === source.id)) continue
      await removeSource(needs, transaction, source.id)
    }
    if (documents.some(({ document }) => document.kind === 'profile'))
      await saveProfileJson(transaction, { origin: file.origin, ...profileJson(file.bytes) })
    await file.also?.(transaction, sources)
    return { name: file.name, status: known.length > 0 ? 'updated' : 'added', sources }
  })
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
  const deleted = await deleteSource(transaction, id)
  await forgetProfilesWithoutSources(transaction)
  return deleted
}

/** The JSON word for word; the reader has made sure that it is UTF-8. */
function profileJson(bytes: Uint8Array): { json: string; version: string } {
  const json = new TextDecoder().decode(bytes)
  return { json, version: createHash('sha256').update(json).digest('hex') }
}

function draftOf(
  file: FileToIngest,
  fingerprint: string,
  document: ExtractedDocument,
  known: readonly KnownSource[],
): SourceDraft {
  const origin = document.part ? `${file.origin}#${document.part}` : file.origin
  // What the owner said about the source before holds until the file, or whoever sends it, says something else.
  const before = known.find((source) => source.origin === origin)
  return {
    origin,
    kind: file.kind ?? document.kind,
    title: document.title,
    audience: document.audience ?? file.audience ?? before?.audience ?? 'owner',
    language: document.language,
    expiresAt: file.expiresAt ?? before?.expiresAt ?? null,
    version: createHash('sha256').update(document.text).digest('hex'),
    fingerprint,
    metadata: document.metadata,
    text: document.text,
    ...(document.pages && { pages: document.pages }),
    ...(document.pointers && { pointers: document.pointers }),
  }
}

/** True when the same bytes, read by this reader, are stored with all that the draft says of them. */
function isStored(draft: SourceDraft, known: readonly KnownSource[]): boolean {
  const stored = known.find(({ origin }) => origin === draft.origin)
  return (
    stored !== undefined &&
    contentOf(stored.fingerprint) === contentOf(draft.fingerprint) &&
    (['kind', 'title', 'audience', 'language', 'version'] as const).every((key) => stored[key] === draft[key]) &&
    stored.expiresAt?.getTime() === draft.expiresAt?.getTime()
  )
}

async function writeSource(
  needs: IngestNeeds,
  transaction: Transaction,
  draft: SourceDraft,
  drafts: readonly PassageDraft[],
  prepared: PreparedPassages,
): Promise<IngestedSource> {
  const id = await upsertSource(transaction, newSourceId(), draft)
  await needs.unindex(transaction, id)
  await deletePassages(transaction, id)
  const passages = await insertPassages(transaction, id, draft, drafts)
  await needs.index(transaction, draft, passages, prepared)
  return asIngested({ ...draft, id, passages: passages.length })
}

function asIngested({ id, title, kind, audience, language, version, passages }: IngestedSource): IngestedSource {
  return { id, title, kind, audience, language, version, passages }
}

/** SHA-256 over the bytes and the reader, ':', SHA-256 over everything said about the file that decides how it is read. */
function fingerprintOf(file: FileToIngest): string {
  const { audience, title, language, kind, expiresAt } = file
  const declared = createHash('sha256').update(JSON.stringify([audience, title, language, kind, expiresAt]))
  return `${contentFingerprint(file.bytes)}:${declared.digest('hex')}`
}

/** What the fingerprint of a source begins with that was read from these bytes: SHA-256 over them and the reader. */
export function contentFingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(`${readerVersion}:`).update(bytes).digest('hex')
}

function contentOf(fingerprint: string): string | undefined {
  return fingerprint.split(':')[0]
}

function newSourceId(): string {
  return `src_${randomBytes(10).toString('hex')}`
}
