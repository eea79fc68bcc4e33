import { randomUUID } from 'node:crypto'
import { audienceLevel, audiences, type Audience } from '#auth'
import type { Cache, Database } from '#storage'
import type { Language } from '../text/language.ts'
import type { AnswerSentence, Strategy } from './answer.ts'
import { readKnowledge, type Knowledge } from './answer-cache-store.ts'
import { answerKey, answerPrefix, foldQuestion, knowledgePrefix, readAnswerEntry } from './answer-entry.ts'
import { coalesce } from './coalesce.ts'

export interface CacheableQuestion {
  readonly question: string
  readonly language: Language
  readonly strategy: Strategy
  /** Answers that a language model may write are kept apart from those of the sources' own sentences. */
  readonly writer: 'automatic' | 'sources'
  readonly audience: Audience
}

/** What was answered: everything that is the same for the next who asks. */
export interface CachedAnswer {
  readonly mode: 'extractive' | 'generated'
  /** None for a refusal. */
  readonly sentences: readonly AnswerSentence[]
  /** Sentences of the model that nothing supports and nobody was shown; undefined for none. */
  readonly dropped?: number
}

export interface Looked {
  /** Undefined when the answer must be found. */
  readonly answer: CachedAnswer | undefined
  /** Keeps what was found, unless the knowledge changed meanwhile: nobody can tell then what it was found in. */
  keep(answer: CachedAnswer): Promise<boolean>
}

export interface AnswerCache {
  /** `counted` for what people ask: asking ahead is neither hit nor miss. */
  find(asked: CacheableQuestion, options: { counted: boolean }): Promise<Looked>
  /** What this audience can be answered from at this moment. */
  knowledge(audience: Audience): Promise<Knowledge>
  /** Drops what was made from knowledge that is no more, to give its room back; returns how many. */
  dropOutdated(): Promise<number>
}

export interface AnswerCacheNeeds {
  readonly database: Database
  readonly cache: Cache
  readonly ttlSeconds: number
  /** What answers: product version and language model. */
  readonly answerer: string
  readonly observe: (outcome: 'hit' | 'miss') => void
}

/**
 * Answers that were given before, to the same question of the same audience from the same knowledge. The knowledge's version
 * is part of the key and is read from the database for every question, at or after the moment it was asked: so no answer
 * outlives a source that was changed, deleted, hidden or has expired, in whatever process, and no event need arrive.
 */
export function createAnswerCache(needs: AnswerCacheNeeds): AnswerCache {
  const { database, cache, ttlSeconds, answerer, observe } = needs
  // A crowd shares two queries.
  const reads = new Map(audiences.map((audience) => [audience, coalesce(() => readKnowledge(database, audience))]))
  const knowledge = (audience: Audience) => reads.get(audience)!()

  return {
    knowledge,
    async find({ question, language, strategy, writer, audience }, { counted }) {
      const { version, changesInMs = Infinity } = await knowledge(audience)
      const folded = foldQuestion(question)
      const asked = {
        question: folded,
        language,
        strategy,
        audience,
        knowledge: version,
        answerer: writer === 'automatic' ? answerer : `${answerer} ${writer}`,
      }
      const key = answerKey(asked)
      const value = await cache.get(key)
      const entry = value === undefined ? undefined : readAnswerEntry(key, value)
      const answer = entry && entry.goodUntil > Date.now() && isWithin(entry.sentences, audience) ? entry : undefined
      if (counted) observe(answer ? 'hit' : 'miss')
      return {
        answer,
        async keep({ mode, sentences, dropped }) {
          const after = await knowledge(audience)
          if (after.version !== version) return false
          const milliseconds = Math.floor(Math.min(ttlSeconds * 1000, changesInMs, after.changesInMs ?? Infinity))
          const goodUntil = Date.now() + milliseconds
          await cache.set(
            key,
            JSON.stringify({ id: randomUUID(), ...asked, mode, sentences, dropped, goodUntil }),
            milliseconds / 1000,
          )
          return true
        },
      }
    },
    dropOutdated: coalesce(async () => {
      const current = await Promise.all(audiences.map(async (audience) => (await knowledge(audience)).version))
      const prefixes = current.map(knowledgePrefix)
      const outdated: string[] = []
      for await (const { key } of cache.scan(answerPrefix))
        if (!prefixes.some((prefix) => key.startsWith(prefix))) outdated.push(key)
      return cache.delete(outdated)
    }),
  }
}

/** The wall once more: whatever a shared cache holds, nobody reads above their audience. */
function isWithin(sentences: readonly AnswerSentence[], audience: Audience): boolean {
  const level = audienceLevel(audience)
  return sentences.every(({ citations }) => citations.every((citation) => audienceLevel(citation.audience) <= level))
}
