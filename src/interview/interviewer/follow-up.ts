import { sharesWord } from '#twin'
import type { BankLanguage } from '../question-bank/question.ts'
import type { Score } from '../scoring/score.ts'
import type { QuestionKind } from '../scoring/rubric.ts'

/** `rephrased`: there was no answer; `result`, `example`: the answer left that out; `deeper`: it was whole. */
export const followUpReasons = ['rephrased', 'result', 'example', 'deeper'] as const
export type FollowUpReason = (typeof followUpReasons)[number]

export interface FollowUp {
  readonly reason: FollowUpReason
  /** The question itself. */
  readonly question: string
  /** As the interviewer says it. */
  readonly said: string
}

export interface Asked {
  readonly kind: QuestionKind
  readonly topics: readonly string[]
  readonly language: BankLanguage
  /** That the bank has for this question, in its order. */
  readonly followUps: readonly string[]
}

/** Below so many points a part of an answer is as good as missing. */
const missingBelow = 35

const wordings = {
  en: {
    again: 'Let me put it differently.',
    story: (topic: string) => `Can you tell me about a time that had to do with ${topic}?`,
    skill: (topic: string) => `What experience do you have with ${topic}?`,
    result: 'What was the result?',
    example: (topic: string) => `Can you give me an example of ${topic} from your own work?`,
    anyExample: 'Can you give me an example from your own work?',
  },
  es: {
    again: 'Se lo pregunto de otro modo.',
    story: (topic: string) => `¿Puede contarme una situación que tuvo que ver con ${topic}?`,
    skill: (topic: string) => `¿Qué experiencia tiene con ${topic}?`,
    result: '¿Cuál fue el resultado?',
    example: (topic: string) => `¿Puede dar un ejemplo de ${topic} de su propio trabajo?`,
    anyExample: '¿Puede dar un ejemplo de su propio trabajo?',
  },
} as const satisfies Record<BankLanguage, unknown>

/**
 * What an interviewer asks next about the same question, or nothing: each follow-up depends on what was answered, and
 * `undefined` stands for no answer.
 */
export function followUpOn(asked: Asked, reply: { answer: string; score: Score } | undefined): FollowUp | undefined {
  const { kind, language } = asked
  const say = wordings[language]
  const [topic] = asked.topics
  if (!reply || isNoAnswer(reply.score)) return rephrased(asked)
  const lacks = (dimension: 'result' | 'evidence' | 'specificity') =>
    reply.score.dimensions[dimension].points < missingBelow
  if (kind === 'behavioural' && lacks('result')) return plain('result', say.result)
  if (kind !== 'salary' && lacks('specificity') && lacks('evidence'))
    return plain('example', topic === undefined ? say.anyExample : say.example(topic))
  const deeper = mostRelated(asked.followUps, reply.answer, language)
  return deeper === undefined ? undefined : plain('deeper', deeper)
}

function plain(reason: FollowUpReason, question: string): FollowUp {
  return { reason, question, said: question }
}

/** Neither to the point nor about anything in particular: "I do not know", "pass". */
function isNoAnswer({ dimensions: { relevance, specificity, action } }: Score): boolean {
  return relevance.points === 0 && specificity.points === 0 && action.points === 0
}

function rephrased({ kind, topics, language }: Asked): FollowUp | undefined {
  const [topic] = topics
  if (topic === undefined) return undefined
  const say = wordings[language]
  const question = kind === 'behavioural' ? say.story(topic) : say.skill(topic)
  return { reason: 'rephrased', question, said: `${say.again} ${question}` }
}

/** The follow-up that has most words in common with the answer; the first of equals. */
function mostRelated(followUps: readonly string[], answer: string, language: BankLanguage): string | undefined {
  const related = (question: string) =>
    question.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && sharesWord(answer, word, language)).length
  return followUps.toSorted((a, b) => related(b) - related(a))[0]
}
