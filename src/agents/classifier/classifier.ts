import { z } from 'zod'
import { categories, priorities, type Desk } from '#desk'
import { AppError } from '#errors'
import { defineCapability, type Agent, type RunContext } from '../agent.ts'
import type { Consultation } from './consult-model.ts'
import { fileTicketCapability } from './file-ticket.ts'
import { placedSchema, showPlaced, type Placed } from './placed-ticket.ts'
import { ticketTeams } from './teams.ts'
import type { TicketClassifier } from './ticket-classifier.ts'

export interface ClassifierNeeds {
  readonly desk: Desk
  readonly classifier: TicketClassifier
  /** Asked when the classifier abstains; undefined when it knows no better. A category that is none of ours is not taken. */
  readonly consult?: (text: string, signal: AbortSignal) => Promise<Consultation | undefined>
}

/** Says which team a ticket belongs to, and how urgent it is. */
export function createClassifierAgent({ desk, classifier, consult }: ClassifierNeeds): Agent {
  async function place(context: RunContext, text: string, priority: Placed['priority'] | undefined): Promise<Placed> {
    const found = classifier.classify(text, { priority })
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
      if (!isUnavailable(error)) throw error
      return { ...found, method: 'abstained, language model unavailable' }
    }
  }

  return {
    name: 'classifier',
    purpose: 'Says which team a ticket belongs to and how urgent it is, and by which words it knows.',
    capabilities: [
      fileTicketCapability({ desk, place }),
      defineCapability({
        name: 'classify_text',
        purpose: 'Category, subcategory, priority and team of a text; "unknown" when it is not sure. Stores nothing.',
        risk: 'read',
        timeLimitMs: 30_000,
        input: z.strictObject({
          description: z.string().trim().min(10).max(5_000),
          priority: z.enum(priorities).optional().describe('Overrides the one the text suggests.'),
        }),
        output: placedSchema,
        async run(context, { description, priority }) {
          const begun = performance.now()
          return showPlaced(await place(context, description, priority), performance.now() - begun)
        },
      }),
    ],
  }
}

/** Whether a language model could not answer, rather than our asking being wrong. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'model_unavailable'
  return error instanceof Error && error.name === 'ModelError'
}
