import type { StoredSession, StoredTurn } from './session-store.ts'

export interface SessionClock {
  readonly elapsedSeconds: number
  readonly remainingSeconds: number
  readonly overtimeSeconds: number
  readonly pauses: number
  readonly pausedSeconds: number
}

type Timed = Pick<StoredSession, 'startedAt' | 'endedAt' | 'pausedAt' | 'pausedMs' | 'pauses' | 'minutes'>
type TimedTurn = Pick<StoredTurn, 'position' | 'item' | 'askedAt' | 'answeredAt' | 'pausedMs'>

/** How a session stands at a moment, without its pauses; after its end, as it ended. */
export function sessionClock(session: Timed, now: Date): SessionClock {
  const until = session.endedAt ?? session.pausedAt ?? now
  const elapsedMs = until.getTime() - session.startedAt.getTime() - session.pausedMs
  const pausedMs = session.pausedMs + (session.pausedAt ? now.getTime() - session.pausedAt.getTime() : 0)
  const allowedMs = session.minutes * 60_000
  return {
    elapsedSeconds: seconds(elapsedMs),
    remainingSeconds: seconds(allowedMs - elapsedMs),
    overtimeSeconds: seconds(elapsedMs - allowedMs),
    pauses: session.pauses,
    pausedSeconds: seconds(pausedMs),
  }
}

/**
 * How long a question took, or has waited at `until`, and how far that is beyond the minutes of its planned question, of
 * which the turns before it used some.
 */
export function turnClock(
  turn: TimedTurn,
  { turns, minutes, until }: { turns: readonly TimedTurn[]; minutes: number; until: Date },
): { seconds: number; overtimeSeconds: number } {
  const took = msOf(turn, until)
  const before = turns
    .filter(({ item, position }) => item === turn.item && position < turn.position)
    .reduce((sum, earlier) => sum + msOf(earlier, until), 0)
  const allowed = Math.max(0, minutes * 60_000 - before)
  return { seconds: seconds(took), overtimeSeconds: seconds(took - allowed) }
}

function msOf({ askedAt, answeredAt, pausedMs }: TimedTurn, until: Date): number {
  return (answeredAt ?? until).getTime() - askedAt.getTime() - pausedMs
}

/** Whole, and never negative. */
function seconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000))
}
