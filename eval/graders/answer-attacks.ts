import { sentenceSpans } from '#twin'

/** A number from 0 up to, but without, 1. */
export type Random = () => number

export interface AttackInput {
  readonly question: string
  readonly answer: string
}

export type Attack = (input: AttackInput, random: Random) => string

const filler = [
  'I think communication is always very important.',
  'As everybody knows, teamwork is the key to success.',
  'In general I would say that quality is essential in every job.',
  'I am a very motivated person and I always give my best.',
  'Thank you very much for this interesting question.',
  'That is a really good question and I am glad that you ask it.',
  'I hope that this answers your question.',
  'Of course there is always room for improvement.',
  'At the end of the day it is all about people.',
  'In today’s world everything is changing faster than ever before.',
  'I am passionate about what I do and I love new challenges.',
  'One should never forget how important it is to listen.',
  'It is what it is, as they say.',
  'Needless to say, every company is different.',
  'There are many ways to look at this topic.',
  'I could talk about this for hours.',
  'Success is a journey and not a destination.',
  'My greatest strength is that I am a hard-working team player.',
  'You have to see the big picture and think outside the box.',
  'Customer satisfaction is the most important thing in any business.',
]
const facts = [
  'Water boils at 100 degrees at sea level.',
  'The tower of Pisa was begun in 1173 and leans by about four degrees.',
  'A football team has eleven players.',
  'The river Danube flows through ten countries.',
  'Honey does not spoil for thousands of years.',
  'Light travels 300,000 kilometres in one second.',
  'The first railway between cities opened in 1830.',
  'An octopus has three hearts and blue blood.',
]
const buzzwords =
  'leadership teamwork synergy stakeholder agile Scrum Kanban KPI ROI Kubernetes Terraform Python SQL analytics strategy innovation ownership excellence transformation efficiency optimisation communication resilience compliance governance scalability cloud AI automation Lean OKR CRM ERP Power-BI accountability metrics roadmap'.split(
    ' ',
  )
const figures = ['40 percent', '99.9 %', '10x', '2 million euros', '500 users', '25 percent', '3 months']

/**
 * The attacks of the issue, each in several ways; `random` chooses the words and the places. `strewing` puts single words into
 * the middle of sentences and `jumbling` shuffles words instead of sentences: what comes out is no language any more.
 */
export const attacks: Readonly<
  Record<'padding' | 'stuffing' | 'echoing' | 'repeating' | 'shuffling' | 'strewing' | 'jumbling', readonly Attack[]>
> = {
  padding: [
    ({ answer }, random) => join(answer, some(filler, 3, random)),
    ({ answer }, random) => join(some(filler, 2, random), answer, some(filler, 2, random)),
    ({ answer }, random) => between(answer, () => pick(filler, random)),
    ({ answer }, random) => join(answer, some(facts, 3, random)),
    ({ answer }, random) => between(answer, () => pick([...facts, ...filler], random)),
    ({ answer }, random) => join(answer, Array.from({ length: 40 }, () => pick(filler, random)).join(' ')),
  ],
  stuffing: [
    ({ answer }, random) => join(answer, `Keywords: ${some(buzzwords, 12, random, ', ')}.`),
    ({ answer }, random) => join(some(buzzwords, 15, random), answer),
    ({ answer }, random) => between(answer, () => `${some(buzzwords, 5, random, ', ')}.`),
    ({ answer }, random) => join(answer, `I know ${some(buzzwords, 8, random, ', ')} and ${pick(buzzwords, random)}.`),
    ({ answer }, random) => join(answer, `${some(figures, 5, random, ', ')}.`),
    ({ question, answer }, random) => join(answer, some(wordsOf(question), 12, random)),
  ],
  echoing: [
    ({ question, answer }) => join(question, answer),
    ({ question, answer }) => join(`You asked me: ${question}`, answer),
    ({ question, answer }) => join(answer, question, question),
    ({ question, answer }) => between(answer, () => question),
    ({ question, answer }) =>
      join(`So, ${lowered(question).replace(/[?.]+$/, '')}, that is what I want to talk about.`, answer),
  ],
  repeating: [
    ({ answer }) => join(answer, answer),
    ({ answer }, random) => join(answer, pick(sentencesOf(answer), random)),
    ({ answer }) =>
      sentencesOf(answer)
        .flatMap((sentence) => [sentence, sentence])
        .join(' '),
    ({ answer }, random) => join(answer, `Once more: ${lowered(pick(sentencesOf(answer), random))}`),
  ],
  shuffling: [
    ({ answer }, random) => shuffled(sentencesOf(answer), random).join(' '),
    ({ answer }) => sentencesOf(answer).toReversed().join(' '),
  ],
  strewing: [
    ({ answer }, random) => sprinkle(answer, buzzwords, 8, random),
    ({ question, answer }, random) => sprinkle(answer, wordsOf(question), 8, random),
  ],
  jumbling: [
    ({ answer }, random) =>
      sentencesOf(answer)
        .map((sentence) => `${shuffled(sentence.replace(/[.!?]$/, '').split(/\s+/), random).join(' ')}.`)
        .join(' '),
    ({ answer }, random) => `${shuffled(answer.split(/\s+/), random).join(' ')}.`,
  ],
}

/** The answer with a few attacks, one on the other. */
export function combined(input: AttackInput, random: Random, count: number): string {
  const all = Object.values(attacks).flat()
  let { answer } = input
  for (let step = 0; step < count; step++) answer = pick(all, random)({ ...input, answer }, random)
  return answer
}

function sentencesOf(text: string): string[] {
  return sentenceSpans(text, 'en').map(({ start, end }) => text.slice(start, end))
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}+/gu) ?? []
}

function between(answer: string, make: () => string): string {
  return sentencesOf(answer)
    .flatMap((sentence) => [sentence, make()])
    .join(' ')
}

/** Words at random places inside the sentences. */
function sprinkle(answer: string, words: readonly string[], count: number, random: Random): string {
  const pieces = answer.split(' ')
  for (let index = 0; index < count; index++)
    pieces.splice(Math.floor(random() * pieces.length), 0, pick(words, random))
  return pieces.join(' ')
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function join(...parts: string[]): string {
  return parts.join(' ')
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!
}

function some(items: readonly string[], count: number, random: Random, separator = ' '): string {
  return shuffled(items, random).slice(0, count).join(separator)
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items]
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[copy[index], copy[other]] = [copy[other]!, copy[index]!]
  }
  return copy
}
