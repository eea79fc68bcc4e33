import type { QuestionBank } from '../question-bank/question-bank.ts'
import type { AnsweredTurn, Session, SessionSummary } from './session.ts'
import type { StoredSession, StoredTurn } from './session-store.ts'
import { sessionClock, turnClock } from './session-clock.ts'

/** What its holder sees of a session: what was asked, and not yet what will be. */
export async function sessionView(
  bank: QuestionBank,
  session: StoredSession,
  turns: readonly StoredTurn[],
  now: Date,
): Promise<Session> {
  const { plan, state } = session
  const open = turns.find(({ answeredAt }) => answeredAt === null)
  return {
    ...headOf(session),
    clock: sessionClock(session, now),
    question:
      open && state === 'running'
        ? { ...asked(session, open, turns, now), minutes: plan.questions[open.item]!.minutes }
        : null,
    answers: await answeredTurns(bank, session, turns),
  }
}

export function sessionSummary(session: StoredSession): SessionSummary {
  return { ...headOf(session), result: session.result }
}

/** With what a good answer contains, which is told only afterwards. */
export async function answeredTurns(
  bank: QuestionBank,
  session: StoredSession,
  turns: readonly StoredTurn[],
): Promise<AnsweredTurn[]> {
  const answered = turns.filter((turn): turn is StoredTurn & { answeredAt: Date } => turn.answeredAt !== null)
  return Promise.all(
    answered.map(async (turn) => ({
      ...asked(session, turn, turns, turn.answeredAt),
      answeredAt: turn.answeredAt.toISOString(),
      answer: turn.answer,
      score: turn.score,
      looksFor: await looksForOf(bank, session.plan.questions[turn.item]!.questionId),
    })),
  )
}

/** Nothing for a question of the person's own, or one that a later version of the bank has not any more. */
export async function looksForOf(bank: QuestionBank, questionId: string | null): Promise<string[]> {
  return questionId === null ? [] : ((await bank.findIfThere(questionId))?.looksFor ?? [])
}

function headOf({ id, plan, minutes, state, endedBecause, startedAt, endedAt }: StoredSession) {
  const { title, stage, level, language, questions } = plan
  return {
    id,
    title,
    stage,
    level,
    language,
    minutes,
    state,
    endedBecause,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    planned: questions.length,
  }
}

function asked({ plan }: StoredSession, turn: StoredTurn, turns: readonly StoredTurn[], until: Date) {
  const { kind, minutes } = plan.questions[turn.item]!
  return {
    turn: turn.position,
    item: turn.item + 1,
    kind,
    followUp: turn.followUp,
    question: turn.question,
    askedAt: turn.askedAt.toISOString(),
    ...turnClock(turn, { turns, minutes, until }),
  }
}
