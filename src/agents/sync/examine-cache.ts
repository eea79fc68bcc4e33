import { audiences, type Audience } from '#auth'
import type { Cache, Database } from '#storage'
import { answerPrefix, readAnswerEntry, type AnswerEntry } from '#twin'
import { checkQuotes, citationProblems, type CitationProblem } from './sync-store.ts'

export interface ExamineNeeds {
  readonly database: Database
  readonly cache: Cache
  /** Version of what an audience can be answered from now. */
  readonly knowledge: (audience: Audience) => Promise<{ readonly version: string }>
}

export const entryProblems = ['unreadable', 'outdated', ...citationProblems] as const
type EntryProblem = 'unreadable' | 'outdated' | CitationProblem

export interface ExaminedEntry {
  readonly key: string
  /** Undefined when it is no answer that can be read. */
  readonly entry: AnswerEntry | undefined
  /** Why nobody may be answered by it; undefined when all is well. */
  readonly problem: EntryProblem | undefined
}

export interface Examination {
  readonly entries: readonly ExaminedEntry[]
  /** Versions of sources that were read. */
  readonly records: number
  /** Version of the knowledge, for all audiences, that they were compared with. */
  readonly knowledge: string
}

/** Entries whose quotes are looked up in one statement. */
const batchSize = 100

/** Reads every cached answer and compares it with the sources it cites, as they are in the database now. */
export async function examineCache(
  { database, cache, knowledge }: ExamineNeeds,
  signal: AbortSignal,
): Promise<Examination> {
  const versions = new Map<Audience, string>()
  for (const audience of audiences) versions.set(audience, (await knowledge(audience)).version)
  const entries: ExaminedEntry[] = []
  let records = 0
  let batch: { key: string; entry: AnswerEntry | undefined }[] = []
  const examineBatch = async () => {
    signal.throwIfAborted()
    const examined = await examine(database, batch, versions)
    entries.push(...examined.entries)
    records += examined.records
    batch = []
  }
  for await (const { key, value } of cache.scan(answerPrefix)) {
    batch.push({ key, entry: readAnswerEntry(key, value) })
    if (batch.length === batchSize) await examineBatch()
  }
  await examineBatch()
  return { entries, records, knowledge: [...versions.values()].join(' ') }
}

async function examine(
  database: Database,
  batch: readonly { key: string; entry: AnswerEntry | undefined }[],
  versions: ReadonlyMap<Audience, string>,
): Promise<{ entries: ExaminedEntry[]; records: number }> {
  const quotes = batch.flatMap(({ key, entry }) =>
    (entry?.sentences ?? []).flatMap(({ citations }) =>
      citations.map(({ sourceId, version, quote }) => ({ key, sourceId, version, quote, audience: entry!.audience })),
    ),
  )
  const { problems, records } = await checkQuotes(database, quotes)
  const byKey = new Map<string, CitationProblem>()
  for (const [index, { key }] of quotes.entries()) {
    const problem = problems[index]
    if (problem && !byKey.has(key)) byKey.set(key, problem)
  }
  return {
    records,
    entries: batch.map(({ key, entry }) => {
      const isOutdated = entry && versions.get(entry.audience) !== entry.knowledge
      const problem = entry ? (byKey.get(key) ?? (isOutdated ? 'outdated' : undefined)) : 'unreadable'
      return { key, entry, problem }
    }),
  }
}
