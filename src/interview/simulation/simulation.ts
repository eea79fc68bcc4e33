import { z } from 'zod'
import { audiences } from '#auth'
import { citationSchema } from '#twin'
import { planRule, planSchema, planShape } from '../interviewer/plan.ts'
import { followUpReasons } from '../interviewer/follow-up.ts'
import { dimensions, questionKinds } from '../scoring/rubric.ts'
import { scoreSchema } from '../scoring/score-schema.ts'

export const simulationInputSchema = z
  .strictObject({
    ...planShape,
    audience: z
      .enum(audiences)
      .default('recruiter')
      .describe('Whose view of the twin the interviewer has; never more than your own.'),
  })
  .refine(planRule.check, planRule.options)
export type SimulationInput = z.input<typeof simulationInputSchema>

const simulatedTurnSchema = z.object({
  question: z.int().min(1).describe('Number of the question in the plan.'),
  followUp: z.enum(followUpReasons).nullable().describe('Why it was asked; null for the question itself.'),
  kind: z.enum(questionKinds),
  interviewer: z.string(),
  refused: z.boolean(),
  message: z.string().optional().describe('The refusal in words.'),
  beside: z
    .boolean()
    .describe('True when what was said has nothing to do with what was asked: it is cited, and answers nothing.'),
  sentences: z.array(z.object({ text: z.string(), citations: z.array(citationSchema).min(1) })),
  language: z.string(),
  durationMs: z.number().describe('What the answer took to find.'),
  spokenSeconds: z.int().describe('What it would take to say, at 150 words a minute.'),
  score: scoreSchema
    .nullable()
    .describe('null when the twin refused, or answered beside the question: missing, not bad.'),
})
export type SimulatedTurn = z.output<typeof simulatedTurnSchema>

const mean = z.number().nullable().describe('null when there is nothing to take a mean of.')

export const simulationSchema = z
  .object({
    plan: planSchema,
    audience: z.enum(audiences),
    transcript: z.array(simulatedTurnSchema),
    questions: z.array(
      z.object({
        question: z.int(),
        answered: z.boolean().describe('True of `answered` and `rephrased`.'),
        state: z
          .enum(['answered', 'rephrased', 'beside', 'refused'])
          .describe(
            '`rephrased`: answered only when it was put in other words, which ask for its topic; `beside`: what the twin said has nothing to do with it.',
          ),
        score: z.int().nullable().describe('Of all that was answered to it, taken together.'),
      }),
    ),
    summary: z.object({
      asked: z.int().describe('Questions of the plan.'),
      answered: z.int(),
      rephrased: z.int().describe('Those of the answered that were answered only in other words.'),
      missing: z.int().describe('Questions without an answer: refused, or answered beside the question.'),
      beside: z.int().describe('Those of the missing to which something was said that has nothing to do with them.'),
      score: mean.describe(
        'Mean of the scores in `questions`, 0 to 100: each of all that was said to one question, its follow-up too. What is missing is left out.',
      ),
      dimensions: z.record(z.enum(dimensions), mean),
      sentences: z.int(),
      citedSentences: z.int(),
      spokenMinutes: z.number(),
      durationMs: z.number(),
    }),
  })
  .meta({ id: 'InterviewSimulation' })
export type Simulation = z.output<typeof simulationSchema>
