import type { Audience } from '#auth'
import type { Database } from '#storage'
import { loadPassages } from '../retrieval/passage-store.ts'
import { search } from '../retrieval/search.ts'
import type { Passage, SearchResult } from '../retrieval/search-result.ts'
import type { Language } from '../text/language.ts'
import { answerability } from './answerability.ts'
import { analyzeQuestion, type Question, type Turn } from './analyze-question.ts'
import type { PassageCache, ReadPassage } from './passage-cache.ts'
import { rankSentences, type RankedSentence } from './rank-sentences.ts'

/** Passages whose sentences compete for an answer: more brings noise, fewer lose the second half of a story. */
const passagesRead = 12

export interface Evidence {
  readonly question: Question
  /** Best first, by passage. */
  readonly passages: ReadonlyMap<number, ReadPassage>
  readonly ranked: readonly RankedSentence[]
  readonly result: SearchResult
  /** Calibrated probability, 0 to 1, that the sources answer the question. */
  readonly answerability: number
}

interface Asked {
  readonly question: string
  readonly language: Language
  readonly audience: Audience
  /** Earlier turns of the conversation, oldest first. */
  readonly turns: readonly Turn[]
}

interface EvidenceNeeds {
  readonly database: Database
  readonly cache: PassageCache
}

/** Finds and ranks what the asker's visible sources say about a question. */
export async function findEvidence(needs: EvidenceNeeds, asked: Asked): Promise<Evidence> {
  const { question, result } = await searchFor(needs.database, { ...asked, limit: passagesRead })
  const ids = result.hits.map((hit) => hit.passageId)
  const read = await needs.cache.read(ids, (missing) => loadPassages(needs.database, missing, asked.audience))
  const ranking = rankSentences(
    question,
    read.map(({ analysis }) => analysis),
    result,
  )
  return {
    question,
    passages: new Map(read.map((item) => [item.passage.id, item])),
    ranked: ranking.sentences,
    result,
    answerability: answerability(question, ranking, result),
  }
}

/** The passages that fit a question best, best first, with their scores. */
export async function findPassages(database: Database, asked: Asked & { limit: number }): Promise<{ passage: Passage; score: number }[]> {
  const { result } = await searchFor(database, asked)
  const ids = result.hits.map((hit) => hit.passageId)
  const passages = new Map((await loadPassages(database, ids, asked.audience)).map((passage) => [passage.id, passage]))
  return result.hits.flatMap(({ passageId, score }) => {
    const passage = passages.get(passageId)
    return passage ? [{ passage, score }] : []
  })
}

async function searchFor(database: Database, { question: text, language, audience, turns, limit }: Asked & { limit: number }) {
  const question = analyzeQuestion(text, language, turns)
  return { question, result: await search(database, { question: text, language, terms: question.terms, audience, limit }) }
}
