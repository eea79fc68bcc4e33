import { z } from 'zod'
import { citationSchema, questionTextSchema } from '#twin'
import { bankLanguages, levels, questionIdSchema, stages } from '../question-bank/question.ts'
import { questionKinds, type QuestionKind } from '../scoring/rubric.ts'

const line = z.string().trim().min(1).max(1_000)
const title = z.string().trim().min(1).max(200)

/** A posting, as far as an interviewer reads it. */
export const postingSchema = z.strictObject({
  title,
  requirements: z
    .array(z.strictObject({ text: line, must: z.boolean().default(true).describe('Or only nice to have.') }))
    .max(100)
    .default([]),
})
export type Posting = z.output<typeof postingSchema>
export type Requirement = Posting['requirements'][number]

/** A question that the caller words, in place of one of the bank. */
const ownQuestionSchema = z.strictObject({
  text: questionTextSchema,
  kind: z.enum(questionKinds).default('behavioural'),
  topics: z
    .array(z.string().trim().min(1).max(60))
    .max(4)
    .default([])
    .describe('What it is about: with these an unanswered question is put in other words.'),
  minutes: z.int().min(1).max(10).default(4),
})

/** The fields of a plan, for schemas that ask for more. */
export const planShape = {
  jobId: z.string().min(1).max(80).optional().describe('A posting that was imported.'),
  posting: postingSchema.optional().describe('A posting, when it was not imported.'),
  role: title.optional().describe('A job title, when there is no posting.'),
  stage: z.enum(stages).optional().describe('Left out, it is read off the posting.'),
  level: z.enum(levels).optional().describe('Left out, it is read off the posting.'),
  language: z.enum(bankLanguages).default('en'),
  minutes: z.int().min(1).max(60).default(30),
  questions: z
    .array(z.union([z.strictObject({ id: questionIdSchema }), ownQuestionSchema]))
    .min(1)
    .max(20)
    .optional()
    .describe(
      'These and no others, in this order: of the bank by id ({"id": "technical-016"}), or in your own words ({"text": "How do you hand over a shift?", "kind": "cultural", "topics": ["handover"], "minutes": 3}).',
    ),
}

function onePosting({ jobId, posting, role }: { jobId?: unknown; posting?: unknown; role?: unknown }): boolean {
  return [jobId, posting, role].filter((given) => given !== undefined).length <= 1
}
const onePostingOnly = 'give only one of jobId, posting and role'

/** What a plan is made from; the same wherever an interview begins. */
export const planInputSchema = z.strictObject(planShape).refine(onePosting, { path: ['jobId'], error: onePostingOnly })
export type PlanInput = z.input<typeof planInputSchema>
export type PlanRequest = z.output<typeof planInputSchema>

/** One posting at most, for schemas that ask for more than a plan. */
export const planRule = { check: onePosting, options: { path: ['jobId'], error: onePostingOnly } }

const reasonSchema = z.object({
  code: z.enum([
    'requirement',
    'title',
    'profile_tells',
    'profile_silent',
    'stage',
    'not_practised',
    'closing',
    'given',
  ]),
  text: z.string(),
  citation: citationSchema.optional().describe('Of the profile.'),
})
export type Reason = z.output<typeof reasonSchema>

const plannedQuestionSchema = z.object({
  questionId: z.string().nullable().describe('null for a question in your own words.'),
  kind: z.enum(questionKinds),
  question: z.string(),
  topics: z.array(z.string()),
  minutes: z.int(),
  reasons: z.array(reasonSchema).min(1),
})
export type PlannedQuestion = z.output<typeof plannedQuestionSchema>

export const planSchema = z
  .object({
    title: z.string(),
    stage: z.enum(stages),
    stageReason: z.string(),
    level: z.enum(levels),
    levelReason: z.string(),
    language: z.enum(bankLanguages),
    minutes: z.int().describe('Of the session.'),
    plannedMinutes: z.int().describe('Of all questions together: at most those of the session.'),
    questions: z.array(plannedQuestionSchema),
    mix: z.record(z.enum(questionKinds), z.int()).describe('Minutes of each kind.'),
  })
  .meta({ id: 'InterviewPlan' })
export type Plan = z.output<typeof planSchema>

/** Minutes of each kind in a plan. */
export function mixOf(questions: readonly { kind: QuestionKind; minutes: number }[]): Record<QuestionKind, number> {
  const mix = { technical: 0, behavioural: 0, industry: 0, cultural: 0, salary: 0 }
  for (const { kind, minutes } of questions) mix[kind] += minutes
  return mix
}
