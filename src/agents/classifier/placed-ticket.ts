import { z } from 'zod'
import { categories, priorities, type Classification } from '#desk'
import type { TicketClass } from './ticket-classifier.ts'

/** A ticket with its place, however it was found. */
export type Placed = Omit<TicketClass, 'method'> & {
  readonly method: TicketClass['method'] | 'language-model' | 'abstained, language model unavailable'
}

export const placedSchema = z.object({
  category: z.enum([...categories, 'unknown']),
  subcategory: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  priority: z.enum(priorities),
  routed_to: z.string(),
  method: z.string(),
  execution_time_ms: z.number(),
  language: z.enum(['en', 'fr', 'de', 'es', 'und']),
  words: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })),
})

/** As the desk keeps it, with the words that decided. */
export function asClassification(placed: Placed): Classification {
  const { category, subcategory, priority, confidence, routed_to, method, words } = placed
  return { category, subcategory, priority, confidence, routed_to, method, reasons: words.map(({ text }) => text) }
}

export function showPlaced(placed: Placed, milliseconds: number): z.infer<typeof placedSchema> {
  const { category, subcategory, confidence, priority, routed_to, method, language, words } = placed
  return {
    category: category ?? 'unknown',
    subcategory,
    confidence,
    priority,
    routed_to,
    method,
    execution_time_ms: milliseconds,
    language,
    words: [...words],
  }
}
