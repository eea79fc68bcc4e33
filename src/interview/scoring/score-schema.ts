import { z } from 'zod'
import { languages } from '#twin'
import { dimensions } from './rubric.ts'

const dimensionScoreSchema = z
  .object({
    points: z.int().describe('0 to 100.'),
    weight: z.number().describe('Share in the total; the eight add up to 1.'),
    quotes: z.array(z.object({ start: z.int(), end: z.int(), text: z.string() })).describe('Of the answer.'),
    note: z.string(),
  })
  .meta({ id: 'DimensionScore' })

/** `Score`, as surfaces show it. */
export const scoreSchema = z
  .object({
    total: z.int().describe('0 to 100.'),
    band: z.object({ low: z.int(), high: z.int() }).describe('Between which totals the score is to be read.'),
    dimensions: z.record(z.enum(dimensions), dimensionScoreSchema),
    advice: z.array(z.string()),
    language: z.enum(languages),
    scoredBy: z.enum(['rules', 'model']),
  })
  .meta({ id: 'AnswerScore' })
