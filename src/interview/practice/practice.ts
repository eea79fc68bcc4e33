import { randomUUID } from 'node:crypto'
import { requireScope, type Actor } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { faultPoint } from '../../fault-point.ts'
import { holderOf } from '../holder.ts'
import { followUpOn } from '../interviewer/follow-up.ts'
import { planInputSchema, type Plan, type PlanInput, type PlanRequest } from '../interviewer/plan.ts'
import type { QuestionBank } from '../question-bank/question-bank.ts'
import type { Score, ScoreAnswer } from '../scoring/score.ts'
import {
  sessionQuerySchema,
  type PracticeProgress,
  type EndedBecause,
  type Session,
  type SessionAnswer,
  type SessionQuery,
  type SessionReport,
  type SessionSummary,
} from './session.ts'
import { sessionClock, turnClock } from './session-clock.ts'
import { progressOver, reportOn, resultOf } from './session-result.ts'
import { sessionSummary, sessionView } from './session-view.ts'
import {
  answerTurn,
  countOpenSessions,
  deleteOpenTurn,
  deleteSession,
  insertSession,
  insertTurn,
  listAskedQuestions,
  listSessions,
  listTurns,
  lockSession,
  pauseOpenTurn,
  readClock,
  updateSession,
  type StoredSession,
  type StoredTurn,
} from './session-store.ts'

/**
 * Interviews that a person practises. Reading needs the scope careers:read, the rest careers:write; everybody sees their own
 * sessions only, and somebody else's are answered as if they were not there. All times are the database's.
 */
export interface Practice {
  /** Throws `conflict` when there are too many that nobody has ended. */
  start(actor: Actor, input: PlanInput): Promise<Session>
  /** The newest first; `next` is null on the last page. */
  list(actor: Actor, query: SessionQuery): Promise<{ sessions: SessionSummary[]; next: string | null }>
  find(actor: Actor, id: string): Promise<Session>
  /**
   * Answers the open question, once: the same again with the same key changes nothing. Throws `conflict` when another
   * question is open by now, when the key was used for another answer, and when the session is paused or has ended.
   */
  answer(actor: Actor, id: string, input: SessionAnswer): Promise<Session>
  /** The clock stands still. */
  pause(actor: Actor, id: string): Promise<Session>
  resume(actor: Actor, id: string): Promise<Session>
  abandon(actor: Actor, id: string): Promise<Session>
  report(actor: Actor, id: string): Promise<SessionReport>
  progress(actor: Actor): Promise<PracticeProgress>
  remove(actor: Actor, id: string): Promise<void>
}

export interface PracticeNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly bank: QuestionBank
  readonly score: ScoreAnswer
  readonly plan: (actor: Actor, request: PlanRequest, askedBefore: ReadonlySet<string>) => Promise<Plan>
}

/** Of one person: more are forgotten ones. */
const maxOpenSessions = 20
/** Questions of so many sessions back do not come up again while there are others. */
const sessionsRemembered = 10
const progressSessions = 100

interface Held {
  readonly transaction: Transaction
  readonly session: StoredSession
  readonly turns: readonly StoredTurn[]
  readonly now: Date
}

export function createPractice({ database, transaction, bank, score, plan }: PracticeNeeds): Practice {
  /** The session, held for the length of `work`. */
  function hold<Result>(actor: Actor, id: string, work: (held: Held) => Promise<Result>): Promise<Result> {
    return transaction(async (within) => {
      const session = await lockSession(within, { id, holder: holderOf(actor) })
      if (!session) throw new AppError('not_found', 'You have no such practice session.')
      const turns = await listTurns(within, id)
      return work({ transaction: within, session, turns, now: notBefore(await readClock(within), session, turns) })
    })
  }
  const view = ({ session, turns, now }: Omit<Held, 'transaction'>) => sessionView(bank, session, turns, now)
  const shown = (actor: Actor, id: string) => hold(actor, id, view)

  async function end({ transaction: within, session, turns, now }: Held, endedBecause: EndedBecause): Promise<void> {
    const state = endedBecause === 'abandoned' ? 'abandoned' : 'finished'
    const resumed = session.pausedAt ? now.getTime() - session.pausedAt.getTime() : 0
    await deleteOpenTurn(within, session.id)
    await updateSession(within, session.id, {
      state,
      endedBecause,
      endedAt: now,
      pausedAt: null,
      pausedMs: session.pausedMs + resumed,
      result: state === 'finished' ? await resultOf({ bank, score }, session, turns) : null,
    })
  }

  /** The follow-up to what was just answered, the next question, or the end. */
  async function goOn(
    held: Held,
    reply: { turn: StoredTurn; answer: string; score: Score } | undefined,
  ): Promise<void> {
    const { transaction: within, session, turns, now } = held
    const last = turns.at(-1)!
    if (sessionClock(session, now).remainingSeconds === 0) return end(held, 'time')
    const position = last.position + 1
    const planned = session.plan.questions[last.item]!
    const hasTime = turnClock(last, { turns, minutes: planned.minutes, until: now }).overtimeSeconds === 0
    if (reply && last.followUp === null && hasTime) {
      const known = planned.questionId === null ? undefined : await bank.findIfThere(planned.questionId)
      const asked = { ...planned, language: session.plan.language, followUps: known?.followUps ?? [] }
      const next = followUpOn(asked, reply)
      if (next) {
        const { item } = last
        await insertTurn(within, session.id, {
          position,
          item,
          followUp: next.reason,
          question: next.said,
          askedAt: now,
        })
        return
      }
    }
    const item = last.item + 1
    const next = session.plan.questions[item]
    if (!next) return end(held, 'answered')
    await insertTurn(within, session.id, { position, item, followUp: null, question: next.question, askedAt: now })
  }

  async function rate({ plan: { questions } }: StoredSession, turn: StoredTurn, answer: string): Promise<Score> {
    const { kind, questionId } = questions[turn.item]!
    const known = questionId === null ? undefined : await bank.findIfThere(questionId)
    const { looksFor = [], redFlags = [] } = known ?? {}
    return score({ question: turn.question, kind, answer, looksFor, redFlags })
  }

  return {
    async start(actor, input) {
      requireScope(actor, 'careers:write')
      const holder = holderOf(actor)
      const askedBefore = new Set(await listAskedQuestions(database, holder, sessionsRemembered))
      const made = await plan(actor, planInputSchema.parse(input), askedBefore)
      const id = `ivs_${randomUUID().replaceAll('-', '')}`
      await transaction(async (within) => {
        if ((await countOpenSessions(within, holder)) >= maxOpenSessions)
          throw new AppError(
            'conflict',
            `${maxOpenSessions} of your practice sessions have not ended: go on with one, or abandon or delete some.`,
          )
        const startedAt = await readClock(within)
        await insertSession(within, { id, holder, plan: made, startedAt })
        const { question } = made.questions[0]!
        await insertTurn(within, id, { position: 1, item: 0, followUp: null, question, askedAt: startedAt })
      })
      return shown(actor, id)
    },

    async list(actor, query) {
      requireScope(actor, 'careers:read')
      const { limit, ...filter } = sessionQuerySchema.parse(query)
      const found = await listSessions(database, { ...filter, holder: holderOf(actor), limit: limit + 1 })
      const page = found.slice(0, limit)
      return { sessions: page.map(sessionSummary), next: found.length > limit ? page.at(-1)!.id : null }
    },

    async find(actor, id) {
      requireScope(actor, 'careers:read')
      return shown(actor, id)
    },

    async answer(actor, id, { key, turn: position, answer = null }) {
      requireScope(actor, 'careers:write')
      // An answer of 20,000 characters takes a while to score: not while others wait for the row.
      const before = await hold(actor, id, async (held) => held)
      const asked = before.turns.find((turn) => turn.position === position)
      if (!asked) throw notAsked(position, before.turns.at(-1)!)
      const rated = answer === null ? null : await rate(before.session, asked, answer)
      await hold(actor, id, async (held) => {
        const { transaction: within, session, turns, now } = held
        const repeated = turns.find((turn) => turn.key === key)
        if (repeated) return requireSame(repeated, { position, answer })
        const turn = requireOpen(session, turns, position)
        const answered = { ...turn, answeredAt: now, answer, key, score: rated }
        await answerTurn(within, id, answered)
        faultPoint('interview-answer:stored')
        const after = { ...held, turns: turns.map((other) => (other === turn ? answered : other)) }
        await goOn(after, rated ? { turn, answer: answer!, score: rated } : undefined)
      })
      faultPoint('interview-answer:committed')
      return shown(actor, id)
    },

    async pause(actor, id) {
      requireScope(actor, 'careers:write')
      await hold(actor, id, async ({ transaction: within, session, now }) => {
        if (session.state === 'paused') return
        requireRunning(session)
        await updateSession(within, id, { state: 'paused', pausedAt: now, pauses: session.pauses + 1 })
      })
      return shown(actor, id)
    },

    async resume(actor, id) {
      requireScope(actor, 'careers:write')
      await hold(actor, id, async ({ transaction: within, session, now }) => {
        if (session.state === 'running') return
        if (!session.pausedAt) throw hasEnded(session)
        const pausedMs = now.getTime() - session.pausedAt.getTime()
        await updateSession(within, id, { state: 'running', pausedAt: null, pausedMs: session.pausedMs + pausedMs })
        await pauseOpenTurn(within, id, pausedMs)
      })
      return shown(actor, id)
    },

    async abandon(actor, id) {
      requireScope(actor, 'careers:write')
      await hold(actor, id, async (held) => {
        if (held.session.state === 'abandoned') return
        if (held.session.state === 'finished') throw hasEnded(held.session)
        await end(held, 'abandoned')
      })
      return shown(actor, id)
    },

    async report(actor, id) {
      requireScope(actor, 'careers:read')
      return hold(actor, id, ({ session, turns, now }) => reportOn({ bank, score }, session, turns, now))
    },

    async progress(actor) {
      requireScope(actor, 'careers:read')
      const finished = { holder: holderOf(actor), state: 'finished', limit: progressSessions } as const
      return progressOver((await listSessions(database, finished)).toReversed().map(sessionSummary))
    },

    async remove(actor, id) {
      requireScope(actor, 'careers:write')
      if (!(await deleteSession(database, { id, holder: holderOf(actor) })))
        throw new AppError('not_found', 'You have no such practice session.')
    },
  }
}

/** A clock that was put back must not make a session end before it began: it stands still until it has caught up. */
function notBefore(now: Date, { startedAt, pausedAt }: StoredSession, turns: readonly StoredTurn[]): Date {
  const last = turns.at(-1)
  const moments = [now, startedAt, pausedAt, last?.askedAt, last?.answeredAt].flatMap((moment) => moment ?? [])
  return new Date(Math.max(...moments.map((moment) => moment.getTime())))
}

function requireRunning(session: StoredSession): void {
  if (session.state === 'paused') throw new AppError('conflict', 'This session is paused: resume it first.')
  if (session.state !== 'running') throw hasEnded(session)
}

function hasEnded({ endedBecause }: StoredSession): AppError {
  const why = {
    answered: 'has ended: every question was asked',
    time: 'has ended: its time was up',
    abandoned: 'was abandoned',
  }[endedBecause ?? 'abandoned']
  return new AppError('conflict', `This session ${why}. Start another one.`)
}

function requireOpen(session: StoredSession, turns: readonly StoredTurn[], position: number): StoredTurn {
  requireRunning(session)
  const open = turns.find(({ answeredAt }) => answeredAt === null)!
  if (open.position === position) return open
  throw new AppError('conflict', `Question ${position} has been answered already; the open one is ${open.position}.`)
}

function notAsked(position: number, last: StoredTurn): AppError {
  return new AppError('conflict', `Question ${position} has not been asked yet; the last one is ${last.position}.`)
}

function requireSame(stored: StoredTurn, sent: { position: number; answer: string | null }): void {
  if (stored.position === sent.position && stored.answer === sent.answer) return
  throw new AppError('conflict', 'This key belongs to another answer of this session: make a new key for each answer.')
}
