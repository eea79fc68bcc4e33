import { audienceLevel, type Actor, type Audience } from '#auth'
import { lastAnswer, type Answer, type Twin } from '#twin'
import { followUpOn, isAboutTopics, type FollowUp } from '../interviewer/follow-up.ts'
import type { Plan, PlannedQuestion } from '../interviewer/plan.ts'
import { meanOf, meanScores } from '../scoring/mean-scores.ts'
import type { QuestionBank } from '../question-bank/question-bank.ts'
import type { Score, ScoreAnswer } from '../scoring/score.ts'
import type { SimulatedTurn, Simulation } from './simulation.ts'

export interface SimulationNeeds {
  readonly twin: Pick<Twin, 'answer'>
  readonly bank: QuestionBank
  readonly score: ScoreAnswer
}

/** People say 140 words a minute in lectures and 190 in interviews (Tauroza and Allison, Applied Linguistics 11(1), 1990). */
const wordsPerMinute = 150

/**
 * An interview in which the twin is the candidate: each question of the plan, and one follow-up where there is time for it.
 * The twin answers as it answers everybody, from what the interviewer may see, with citations, and leaves no trace in the
 * inbox or the figures, because nobody asked. What it refuses has no score.
 */
export async function simulate(
  { twin, bank, score }: SimulationNeeds,
  plan: Plan,
  { actor, audience, signal }: { actor: Actor; audience: Audience; signal: AbortSignal },
): Promise<Simulation> {
  const started = performance.now()
  const candidate: Actor = { ...actor, audience: lower(actor.audience, audience) }
  const transcript: SimulatedTurn[] = []
  const questions: Simulation['questions'] = []
  const wholes: Score[] = []
  for (const [index, planned] of plan.questions.entries()) {
    const { language, looksFor, redFlags, followUps } = await detailsOf(bank, plan, planned)
    const rate = (answer: string) =>
      score({ question: planned.question, kind: planned.kind, answer, looksFor, redFlags })
    const ask = async (question: string, history: readonly { fromTwin: boolean; text: string }[] = []) =>
      lastAnswer(twin.answer(candidate, { question, language }, { signal, trace: false, history }))
    const record = (answer: Answer, interviewer: string, followUp: FollowUp['reason'] | null): SimulatedTurn => {
      const counts =
        !answer.refused && (followUp !== 'rephrased' || isAboutTopics(textOf(answer), { ...planned, language }))
      const turn = turnOf({
        answer,
        interviewer,
        followUp,
        planned,
        question: index + 1,
        rate: counts ? rate : undefined,
      })
      transcript.push(turn)
      return turn
    }

    const first = await ask(planned.question)
    const turn = record(first, planned.question, null)
    const follow = followUpOn(
      { ...planned, language, followUps },
      turn.score ? { answer: textOf(first), score: turn.score } : undefined,
    )
    if (follow && turn.spokenSeconds < planned.minutes * 60) {
      const history = first.refused
        ? []
        : [
            { fromTwin: false, text: planned.question },
            { fromTwin: true, text: textOf(first) },
          ]
      const second = await ask(follow.question, history)
      record(second, follow.said, follow.reason)
    }
    const whole = transcript
      .filter((other) => other.question === index + 1 && other.score !== null)
      .map(({ sentences }) => sentences.map(({ text }) => text).join(' '))
      .join(' ')
    const rated = whole === '' ? undefined : rate(whole)
    if (rated) wholes.push(rated)
    questions.push({ question: index + 1, answered: rated !== undefined, score: rated?.total ?? null })
  }
  const sentences = transcript.flatMap((turn) => turn.sentences)
  const spokenSeconds = transcript.reduce((sum, turn) => sum + turn.spokenSeconds, 0)
  return {
    plan,
    audience: candidate.audience,
    transcript,
    questions,
    summary: {
      asked: questions.length,
      answered: wholes.length,
      missing: questions.length - wholes.length,
      score: meanOf(wholes.map(({ total }) => total)),
      dimensions: meanScores(wholes),
      sentences: sentences.length,
      citedSentences: sentences.filter(({ citations }) => citations.length > 0).length,
      spokenMinutes: Math.round(spokenSeconds / 6) / 10,
      durationMs: Math.round(performance.now() - started),
    },
  }
}

async function detailsOf(bank: QuestionBank, { language }: Plan, { questionId }: PlannedQuestion) {
  if (questionId === null) return { language, looksFor: [], redFlags: [], followUps: [] }
  return bank.find(questionId)
}

function turnOf({
  answer,
  interviewer,
  followUp,
  planned: { kind },
  question,
  rate,
}: {
  answer: Answer
  interviewer: string
  followUp: FollowUp['reason'] | null
  planned: PlannedQuestion
  question: number
  /** Undefined for what is no answer. */
  rate: ((answer: string) => Score) | undefined
}): SimulatedTurn {
  const { refused, message, sentences, language, durationMs } = answer
  const text = textOf(answer)
  const words = text.split(/\s+/).filter((word) => word !== '').length
  return {
    question,
    followUp,
    kind,
    interviewer,
    refused,
    ...(message !== undefined && { message }),
    sentences,
    language,
    durationMs,
    spokenSeconds: Math.round((words / wordsPerMinute) * 60),
    score: rate?.(text) ?? null,
  }
}

function textOf({ sentences }: Answer): string {
  return sentences.map(({ text }) => text).join(' ')
}

function lower(one: Audience, other: Audience): Audience {
  return audienceLevel(one) <= audienceLevel(other) ? one : other
}
