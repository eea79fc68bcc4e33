import type { Audience } from '#auth'
import type { Database } from '#storage'
import { loadPassages } from '../retrieval/passage-store.ts'
import { search } from '../retrieval/search.ts'
import type { SearchResult } from '../retrieval/search-result.ts'
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
  const { question, result, passages } = await searchPassages(needs, { ...asked, limit: passagesRead })
  const ranking = rankSentences(
    question,
    Array.from(passages.values(), ({ analysis }) => analysis),
    result,
  )
  return { question, passages, ranked: ranking.sentences, result, answerability: answerability(question, ranking, result) }
}

/** The passages for a question, best first. */
export async function searchPassages(needs: EvidenceNeeds, asked: Asked & { limit: number }): Promise<Pick<Evidence, 'question' | 'result' | 'passages'>> {
  const question = analyzeQuestion(asked.question, asked.language, asked.turns)
  const result = await search(needs.database, { question: asked.question, language: asked.language, terms: question.terms, audience: asked.audience, limit: asked.limit })
  const ids = result.hits.map((hit) => hit.passageId)
  const read = await needs.cache.read(ids, (missing) => loadPassages(needs.database, missing, asked.audience))
  return { question, result, passages: new Map(read.map((item) => [item.passage.id, item])) }
}
