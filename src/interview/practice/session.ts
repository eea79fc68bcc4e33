import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { followUpReasons } from '../interviewer/follow-up.ts'
import { bankLanguages, levels, stages } from '../question-bank/question.ts'
import { dimensions, questionKinds } from '../scoring/rubric.ts'
import { scoreSchema } from '../scoring/score-schema.ts'

const sessionStates = ['running', 'paused', 'finished', 'abandoned'] as const
export type SessionState = (typeof sessionStates)[number]
export type EndedBecause = 'answered' | 'time' | 'abandoned'

export const sessionIdSchema = z.string().regex(/^ivs_[0-9a-f]{32}$/, 'is not the id of an interview session')

export const maxAnswerLength = 20_000

/** No time in it: the clock is the server's. */
export const sessionAnswerSchema = z
  .strictObject({
    key: z
      .string()
      .regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, - or _, new for each answer')
      .describe(
        'Names this answer, in 8 to 64 letters, digits, - or _ of your own choice, new for each: sent again with the same key, it counts once.',
      ),
    turn: z.int().min(1).max(100).describe('Number of the question that is answered.'),
    answer: z
      .string()
      .max(
        maxAnswerLength,
        `is longer than ${maxAnswerLength.toLocaleString('en')} characters: nobody would listen to that`,
      )
      .overwrite(cleanText)
      .trim()
      .min(1, 'is empty: say something, or skip the question with "skip": true')
      .optional(),
    skip: z.literal(true).optional().describe('In place of an answer: it stays unanswered.'),
  })
  .refine(({ answer, skip }) => (answer === undefined) === (skip === true), {
    path: ['answer'],
    error: 'give an answer, or "skip": true, and not both',
  })
export type SessionAnswer = z.output<typeof sessionAnswerSchema>

export const sessionQuerySchema = z.strictObject({
  state: z.enum(sessionStates).optional(),
  before: sessionIdSchema.optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type SessionQuery = z.input<typeof sessionQuerySchema>

const turnShape = {
  turn: z.int().describe('Number of the question, as it was asked.'),
  item: z.int().describe('Number of the planned question it belongs to.'),
  kind: z.enum(questionKinds),
  followUp: z.enum(followUpReasons).nullable().describe('Why it was asked; null for a planned question itself.'),
  question: z.string(),
  askedAt: z.iso.datetime(),
  seconds: z.int().describe('Since it was asked, or that the answer took; pauses left out.'),
  overtimeSeconds: z.int().describe('Beyond the minutes of the planned question, its follow-up included.'),
}

const answeredTurnSchema = z.object({
  ...turnShape,
  answeredAt: z.iso.datetime(),
  answer: z.string().nullable().describe('null when it was skipped.'),
  score: scoreSchema.nullable().describe('null when it was skipped: missing, not bad.'),
  looksFor: z.array(z.string()).describe('What a good answer contains.'),
})
export type AnsweredTurn = z.output<typeof answeredTurnSchema>

const openQuestionSchema = z.object({
  ...turnShape,
  minutes: z.int().describe('For the planned question, its follow-up included.'),
})

const summaryShape = {
  id: z.string(),
  title: z.string(),
  stage: z.enum(stages),
  level: z.enum(levels),
  language: z.enum(bankLanguages),
  minutes: z.int(),
  state: z.enum(sessionStates),
  endedBecause: z.enum(['answered', 'time', 'abandoned']).nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  planned: z.int().describe('Questions that the plan has.'),
}

const mean = z.number().nullable().describe('null when there is nothing to take a mean of.')
const sessionResultSchema = z.object({
  score: mean.describe('Mean of the planned questions that were answered, 0 to 100.'),
  dimensions: z.record(z.enum(dimensions), mean),
  answered: z.int().describe('Planned questions with an answer.'),
  skipped: z.int().describe('Planned questions that were asked and have no answer.'),
  skippedFollowUps: z.int().describe('Follow-ups that were skipped; the question itself may be answered all the same.'),
  notReached: z.int(),
})
export type SessionResult = z.output<typeof sessionResultSchema>

export const sessionSummarySchema = z.object({
  ...summaryShape,
  result: sessionResultSchema.nullable().describe('Of a finished session.'),
})
export type SessionSummary = z.output<typeof sessionSummarySchema>

export const sessionSchema = z
  .object({
    ...summaryShape,
    clock: z.object({
      elapsedSeconds: z.int().describe('Pauses left out.'),
      remainingSeconds: z.int(),
      overtimeSeconds: z.int(),
      pauses: z.int(),
      pausedSeconds: z.int(),
    }),
    question: openQuestionSchema.nullable().describe('That waits for an answer; null while paused, and at the end.'),
    answers: z.array(answeredTurnSchema),
  })
  .meta({ id: 'InterviewSession' })
export type Session = z.output<typeof sessionSchema>

export const sessionReportSchema = z
  .object({
    session: sessionSummarySchema,
    result: sessionResultSchema,
    clock: sessionSchema.shape.clock,
    questions: z.array(
      z.object({
        item: z.int(),
        kind: z.enum(questionKinds),
        question: z.string(),
        state: z.enum(['answered', 'skipped', 'not_reached']),
        seconds: z.int(),
        overtimeSeconds: z.int(),
        score: scoreSchema.nullable().describe('Of all that was answered to it, taken together.'),
        looksFor: z.array(z.string()),
        answers: z.array(answeredTurnSchema),
      }),
    ),
    strengths: z.array(z.enum(dimensions)).describe('Good: at 70 points or more on the mean, best first.'),
    toPractise: z.array(z.enum(dimensions)).describe('Below 50 points on the mean, lowest first.'),
    advice: z.array(z.string()).describe('What would raise most of the answers, most frequent first.'),
  })
  .meta({ id: 'InterviewReport' })
export type SessionReport = z.output<typeof sessionReportSchema>

export const practiceProgressSchema = z
  .object({
    sessions: z.array(sessionSummarySchema).describe('Finished ones with an answer, oldest first; the last 100.'),
    change: z
      .object({
        score: z.number().describe('Mean of the newer half less that of the older half.'),
        dimensions: z.record(z.enum(dimensions), z.number().nullable()),
        sessions: z.int(),
      })
      .nullable()
      .describe('null below four finished sessions: fewer say nothing.'),
    note: z.string(),
  })
  .meta({ id: 'PracticeProgress' })
export type PracticeProgress = z.output<typeof practiceProgressSchema>
