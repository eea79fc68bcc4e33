import { requireScope, type Actor } from '#auth'
import type { Database, Storage } from '#storage'
import type { Twin } from '#twin'
import { makePlan } from './interviewer/make-plan.ts'
import { planInputSchema, type Plan, type PlanInput, type PlanRequest, type Posting } from './interviewer/plan.ts'
import { createPractice, type Practice } from './practice/practice.ts'
import { createQuestionBank } from './question-bank/question-bank.ts'
import type { Question, QuestionPage, QuestionQuery } from './question-bank/question.ts'
import type { ScoreAnswer } from './scoring/score.ts'
import { simulate } from './simulation/simulate.ts'
import { simulationInputSchema, type Simulation, type SimulationInput } from './simulation/simulation.ts'

/** Every method needs the scope careers:read or, to practise, careers:write. */
export interface Interviews {
  readonly questions: {
    /** Throws `invalid_input` for a page that follows no question. */
    list(actor: Actor, query: QuestionQuery): Promise<QuestionPage>
    /** Throws `not_found`. */
    find(actor: Actor, id: string): Promise<Question>
  }
  /** Throws `not_found` for a posting or a question that is not there. */
  plan(actor: Actor, input: PlanInput): Promise<Plan>
  /** The twin is the candidate. Needs the scope `ask` besides. */
  simulate(actor: Actor, input: SimulationInput, options: { signal: AbortSignal }): Promise<Simulation>
  readonly practice: Practice
}

/** A posting that was imported. Throws `not_found`, and as the scopes of the actor demand. */
type FindPosting = (actor: Actor, jobId: string) => Promise<Posting>

export interface InterviewsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly twin: Pick<Twin, 'answer' | 'headings' | 'profile'>
  readonly score: ScoreAnswer
  readonly findPosting: FindPosting
}

/** What is talked about when no posting and no role is named. */
const anyRole: Record<PlanRequest['language'], string> = { en: 'Interview practice', es: 'Entrevista de práctica' }

export function createInterviews({ database, transaction, twin, score, findPosting }: InterviewsNeeds): Interviews {
  const bank = createQuestionBank()
  async function postingOf(actor: Actor, { jobId, posting, role, language }: PlanRequest): Promise<Posting> {
    if (jobId === undefined) return posting ?? { title: role ?? anyRole[language], requirements: [] }
    return findPosting(actor, jobId)
  }
  async function plan(actor: Actor, request: PlanRequest, askedBefore?: ReadonlySet<string>): Promise<Plan> {
    const [posting, profile] = await Promise.all([postingOf(actor, request), twin.profile(actor)])
    return makePlan({ bank, profile, ...(askedBefore && { askedBefore }) }, request, posting)
  }
  return {
    questions: {
      async list(actor, query) {
        requireScope(actor, 'careers:read')
        return bank.list(query)
      },
      async find(actor, id) {
        requireScope(actor, 'careers:read')
        return bank.find(id)
      },
    },
    async plan(actor, input) {
      requireScope(actor, 'careers:read')
      return plan(actor, planInputSchema.parse(input))
    },
    async simulate(actor, input, { signal }) {
      requireScope(actor, 'careers:read')
      const { audience, ...request } = simulationInputSchema.parse(input)
      const planned = await plan(actor, request)
      return simulate({ twin, bank, score }, { plan: planned, actor, audience, signal })
    },
    practice: createPractice({ database, transaction, bank, score, plan }),
  }
}
