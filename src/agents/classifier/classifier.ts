import { z } from 'zod'
import { categories, priorities } from '#desk'
import { AppError } from '#errors'
import { defineCapability, type Agent, type RunContext } from '../agent.ts'
import type { Consultation } from './consult-model.ts'
import { ticketTeams } from './teams.ts'
import { createTicketClassifier, type TicketClass } from './ticket-classifier.ts'

export interface ClassifierNeeds {
  /** Asked when the classifier abstains; undefined when it knows no better. A category that is none of ours is not taken. */
  readonly consult?: (text: string, signal: AbortSignal) => Promise<Consultation | undefined>
}

type Placed = Omit<TicketClass, 'method'> & {
  readonly method: TicketClass['method'] | 'language-model' | 'abstained, language model unavailable'
}

/** Says which team a ticket belongs to, and how urgent it is. */
export function createClassifierAgent({ consult }: ClassifierNeeds = {}): Agent {
  const classifier = createTicketClassifier()

  async function place(context: RunContext, text: string, found: TicketClass): Promise<Placed> {
    if (found.category || !consult) return found
    try {
      const advice = await context.step(
        'ask the language model',
        async () => (await consult(text, context.signal)) ?? null,
      )
      const category = categories.find((name) => name === advice?.category)
      if (!advice || !category) return found
      const confidence = Math.min(1, Math.max(0, advice.confidence))
      return { ...found, category, confidence, routed_to: ticketTeams[category], method: 'language-model' }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'model_unavailable') throw error
      return { ...found, method: 'abstained, language model unavailable' }
    }
  }

  return {
    name: 'classifier',
    purpose: 'Says which team a ticket belongs to and how urgent it is, and by which words it knows.',
    capabilities: [
      defineCapability({
        name: 'classify_ticket',
        purpose: 'Category, subcategory, priority and team of a ticket; "unknown" when it is not sure. Stores nothing.',
        risk: 'read',
        timeLimitMs: 30_000,
        input: z.strictObject({
          description: z.string().trim().min(10).max(5_000),
          priority: z.enum(priorities).optional().describe('Overrides the one the text suggests.'),
        }),
        output: z.object({
          category: z.enum([...categories, 'unknown']),
          subcategory: z.string().nullable(),
          confidence: z.number().min(0).max(1),
          priority: z.enum(priorities),
          routed_to: z.string(),
          method: z.string(),
          ticket_id: z.int().nullable(),
          execution_time_ms: z.number(),
          database_persisted: z.boolean(),
          language: z.enum(['en', 'fr', 'de', 'es', 'und']),
          words: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })),
        }),
        async run(context, { description, priority }) {
          const begun = performance.now()
          const placed = await place(context, description, classifier.classify(description, { priority }))
          const { category, subcategory, confidence, routed_to, method, language, words } = placed
          return {
            category: category ?? ('unknown' as const),
            subcategory,
            confidence,
            priority: placed.priority,
            routed_to,
            method,
            ticket_id: null,
            execution_time_ms: performance.now() - begun,
            database_persisted: false,
            language,
            words: [...words],
          }
        },
      }),
    ],
  }
}
