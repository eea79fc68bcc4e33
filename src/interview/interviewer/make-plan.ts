import type { ProfileStatement } from '#twin'
import { AppError } from '../../errors.ts'
import type { QuestionBank } from '../question-bank/question-bank.ts'
import { chooseQuestions } from './choose-questions.ts'
import { inferLevel, inferStage } from './infer-interview.ts'
import { mixOf, type Plan, type PlannedQuestion, type PlanRequest, type Posting } from './plan.ts'
import { createRelevance, type RelevanceOf } from './relevance.ts'

export interface PlanNeeds {
  readonly bank: QuestionBank
  /** What the profile tells whoever asks for the plan. */
  readonly profile: readonly ProfileStatement[]
  /** Of a person who practises: the questions of the bank that they were asked before, which come last. */
  readonly askedBefore?: ReadonlySet<string>
}

/**
 * Which questions an interview asks, in which order, with the minutes and the reasons of each. The same request, bank and
 * profile give the same plan. Throws `not_found` for a question that the bank does not have, and `invalid_input` when the
 * questions that were named take longer than the session.
 */
export async function makePlan(
  { bank, profile, askedBefore = new Set() }: PlanNeeds,
  request: PlanRequest,
  posting: Posting,
): Promise<Plan> {
  const { minutes, language } = request
  const level = request.level ? { value: request.level, reason: 'as asked for' } : inferLevel(posting)
  const stage = request.stage ? { value: request.stage, reason: 'as asked for' } : inferStage(posting, minutes)
  const relevanceOf = createRelevance(posting, profile, language)
  const questions = request.questions
    ? await namedQuestions(bank, request.questions, relevanceOf)
    : chooseQuestions(await bank.all(language), {
        level: level.value,
        stage: stage.value,
        minutes,
        title: posting.title,
        relevanceOf,
        askedBefore,
      })
  const plannedMinutes = questions.reduce((sum, question) => sum + question.minutes, 0)
  if (plannedMinutes > minutes)
    throw new AppError(
      'invalid_input',
      `These questions take ${plannedMinutes} minutes and the session has ${minutes}: name fewer, or give it more minutes (60 at most).`,
    )
  return {
    title: posting.title,
    stage: stage.value,
    stageReason: stage.reason,
    level: level.value,
    levelReason: level.reason,
    language,
    minutes,
    plannedMinutes,
    questions,
    mix: mixOf(questions),
  }
}

async function namedQuestions(
  bank: QuestionBank,
  named: NonNullable<PlanRequest['questions']>,
  relevanceOf: RelevanceOf,
): Promise<PlannedQuestion[]> {
  const asNamed = { code: 'given', text: 'you asked for it' } as const
  return Promise.all(
    named.map(async (given) => {
      if (!('id' in given)) {
        const { text: question, kind, topics, minutes } = given
        return { questionId: null, kind, question, topics, minutes, reasons: [asNamed] }
      }
      const { id, kind, question, topics, minutes } = await bank.find(given.id)
      return {
        questionId: id,
        kind,
        question,
        topics,
        minutes,
        reasons: [asNamed, ...relevanceOf({ kind, topics }).reasons],
      }
    }),
  )
}
