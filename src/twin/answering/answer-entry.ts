import { createHash } from 'node:crypto'
import { z } from 'zod'
import { audiences } from '#auth'
import { languages } from '../text/language.ts'
import { strategies } from './answer.ts'

/** Begins the keys of all answers in the cache. */
export const answerPrefix = 'answers:'

const askedShape = {
  /** As `foldQuestion` gives it. */
  question: z.string(),
  language: z.enum(languages),
  strategy: z.enum(strategies),
  audience: z.enum(audiences),
  /** Version of what the audience could be answered from. */
  knowledge: z.string(),
  /** What answered: the product's version and, where one writes, its language model. */
  answerer: z.string(),
}
const askedSchema = z.object(askedShape)
const entrySchema = z.object({
  /** Tells it from what comes under the same key later. */
  id: z.string(),
  ...askedShape,
  mode: z.enum(['extractive', 'generated']),
  /** None for a refusal. */
  sentences: z.array(
    z.object({
      text: z.string(),
      citations: z
        .array(
          z.object({
            sourceId: z.string(),
            title: z.string(),
            version: z.string(),
            audience: z.enum(audiences),
            start: z.int(),
            end: z.int(),
            quote: z.string(),
            page: z.int().exactOptional(),
          }),
        )
        .min(1),
    }),
  ),
  /** Sentences of the model that nobody was shown. */
  dropped: z.int().min(1).exactOptional(),
  /** Milliseconds since 1970. */
  goodUntil: z.int(),
})

/** What an answer depends on, all of it. */
export type AskedQuestion = z.infer<typeof askedSchema>
/** An answer as it lies in the cache. */
export type AnswerEntry = z.infer<typeof entrySchema>

/** The question without what changes nothing. Case and accents stay: "IT" is not "it", and "año" is not "ano". */
export function foldQuestion(question: string): string {
  return question.normalize('NFC').trim().replace(/\s+/gu, ' ')
}

/** The key of an answer. What it was made from stands before the digest, so that outdated ones are found without reading them. */
export function answerKey(asked: AskedQuestion): string {
  const { question, language, strategy, audience, knowledge, answerer } = asked
  const parts = [question, language, strategy, audience, knowledge, answerer]
  return `${knowledgePrefix(knowledge)}${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`
}

/** Begins the keys of the answers that were made from one version of the knowledge. */
export function knowledgePrefix(knowledge: string): string {
  return `${answerPrefix}${createHash('sha256').update(knowledge).digest('base64url').slice(0, 16)}:`
}

/** Undefined for what is no answer of this format, or none to the question that its key stands for. */
export function readAnswerEntry(key: string, value: string): AnswerEntry | undefined {
  try {
    // oxlint-disable-next-line no-restricted-properties -- the schema around it checks what comes out
    const { data } = entrySchema.safeParse(JSON.parse(value))
    return data && answerKey(data) === key ? data : undefined
  } catch {
    return undefined // not JSON: as good as not there
  }
}
