import type { Language } from '#twin'
import type { Dimension, QuestionKind } from './rubric.ts'

/** Words of the answer: `text` is `answer.slice(start, end)`. */
export interface Quote {
  start: number
  end: number
  text: string
}

export interface DimensionScore {
  /** 0 to 100. */
  points: number
  /** Share of this dimension in the total; the eight add up to 1. */
  weight: number
  /** Where in the answer it was found; empty when it was not. */
  quotes: Quote[]
  /** One sentence: why this many points. */
  note: string
}

export interface Score {
  /** 0 to 100, whole. */
  total: number
  /** Between which totals the score is to be read (docs/reference/scoring.md says how it is computed). */
  band: { low: number; high: number }
  dimensions: Record<Dimension, DimensionScore>
  /** What would raise the score, the most useful first; at most five. */
  advice: string[]
  /** In which language the answer was read. */
  language: Language
  /** `model`: a language model's judgements moved the total within the band. */
  scoredBy: 'rules' | 'model'
}

export interface AnswerToScore {
  question: string
  kind: QuestionKind
  answer: string
  /** Found in the answer when not given. */
  language?: Language
  /** What a good answer contains, a short checkable sentence each. */
  looksFor?: readonly string[]
  /** What speaks against an answer. */
  redFlags?: readonly string[]
}

export type ScoreAnswer = (input: AnswerToScore) => Score
