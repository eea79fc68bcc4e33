import { z } from 'zod'
import type { Audience } from '#auth'
import { plainLine } from '../../plain-line.ts'
import { languages, type Language } from '../text/language.ts'

export const strategies = ['star', 'concise', 'detailed', 'example-driven'] as const
export type Strategy = (typeof strategies)[number]

export const questionTextSchema = z
  .string({ error: 'is required: send your question as text' })
  .overwrite(plainLine)
  .trim()
  .min(1, 'ask something: the question is empty')
  .max(2000, 'is longer than 2,000 characters: ask a shorter question')

/** What a question looks like on every surface. */
export const questionSchema = z.strictObject({
  question: questionTextSchema.describe('The question, 1 to 2,000 characters.'),
  conversationId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'is not the id of a conversation')
    .optional()
    .describe('From an earlier answer: lets "and before that?" be understood.'),
  strategy: z
    .enum(strategies)
    .optional()
    .describe('How the answer is shaped. Chosen by the kind of question when left out.'),
  language: z
    .enum(languages)
    .exclude(['und'])
    .optional()
    .describe('Language of the question (ISO 639-1). Detected when left out.'),
})
export type QuestionInput = z.infer<typeof questionSchema>

/** The exact place in a source that a sentence rests on. `quote` is the source's text from `start` to `end`, UTF-16 code units. */
export interface Citation {
  sourceId: string
  title: string
  version: string
  audience: Audience
  start: number
  end: number
  quote: string
  page?: number
}

export interface AnswerSentence {
  text: string
  citations: Citation[]
}

/** `no_support`: nothing that the asker may see answers this. */
export type RefusalReason = 'no_support'

export interface Answer {
  id: string
  refused: boolean
  reason?: RefusalReason
  /** The refusal in words, in the question's language. */
  message?: string
  mode: 'extractive' | 'generated'
  language: Language
  sentences: AnswerSentence[]
  /** Questions this twin can answer, to go on with. */
  suggestions: string[]
  conversationId: string
  durationMs: number
}

/** An answer as it comes into being; a sentence is sent only after it has been verified. */
export type AnswerEvent =
  | { type: 'sentence'; index: number; sentence: AnswerSentence }
  | { type: 'refusal'; reason: RefusalReason; message: string; suggestions: string[] }
  | { type: 'done'; answer: Answer }

/** The whole answer, for who does not want its sentences one by one. */
export async function lastAnswer(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  for await (const event of events) if (event.type === 'done') return event.answer
  throw new Error('An answer ended without its last event')
}
