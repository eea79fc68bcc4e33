import { detectLanguage, tokenize, type Language } from '#twin'
import { AppError } from '../../errors.ts'
import { adviceFor, noteOf } from './advice.ts'
import { assess, type AssessmentNeeds } from './assess.ts'
import { reliabilityBand } from './band.ts'
import { judgeUnits, type JudgedUnit } from './judge-units.ts'
import { lookedFor } from './looked-for.ts'
import { quotesOf } from './quotes.ts'
import { readUnits } from './read-units.ts'
import { dimensions, weights, type Dimension } from './rubric.ts'
import type { AnswerToScore, DimensionScore, Score } from './score.ts'

/** Twenty minutes of speech; more is no answer to one question. */
export const maxAnswerCharacters = 20_000

/**
 * Scores an answer by the rules of docs/reference/scoring.md, without a model: the same answer always gets the same score, in
 * whatever order its sentences stand. Throws `invalid_input` for an answer without a word, or of more than 20,000 characters.
 */
export function scoreAnswer({ question, kind, answer, language: given, looksFor = [] }: AnswerToScore): Score {
  if (answer.length > maxAnswerCharacters)
    throw new AppError(
      'invalid_input',
      `An answer of at most ${maxAnswerCharacters.toLocaleString('en')} characters can be scored; this one has ${answer.length.toLocaleString('en')}. Shorten it.`,
    )
  const language = given ?? detectLanguage(answer, detectLanguage(question))
  const units = readUnits(answer, question, language)
  if (units.length === 0)
    throw new AppError('invalid_input', 'The answer has no words. Write an answer, then score it.')
  const wanted = lookedFor(looksFor, question, language)
  const judged = judgeUnits(units, { question: termsOf(question, language), wanted }, kind, language)
  const needs: AssessmentNeeds = { kind, wanted }
  const { total, dimensions: assessed, density, faults } = assess(judged, needs)
  const hundred = Math.round(100 * total)
  const scored = Object.fromEntries(
    dimensions.map((dimension): [Dimension, DimensionScore] => {
      const points = Math.round(100 * assessed[dimension].points)
      const quotes = quotesOf(dimension, assessed[dimension].units)
      return [
        dimension,
        {
          points,
          weight: weights[kind][dimension],
          quotes,
          note: noteOf(dimension, points, assessed[dimension].units.length),
        },
      ]
    }),
  ) as Record<Dimension, DimensionScore>
  return {
    total: hundred,
    band: reliabilityBand(byText(judged), 100 * total, (parts) => 100 * assess(parts, needs).total),
    dimensions: scored,
    advice: adviceFor({ scored, judged, density, faults, kind }),
    language,
    scoredBy: 'rules',
  }
}

/** Groups of the band must not hang on the order in which sentences stand. */
function byText(judged: readonly JudgedUnit[]): JudgedUnit[] {
  return [...judged].sort((a, b) => (a.unit.text < b.unit.text ? -1 : 1))
}

function termsOf(text: string, language: Language): ReadonlySet<string> {
  return new Set(
    tokenize(text, language)
      .filter(({ stop, word }) => !stop && word.length > 1)
      .map(({ term }) => term),
  )
}
