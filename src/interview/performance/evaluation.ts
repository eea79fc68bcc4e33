import { z } from 'zod'
import { languages } from '#twin'
import { cleanText } from '../clean-text.ts'
import { questionKinds, type QuestionKind } from '../scoring/rubric.ts'
import { maxAnswerCharacters } from '../scoring/score-answer.ts'
import { scoreSchema } from '../scoring/score-schema.ts'

/** The predecessor's names of kinds, which stay. */
const earlierKinds: Readonly<Record<string, QuestionKind>> = {
  behavioral: 'behavioural',
  business: 'industry',
  situational: 'behavioural',
}

const kindSchema = z
  .enum([...questionKinds, 'behavioral', 'business', 'situational'])
  .describe('`behavioral` and `situational` are read as `behavioural`, `business` as `industry`.')

export function kindOf(name: z.infer<typeof kindSchema>): QuestionKind {
  return earlierKinds[name] ?? (name as QuestionKind)
}

const aspectsSchema = z.array(z.string().overwrite(cleanText).trim().min(1).max(300)).max(10)

export const evaluationInputSchema = z.strictObject({
  question: z.string().overwrite(cleanText).trim().min(1).max(2_000),
  kind: kindSchema,
  answer: z
    .string()
    .overwrite(cleanText)
    .trim()
    .min(1)
    .max(maxAnswerCharacters, `is longer than the ${maxAnswerCharacters} characters that can be scored`),
  language: z.enum(languages).optional().describe('Found in the answer when left out.'),
  looksFor: aspectsSchema.optional().describe('What a good answer contains, a short sentence each.'),
  redFlags: aspectsSchema.optional().describe('What speaks against an answer; read by a language model only.'),
})
export type EvaluationInput = z.infer<typeof evaluationInputSchema>

export const evaluationSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    question: z.string(),
    kind: z.enum(questionKinds),
    answer: z.string(),
    score: scoreSchema,
  })
  .meta({ id: 'Evaluation' })
export type Evaluation = z.infer<typeof evaluationSchema>

export const evaluationIdSchema = z.string().regex(/^eva_[0-9a-f]{32}$/, 'is not the id of an evaluation')

export const evaluationQuerySchema = z.strictObject({
  kind: z.enum(questionKinds).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type EvaluationQuery = z.infer<typeof evaluationQuerySchema>
