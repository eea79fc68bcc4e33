import type { QuestionBank } from '../question-bank/question-bank.ts'
import { meanOf, meanScores } from '../scoring/mean-scores.ts'
import { dimensions, type Dimension } from '../scoring/rubric.ts'
import type { Score, ScoreAnswer } from '../scoring/score.ts'
import {
  maxAnswerLength,
  type PracticeProgress,
  type SessionReport,
  type SessionResult,
  type SessionSummary,
} from './session.ts'
import type { StoredSession, StoredTurn } from './session-store.ts'
import { sessionClock } from './session-clock.ts'
import { answeredTurns, looksForOf, sessionSummary } from './session-view.ts'

interface Rating {
  readonly bank: QuestionBank
  readonly score: ScoreAnswer
}

type ReportedQuestion = SessionReport['questions'][number]

/** What a session came to; what was skipped or not reached is missing and lowers no mean. */
export async function resultOf(
  rating: Rating,
  session: StoredSession,
  turns: readonly StoredTurn[],
): Promise<SessionResult> {
  return summed(await questionsOf(rating, session, turns))
}

export async function reportOn(
  rating: Rating,
  session: StoredSession,
  turns: readonly StoredTurn[],
  now: Date,
): Promise<SessionReport> {
  const questions = await questionsOf(rating, session, turns)
  const result = summed(questions)
  const means = dimensions
    .map((dimension) => ({ dimension, points: result.dimensions[dimension] ?? null }))
    .filter((entry): entry is { dimension: Dimension; points: number } => entry.points !== null)
    .sort((a, b) => b.points - a.points)
  const dimensionsOf = (list: typeof means) => list.map(({ dimension }) => dimension)
  return {
    session: sessionSummary(session),
    result,
    clock: sessionClock(session, now),
    questions,
    strengths: dimensionsOf(means.filter(({ points }) => points >= 70)),
    toPractise: dimensionsOf(means.filter(({ points }) => points < 50).toReversed()),
    advice: mostFrequent(questions.flatMap(({ score }) => score?.advice ?? [])).slice(0, 5),
  }
}

/** Fewer sessions than this, and the difference between two halves is chance. */
const sessionsForChange = 4

/** `sessions`: finished, oldest first. */
export function progressOver(sessions: readonly SessionSummary[]): PracticeProgress {
  const scored = sessions.filter((session) => typeof session.result?.score === 'number')
  if (scored.length < sessionsForChange) {
    const missing = sessionsForChange - scored.length
    const note = `A change is told from ${sessionsForChange} finished sessions on: ${missing} to go.`
    return { sessions: scored, change: null, note }
  }
  const half = Math.floor(scored.length / 2)
  const older = scored.slice(0, half)
  const newer = scored.slice(-half)
  const meanIn = (list: typeof scored, of: (result: SessionResult) => number | null | undefined) =>
    meanOf(list.map(({ result }) => of(result!)).filter((value) => typeof value === 'number'))
  const change = (of: (result: SessionResult) => number | null | undefined) => {
    const [before, after] = [meanIn(older, of), meanIn(newer, of)]
    return before === null || after === null ? null : Math.round((after - before) * 10) / 10
  }
  return {
    sessions: scored,
    change: {
      score: change(({ score }) => score)!,
      dimensions: Object.fromEntries(
        dimensions.map((dimension) => [dimension, change((result) => result.dimensions[dimension])]),
      ) as Record<Dimension, number | null>,
      sessions: scored.length,
    },
    note: `The newer ${half} sessions are compared with the older ${half}.`,
  }
}

async function questionsOf(
  { bank, score }: Rating,
  session: StoredSession,
  turns: readonly StoredTurn[],
): Promise<ReportedQuestion[]> {
  const answers = await answeredTurns(bank, session, turns)
  return Promise.all(
    session.plan.questions.map(async ({ kind, question, questionId }, index) => {
      const own = answers.filter(({ item }) => item === index + 1)
      const texts = own.flatMap(({ answer }) => answer ?? [])
      const known = questionId === null ? undefined : await bank.findIfThere(questionId)
      return {
        item: index + 1,
        kind,
        question,
        state: texts.length > 0 ? 'answered' : own.length > 0 ? 'skipped' : 'not_reached',
        seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
        overtimeSeconds: own.reduce((sum, { overtimeSeconds }) => sum + overtimeSeconds, 0),
        score:
          texts.length > 0
            ? score({
                question,
                kind,
                answer: texts.join('\n\n').slice(0, maxAnswerLength),
                looksFor: known?.looksFor ?? [],
                redFlags: known?.redFlags ?? [],
              })
            : null,
        looksFor: await looksForOf(bank, questionId),
        answers: own,
      } satisfies ReportedQuestion
    }),
  )
}

function summed(questions: readonly ReportedQuestion[]): SessionResult {
  const scores = questions.map(({ score }) => score as Score | null).filter((score) => score !== null)
  const count = (state: ReportedQuestion['state']) => questions.filter((question) => question.state === state).length
  return {
    score: meanOf(scores.map(({ total }) => total)),
    dimensions: meanScores(scores),
    answered: count('answered'),
    skipped: count('skipped'),
    skippedFollowUps: questions
      .flatMap(({ answers }) => answers)
      .filter(({ followUp, answer }) => followUp !== null && answer === null).length,
    notReached: count('not_reached'),
  }
}

function mostFrequent(lines: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([line]) => line)
}
