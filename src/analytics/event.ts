import { z } from 'zod'
import type { Actor } from '#auth'
import { plainLine } from '../plain-line.ts'

/** What a surface knows of whoever caused an event. */
export interface Visit {
  readonly actor: Actor
  /**
   * Raw text by which the same visitor is told from others within a day; left out, the actor is one visitor. It is hashed, and
   * never stored.
   */
  readonly visitor?: string | undefined
  /** What they came with, such as `web`, `rest` or `mcp:claude`; left out, `other`. */
  readonly client?: string | undefined
}

/** A word of a question that says what it is about: `key` joins its forms and translations, `word` is how it is written. */
export interface TopicTerm {
  readonly key: string
  readonly word: string
}

/** A question, when its answer is known. Its text is not here: only what it is about. */
export interface AskedEvent {
  readonly kind: 'asked'
  readonly answerId: string
  readonly refused: boolean
  readonly durationMs: number
  /** Whether it went on in a conversation. */
  readonly followUp: boolean
  readonly terms: readonly TopicTerm[]
}

/** Something a page tells: that it was opened, a citation was, or a way to get in touch. */
export interface PageEvent {
  readonly kind: 'opened' | 'citation_opened' | 'contact_clicked'
  /** Makes sure that one sent twice counts once; left out, a new one. */
  readonly id?: string | undefined
  readonly answerId?: string | undefined
}

export interface RatedEvent {
  readonly kind: 'rated'
  readonly answerId: string
  /** 1 to 5. */
  readonly rating: number
  readonly reason?: string | undefined
  /** Of the question, for when its own event is kept no longer. */
  readonly terms: readonly TopicTerm[]
}

export type AnalyticsEvent = AskedEvent | PageEvent | RatedEvent

const thumbs = { up: 5, down: 1 } as const

/** Feedback on one answer, as every surface takes it. */
export const feedbackSchema = z
  .strictObject({
    rating: z.int().min(1).max(5).optional().describe('1 (useless) to 5 (just right).'),
    thumb: z.enum(['up', 'down']).optional().describe('In place of a rating: `up` counts as 5, `down` as 1.'),
    reason: z
      .string()
      .overwrite(plainLine)
      .trim()
      .min(1)
      .max(1_000)
      .optional()
      .describe('What is wrong, or right, with it.'),
  })
  .refine(({ rating, thumb }) => (rating === undefined) !== (thumb === undefined), 'give either a rating or a thumb')
export type Feedback = z.infer<typeof feedbackSchema>

export function ratingOf({ rating, thumb }: Feedback): number {
  return rating ?? thumbs[thumb!]
}

/** What a page posts. */
export const pageEventSchema = z.strictObject({
  type: z.enum(['opened', 'citation-opened', 'contact-clicked']).describe('What the visitor did.'),
  answerId: z
    .string()
    .regex(/^ans_[0-9a-f]{32}$/, 'is not the id of an answer')
    .optional()
    .describe('Of which answer.'),
  eventId: z.uuid().optional().describe('One of your own: the same sent twice counts once.'),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened, at most a day ago; left out, or in the future, it is now.'),
})
export type PostedEvent = z.infer<typeof pageEventSchema>
