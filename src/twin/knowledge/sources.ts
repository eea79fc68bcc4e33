import { requireScope, requireWriter, type Actor, type Audience, type Authorized } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { coalesce } from '../answering/coalesce.ts'
import { indexTerms, type IndexedPassage } from '../retrieval/index-terms.ts'
import { indexPassages, removePassages } from '../retrieval/passage-store.ts'
import type { ExtractedDocument } from './document.ts'
import type { Extractor } from './extract/extract.ts'
import { findContradictions, type Contradiction, type ReadSource } from './find-contradictions.ts'
import { ingestFile, removeSource, type FileToIngest, type IngestNeeds, type IngestReport } from './ingest.ts'
import {
  copyPassages,
  findSource,
  findSourceText,
  listOrigins,
  listSources,
  updateSource,
  type StoredPassage,
} from './knowledge-store.ts'
import type { PassageDraft } from './passages.ts'
import type { SourceDraft, SourceSummary, SourceText } from './source.ts'

export interface SourceChange {
  audience?: Audience | undefined
  title?: string | undefined
  expiresAt?: string | null | undefined
}

export interface Sources {
  list(actor: Actor): Promise<Authorized<SourceSummary>[]>
  /** Throws `not_found` for a source that is missing, above the actor's audience, or expired: all three look alike. */
  read(actor: Actor, id: string, version?: string): Promise<Authorized<SourceText>>
  requireWriter(actor: Actor): void
  ingest(actor: Actor, file: FileToIngest): Promise<IngestReport>
  /** The same for our own parts (the inbox, the first start), which have checked who asks. */
  write(file: FileToIngest): Promise<IngestReport>
  /** Deletes a source for our own parts, which have checked who asks, with what else is to happen in the same transaction, before it. */
  withdraw<Result>(id: string, also: (transaction: Transaction) => Promise<Result>): Promise<Result>
  change(actor: Actor, id: string, change: SourceChange): Promise<Authorized<SourceSummary>>
  remove(actor: Actor, id: string): Promise<void>
  /** Where what is known says two things about one, of at most 2,000 sources, the newest; for who could mend it. */
  contradictions(actor: Actor): Promise<FoundContradictions>
  /** Sources whose files lie under a folder, to find those whose file is gone. */
  under(actor: Actor, originPrefix: string): Promise<{ id: string; origin: string; title: string }[]>
}

export interface FoundContradictions {
  contradictions: Contradiction[]
  /** How many sources were compared, and how many there are to compare. */
  compared: number
  comparable: number
}

const mostCompared = 2_000

export interface SourcesNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly extractor: Extractor
  readonly observe: (status: string) => void
  /** Called after every change. */
  readonly changed: () => void
}

export function createSources({ database, transaction, extractor, observe, changed }: SourcesNeeds): Sources {
  const needs: IngestNeeds = { database, transaction, extractor, prepare, index, unindex: removePassages }

  async function write(file: FileToIngest): Promise<IngestReport> {
    const report = await ingestFile(needs, file)
    observe(report.status)
    changed()
    return report
  }

  const compare = coalesce(async (): Promise<FoundContradictions> => {
    const now = new Date().toISOString()
    // Procedures say what to do, and expired sources nothing that is still answered.
    const comparable = (await listSources(database, 'owner')).filter(
      ({ kind, expiresAt }) => kind !== 'sop' && (expiresAt === null || expiresAt > now),
    )
    const chosen = comparable.slice(0, mostCompared)
    const contradictions = await findContradictions(texts(chosen))
    return { contradictions, compared: chosen.length, comparable: comparable.length }
  })

  async function* texts(chosen: readonly SourceSummary[]): AsyncGenerator<ReadSource> {
    for (const { id, origin } of chosen) {
      const source = await findSourceText(database, id, 'owner')
      if (source) yield { ...source, origin } // else it was deleted meanwhile
    }
  }

  return {
    write,
    async withdraw(id, also) {
      const result = await transaction(async (opened) => {
        const done = await also(opened)
        await removeSource(needs, opened, id)
        return done
      })
      changed()
      return result
    },

    async list(actor) {
      requireReader(actor)
      const sources = await listSources(database, actor.audience)
      return actor.audience === 'owner'
        ? sources
        : sources.map(({ origin: _origin, ...source }) => ({ ...source, origin: '' }))
    },

    async read(actor, id, version) {
      requireReader(actor)
      const source = await findSourceText(database, id, actor.audience, version)
      if (!source) throw new AppError('not_found', 'There is no such source, or not for you.')
      return source
    },

    requireWriter: (actor) => requireWriter(actor, 'knowledge:write'),

    async ingest(actor, file) {
      requireWriter(actor, 'knowledge:write')
      return write(file)
    },

    async change(actor, id, change) {
      requireWriter(actor, 'knowledge:write')
      await transaction(async (opened) => {
        const source = await updateSource(opened, id, change)
        if (!source) throw new AppError('not_found', 'There is no such source.')
        await removePassages(opened, id)
        await index(opened, source, await copyPassages(opened, id))
      })
      changed()
      return (await findSource(database, id, actor.audience))!
    },

    async remove(actor, id) {
      requireWriter(actor, 'knowledge:write')
      await transaction(async (opened) => {
        // Thrown in here, so that nothing is written: answers that are kept stay good.
        if (!(await removeSource(needs, opened, id))) throw new AppError('not_found', 'There is no such source.')
      })
      changed()
    },

    async contradictions(actor) {
      requireWriter(actor, 'knowledge:write')
      return compare()
    },

    async under(actor, originPrefix) {
      requireScope(actor, 'knowledge:read')
      return listOrigins(database, originPrefix)
    },
  }
}

/** Whoever may ask may read what answers cite. */
function requireReader(actor: Actor): void {
  if (!actor.scopes.has('knowledge:read')) requireScope(actor, 'ask')
}

/** Terms kept in memory until they are written, about 20 MB; those of a longer document are found while it is written. */
const maxPrepared = 400_000

function prepare(
  { title, language, text }: ExtractedDocument,
  passages: readonly PassageDraft[],
): ReadonlyMap<PassageDraft, IndexedPassage> {
  const prepared = new Map<PassageDraft, IndexedPassage>()
  let count = 0
  for (const passage of passages) {
    if (count > maxPrepared) break
    const { heading, start, end } = passage
    const indexed = indexTerms({ title, language, heading, text: text.slice(start, end) })
    count += indexed.postings.length
    prepared.set(passage, indexed)
  }
  return prepared
}

async function index(
  transaction: Transaction,
  source: Pick<SourceDraft, 'title' | 'language' | 'audience' | 'expiresAt' | 'text'>,
  passages: readonly StoredPassage[],
  prepared?: ReadonlyMap<PassageDraft, IndexedPassage>,
): Promise<void> {
  await indexPassages(
    transaction,
    passages.map(({ id, draft }) => ({
      id,
      title: source.title,
      heading: draft.heading,
      text: source.text.slice(draft.start, draft.end),
      language: source.language,
      audience: source.audience,
      expiresAt: source.expiresAt,
      indexed: prepared?.get(draft),
    })),
  )
}
