import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { anyone } from '#auth'
import type { Language, Twin } from '#twin'
import { ingestCorpus } from './ingest-corpus.ts'
import { retrievalFigures, type RetrievalFigures } from './retrieval-figures.ts'

export interface RetrievalReport extends RetrievalFigures {
  queries: number
  documents: number
  /** CPU of this process per query; PostgreSQL's is not in it. */
  cpuMsPerQuery: number
}

export interface RankedQuery {
  query: string
  ids: string[]
}

/** Passages asked for, so that ten different documents are among them. */
const passagesAsked = 60

/**
 * Ranks a corpus (`corpus.jsonl`, `queries.jsonl`, `qrels.tsv`; or `dev.*` with relevance from `answerability.jsonl`)
 * through the product's ingestion and search. A document scores as its best passage.
 */
export async function gradeRetrieval(
  twin: Twin,
  folder: string,
  language: Language,
): Promise<{ report: RetrievalReport; ranked: RankedQuery[] }> {
  const prefix = existsSync(join(folder, 'corpus.jsonl')) ? '' : 'dev.'
  const documents = await readLines<{ id: string; title?: string; text: string }>(join(folder, `${prefix}corpus.jsonl`))
  const queries = await readLines<{ id: string; text: string }>(join(folder, `${prefix}queries.jsonl`))
  const relevance = await readRelevance(folder, prefix)
  const documentOf = await ingestCorpus(twin, documents, language)

  const ranked: RankedQuery[] = []
  const runs: { ids: string[]; relevant: Set<string> }[] = []
  const before = process.cpuUsage()
  for (const { id, text } of queries) {
    const found = await twin.search(anyone, text, { limit: passagesAsked, language })
    const ids = [...new Set(found.map(({ sourceId }) => documentOf.get(sourceId)!))]
    ranked.push({ query: String(id), ids })
    const relevant = relevance.get(String(id))
    if (relevant) runs.push({ ids, relevant })
  }
  const { user, system } = process.cpuUsage(before)
  const cpuMsPerQuery = Math.round((user + system) / 10 / queries.length) / 100
  return {
    report: { ...retrievalFigures(runs), cpuMsPerQuery, queries: runs.length, documents: documents.length },
    ranked,
  }
}

async function readRelevance(folder: string, prefix: string): Promise<Map<string, Set<string>>> {
  const relevance = new Map<string, Set<string>>()
  const add = (query: string, document: string) =>
    relevance.set(query, (relevance.get(query) ?? new Set()).add(document))
  const table = join(folder, 'qrels.tsv')
  if (existsSync(table)) {
    for (const line of (await readFile(table, 'utf8')).split('\n').slice(1)) {
      const [query, document, score] = line.split('\t')
      if (query && document && Number(score) > 0) add(query, document)
    }
    return relevance
  }
  for (const line of await readLines<{ id?: string; question: string; doc_id: string; answerable: boolean }>(
    join(folder, `${prefix}answerability.jsonl`),
  )) {
    if (line.answerable) add(String(line.id), String(line.doc_id))
  }
  return relevance
}

async function readLines<Line>(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
}
