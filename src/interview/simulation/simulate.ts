import { audienceLevel, type Actor, type Audience } from '#auth'
import { lastAnswer, type Answer, type AnswerOptions, type Twin } from '#twin'
import { followUpOn, type FollowUp } from '../interviewer/follow-up.ts'
import type { Plan, PlannedQuestion } from '../interviewer/plan.ts'
import { meanOf, meanScores } from '../scoring/mean-scores.ts'
import type { QuestionBank } from '../question-bank/question-bank.ts'
import type { Score, ScoreAnswer } from '../scoring/score.ts'
import { bearingOn, saysTopic, type Matter, type PlacedSentence } from './bearing.ts'
import type { SimulatedTurn, Simulation } from './simulation.ts'

export interface SimulationNeeds {
  readonly twin: Pick<Twin, 'answer' | 'headings'>
  readonly bank: QuestionBank
  readonly score: ScoreAnswer
}

/** People say 140 words a minute in lectures and 190 in interviews (Tauroza and Allison, Applied Linguistics 11(1), 1990). */
const wordsPerMinute = 150

interface Interview {
  readonly plan: Plan
  readonly actor: Actor
  readonly audience: Audience
  readonly signal: AbortSignal
}

/**
 * An interview in which the twin is the candidate: each question of the plan, and one follow-up where there is time for it.
 * The twin answers as it answers everybody, from what the interviewer may see, with citations, and leaves no trace in the
 * inbox or the figures, because nobody asked. A follow-up is answered from the account that the answer before it came from. What
 * it refuses, or says beside the question, has no score.
 */
export async function simulate(needs: SimulationNeeds, { actor, audience, ...given }: Interview): Promise<Simulation> {
  const started = performance.now()
  const interview = { ...given, audience, actor: { ...actor, audience: lower(actor.audience, audience) } }
  const transcript: SimulatedTurn[] = []
  const questions: Simulation['questions'] = []
  const wholes: Score[] = []
  for (const [index, planned] of interview.plan.questions.entries()) {
    const { turns, whole } = await askAbout(needs, interview, { planned, question: index + 1 })
    transcript.push(...turns)
    if (whole) wholes.push(whole)
    const state = stateOf(turns)
    questions.push({ question: index + 1, answered: whole !== undefined, state, score: whole?.total ?? null })
  }
  const sentences = transcript.flatMap((turn) => turn.sentences)
  const spokenSeconds = transcript.reduce((sum, turn) => sum + turn.spokenSeconds, 0)
  return {
    plan: interview.plan,
    audience: interview.actor.audience,
    transcript,
    questions,
    summary: {
      asked: questions.length,
      answered: wholes.length,
      rephrased: questions.filter(({ state }) => state === 'rephrased').length,
      missing: questions.length - wholes.length,
      beside: questions.filter(({ state }) => state === 'beside').length,
      score: meanOf(wholes.map(({ total }) => total)),
      dimensions: meanScores(wholes),
      sentences: sentences.length,
      citedSentences: sentences.filter(({ citations }) => citations.length > 0).length,
      spokenMinutes: Math.round(spokenSeconds / 6) / 10,
      durationMs: Math.round(performance.now() - started),
    },
  }
}

/** A question of the plan with its follow-up, and the score of all that answered it. */
async function askAbout(
  { twin, bank, score }: SimulationNeeds,
  { plan, actor, signal }: Interview,
  { planned, question }: { planned: PlannedQuestion; question: number },
): Promise<{ turns: SimulatedTurn[]; whole: Score | undefined }> {
  const { language, looksFor, redFlags, followUps } = await detailsOf(bank, plan, planned)
  const { topics } = planned
  const rate = (answer: string) => score({ question: planned.question, kind: planned.kind, answer, looksFor, redFlags })
  const ask = async (asked: string, options: Partial<AnswerOptions> = {}) =>
    lastAnswer(twin.answer(actor, { question: asked, language }, { signal, trace: false, ...options }))
  const placed = async ({ sentences }: Answer): Promise<PlacedSentence[]> => {
    const headings = await twin.headings(
      actor,
      sentences.map(({ citations }) => citations[0]!),
    )
    return sentences.map((sentence, index) => ({ sentence, heading: headings[index] }))
  }
  const turn = { planned, question }

  const first = await ask(planned.question)
  const bearing = bearingOn({ question: planned.question, topics, language }, await placed(first))
  const firstScore = bearing.length > 0 ? rate(textOf(first)) : undefined
  const turns = [turnOf({ ...turn, answer: first, interviewer: planned.question, followUp: null, score: firstScore })]
  const follow = followUpOn(
    { ...planned, language, followUps },
    firstScore && { answer: textOf(first), score: firstScore },
  )
  if (follow && turns[0]!.spokenSeconds < planned.minutes * 60) {
    const said = firstScore && {
      within: bearing.flatMap(({ citations }) => citations),
      history: [
        { fromTwin: false, text: planned.question },
        { fromTwin: true, text: textOf(first) },
      ],
    }
    const second = await ask(follow.question, said)
    const scored = second.refused ? undefined : rate(textOf(second))
    const counts = scored && answersFollowUp(follow, { topics, language, score: scored, answer: await placed(second) })
    turns.push(
      turnOf({
        ...turn,
        answer: second,
        interviewer: follow.said,
        followUp: follow.reason,
        score: counts ? scored : undefined,
      }),
    )
  }
  const answered = turns.filter((one) => one.score !== null)
  return { turns, whole: answered.length === 0 ? undefined : rate(answered.map(textOf).join(' ')) }
}

function stateOf(turns: readonly SimulatedTurn[]): Simulation['questions'][number]['state'] {
  if (turns[0]!.score) return 'answered'
  if (turns.some(({ score }) => score)) return 'rephrased'
  return turns.some(({ beside }) => beside) ? 'beside' : 'refused'
}

/** By what it asks for: the topic, what came of it, a case, or its own words. */
function answersFollowUp(
  { reason, question }: FollowUp,
  { topics, language, score: { dimensions }, answer }: Omit<Matter, 'question'> & FollowUpAnswer,
): boolean {
  if (reason === 'rephrased') return topics[0] !== undefined && saysTopic(topics[0], language, answer)
  if (reason === 'result') return dimensions.result.points > 0
  if (reason === 'example') return dimensions.specificity.points + dimensions.evidence.points > 0
  return bearingOn({ question, topics: [], language }, answer).length > 0
}

interface FollowUpAnswer {
  readonly score: Score
  readonly answer: readonly PlacedSentence[]
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
  score,
}: {
  answer: Answer
  interviewer: string
  followUp: FollowUp['reason'] | null
  planned: PlannedQuestion
  question: number
  /** Undefined for what is no answer. */
  score: Score | undefined
}): SimulatedTurn {
  const { refused, message, sentences, language, durationMs } = answer
  const words = textOf(answer)
    .split(/\s+/)
    .filter((word) => word !== '').length
  return {
    question,
    followUp,
    kind,
    interviewer,
    refused,
    ...(message !== undefined && { message }),
    beside: !refused && score === undefined,
    sentences,
    language,
    durationMs,
    spokenSeconds: Math.round((words / wordsPerMinute) * 60),
    score: score ?? null,
  }
}

function textOf({ sentences }: { readonly sentences: readonly { readonly text: string }[] }): string {
  return sentences.map(({ text }) => text).join(' ')
}

function lower(one: Audience, other: Audience): Audience {
  return audienceLevel(one) <= audienceLevel(other) ? one : other
}
