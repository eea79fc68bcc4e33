/** What a question asks for. Each kind weighs the eight dimensions of an answer differently. */
export const questionKinds = ['technical', 'behavioural', 'industry', 'cultural', 'salary'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What is judged in an answer: the four parts of a STAR story, then how the answer is told. */
export const dimensions = [
  'situation',
  'task',
  'action',
  'result',
  'relevance',
  'specificity',
  'evidence',
  'clarity',
] as const
export type Dimension = (typeof dimensions)[number]

/** What each dimension means; docs/reference/scoring.md says the same. */
export const meanings: Readonly<Record<Dimension, string>> = {
  situation: 'where and when it was, and who was concerned',
  task: 'what was needed, missing or at stake',
  action: 'what the speaker did, or would do',
  result: 'what came of it',
  relevance: 'it answers this question and not another',
  specificity: 'numbers, dates and times that measure something',
  evidence: 'cases, comparisons, reasons, and what was learnt',
  clarity: 'every sentence says something',
}

/**
 * Shares of the total; each row adds up to 1. These, the limits and the costs below were searched on the two development halves of
 * eval/datasets/interview-answers, then rounded.
 */
export const weights: Readonly<Record<QuestionKind, Readonly<Record<Dimension, number>>>> = {
  behavioural: weigh(0.05, 0.05, 0.2, 0.15, 0.1, 0.25, 0.05, 0.15),
  technical: weigh(0, 0, 0.2, 0, 0.2, 0.05, 0.4, 0.15),
  industry: weigh(0.05, 0.1, 0.1, 0.1, 0.15, 0.15, 0.15, 0.2),
  cultural: weigh(0.05, 0.1, 0.15, 0.1, 0.05, 0.15, 0.3, 0.1),
  salary: weigh(0.05, 0.05, 0.15, 0.05, 0.1, 0.25, 0.2, 0.15),
}

/** How many different things give all the points of a dimension. */
export const full = {
  settings: 6,
  times: 4,
  needs: 3,
  /** Of a story. */
  deeds: 9,
  /** Where no story was asked for. */
  steps: 4,
  outcomes: 2,
  figures: 12,
  evidence: 3,
  /** Evidence of a technical answer: it explains, and there is seldom a case to tell. */
  explained: 2,
  telling: 3,
  covered: 3,
} as const

/** What lowers every dimension, as shares of it. */
export const costs = {
  /** Of an answer in which no sentence that tells is left beside the empty ones. */
  emptiness: 0.3,
  /** Of plain sentences, in that measure of emptiness. */
  plain: 0.15,
  /** A slogan, half of a blame. */
  fault: 0.12,
  faultsAtMost: 0.7,
  /** What something that "we" did counts, against what "I" did. */
  ourDeed: 0.35,
} as const

/** How much of every dimension hangs on relevance: a good story that answers another question is half an answer. */
export const relevanceShare: Readonly<Record<QuestionKind, number>> = {
  behavioural: 0.35,
  technical: 0.2,
  industry: 0.2,
  cultural: 0.2,
  salary: 0,
}

/** The same for any kind, where the question says what a good answer contains. */
export const knownRelevanceShare = 0.5

function weigh(...shares: number[]): Record<Dimension, number> {
  return Object.fromEntries(dimensions.map((dimension, index) => [dimension, shares[index]!])) as Record<
    Dimension,
    number
  >
}
