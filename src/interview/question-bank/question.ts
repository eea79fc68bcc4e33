import { z } from 'zod'
import { questionKinds } from '../scoring/rubric.ts'

export const levels = ['junior', 'mid', 'senior'] as const
export type Level = (typeof levels)[number]

/** The interviews of one application, as they usually follow each other. */
export const stages = ['screening', 'hr', 'technical', 'manager', 'executive'] as const
export type Stage = (typeof stages)[number]

/** Languages that the bank has questions in. */
export const bankLanguages = ['en', 'es'] as const
export type BankLanguage = (typeof bankLanguages)[number]

const line = z.string().trim().min(1)

/** A question of the bank, as its file holds it. */
export const questionSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+-\d{3}$/),
    kind: z.enum(questionKinds),
    levels: z.array(z.enum(levels)).min(1).describe('For whom.'),
    stages: z.array(z.enum(stages)).min(1).describe('In which interviews it is asked.'),
    topics: z.array(line).min(1).max(4).describe('What it is about; the skills it tests.'),
    question: line,
    looksFor: z.array(line).min(3).max(5).describe('What a good answer contains.'),
    redFlags: z.array(line).min(1).max(3),
    followUps: z.array(line).length(2),
    minutes: z.int().min(2).max(8).describe('What a good spoken answer takes, with a follow-up.'),
    language: z.enum(bankLanguages).default('en'),
  })
  .meta({ id: 'InterviewQuestion' })
export type Question = z.output<typeof questionSchema>

export const questionIdSchema = z.string().regex(/^[a-z]{1,20}-\d{3}$/, 'is not the id of a question')

export const questionQuerySchema = z.strictObject({
  kind: z.enum(questionKinds).optional(),
  level: z.enum(levels).optional(),
  stage: z.enum(stages).optional(),
  topic: z.string().trim().toLowerCase().min(1).max(60).optional().describe('A whole topic, such as "sql".'),
  language: z.enum(bankLanguages).default('en'),
  after: questionIdSchema.optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type QuestionQuery = z.input<typeof questionQuerySchema>

export const questionPageSchema = z.object({
  questions: z.array(questionSchema),
  total: z.int().describe('On all pages.'),
  next: z.string().nullable().describe('null on the last page.'),
})
export type QuestionPage = z.output<typeof questionPageSchema>
