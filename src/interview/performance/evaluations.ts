import { randomUUID } from 'node:crypto'
import { isOwner, personOf, requireScope, type Actor } from '#auth'
import type { LanguageModel } from '#models'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { holderOf } from '../holder.ts'
import type { Score } from '../scoring/score.ts'
import { scoreAnswer } from '../scoring/score-answer.ts'
import { scoreWithModel, type ModelScoringNeeds } from '../scoring/score-with-model.ts'
import { describePerformance, nextMilestones, recommend } from './describe-performance.ts'
import { deleteEvaluation, insertEvaluation, listEvaluations, listScoredAnswers } from './evaluation-store.ts'
import {
  evaluationInputSchema,
  kindOf,
  type Evaluation,
  type EvaluationInput,
  type EvaluationQuery,
} from './evaluation.ts'
import { insertRecord, listRecords } from './performance-store.ts'
import type {
  MilestoneQuery,
  Milestones,
  Performance,
  PerformanceRecord,
  RecommendationQuery,
  Recommendations,
} from './performance.ts'

/** Scored answers and what they show over time. Everybody sees their own; needs careers:read, to add or delete careers:write. */
export interface Evaluations {
  /** Scores an answer and keeps it. Throws `invalid_input` for one that cannot be scored. */
  evaluate(actor: Actor, input: EvaluationInput, options: { signal: AbortSignal }): Promise<Evaluation>
  /** The newest first. */
  list(actor: Actor, query: EvaluationQuery): Promise<Evaluation[]>
  /** Throws `not_found`. */
  remove(actor: Actor, id: string): Promise<void>
  record(actor: Actor, record: PerformanceRecord): Promise<{ id: string }>
  performance(actor: Actor): Promise<Performance>
  recommendations(actor: Actor, query: RecommendationQuery): Promise<Recommendations>
  milestones(actor: Actor, query: MilestoneQuery): Promise<Milestones>
}

export interface EvaluationsNeeds extends Omit<ModelScoringNeeds, 'model'> {
  readonly database: Database
  /** Undefined: the rules alone score. */
  readonly model: LanguageModel | undefined
}

/** Figures look at so many of the latest answers. */
const answersRead = 1_000
const periodDays = { daily: 1, weekly: 7, monthly: 30 } as const
const dayMs = 86_400_000

export function createEvaluations({ database, model, ...observers }: EvaluationsNeeds): Evaluations {
  const readAnswers = (holder: string, since?: Date) =>
    listScoredAnswers(database, { holder, since, limit: answersRead })
  const readPerformance = async (holder: string, since?: Date): Promise<Performance> =>
    describePerformance(
      await readAnswers(holder, since),
      await listRecords(database, { holder, since, limit: answersRead }),
    )
  return {
    async evaluate(actor, given, { signal }) {
      requireScope(actor, 'careers:write')
      const { kind: name, question, answer, language, looksFor, redFlags } = evaluationInputSchema.parse(given)
      const kind = kindOf(name)
      const input = {
        question,
        kind,
        answer,
        ...(language && { language }),
        ...(looksFor && { looksFor }),
        ...(redFlags && { redFlags }),
      }
      const score: Score = model ? await scoreWithModel(input, { model, ...observers }, signal) : scoreAnswer(input)
      const stored = { id: `eva_${randomUUID().replaceAll('-', '')}`, question, kind, answer, score }
      const at = await insertEvaluation(database, holderOf(actor), stored)
      return { ...stored, at: at.toISOString() }
    },
    async list(actor, query) {
      requireScope(actor, 'careers:read')
      return listEvaluations(database, { holder: holderOf(actor), ...query })
    },
    async remove(actor, id) {
      requireScope(actor, 'careers:write')
      if (!(await deleteEvaluation(database, holderOf(actor), id)))
        throw new AppError('not_found', `You have no evaluation "${id}".`)
    },
    async record(actor, record) {
      requireScope(actor, 'careers:write')
      const id = `prf_${randomUUID().replaceAll('-', '')}`
      await insertRecord(database, { id, holder: holderOf(actor), record: inPercent(record) })
      return { id }
    },
    async performance(actor) {
      requireScope(actor, 'careers:read')
      return readPerformance(holderOf(actor))
    },
    async recommendations(actor, { userId, period, includeAnalytics }) {
      requireScope(actor, 'careers:read')
      const holder = lookedAt(actor, userId)
      const since = period && new Date(Date.now() - periodDays[period] * dayMs)
      const found = recommend(await readAnswers(holder, since))
      return includeAnalytics ? { ...found, analytics: await readPerformance(holder, since) } : found
    },
    async milestones(actor, { userId, numberOfMilestones }) {
      requireScope(actor, 'careers:read')
      return nextMilestones(await readAnswers(lookedAt(actor, userId)), numberOfMilestones)
    },
  }
}

/** Whose answers are looked at. Throws `forbidden` for somebody else's, unless the owner asks. */
function lookedAt(actor: Actor, userId: string | undefined): string {
  const own = holderOf(actor)
  if (userId === undefined || userId === own || userId === personOf(actor.id)) return own
  if (isOwner(actor)) return userId
  throw new AppError(
    'forbidden',
    'Only the owner may look at the answers of somebody else. Leave userId out for your own.',
  )
}

/** The predecessor's clients send shares of 1. */
function inPercent(record: PerformanceRecord): PerformanceRecord {
  const { accuracy, storyCoverage, satisfaction } = record
  if (Math.max(accuracy, storyCoverage, satisfaction) > 1) return record
  return { ...record, accuracy: 100 * accuracy, storyCoverage: 100 * storyCoverage, satisfaction: 100 * satisfaction }
}
