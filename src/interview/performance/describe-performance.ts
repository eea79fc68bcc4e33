import { how } from '../scoring/advice.ts'
import { dimensions, questionKinds, type Dimension } from '../scoring/rubric.ts'
import type { ScoredAnswer } from './evaluation-store.ts'
import { mean, median, seriesOf, toTenth, trendOf } from './figures.ts'
import type { StoredRecord } from './performance-store.ts'
import type { Milestones, Performance, Recommendations, Series } from './performance.ts'

/** Fewer say nothing. */
const minAnswers = 3
const mostRecommendations = 5
/** The predecessor's thresholds, in per cent. */
const thresholds = [65, 75, 85] as const
/** Milestones look at so many of the latest answers. */
const recent = 5

/** What is still missing before there are figures; null when nothing is. */
function missing(answers: number): string | null {
  if (answers >= minAnswers) return null
  return `This needs at least ${minAnswers} scored answers; there ${answers === 1 ? 'is 1' : `are ${answers}`}. Practise, or have answers evaluated.`
}

export function describePerformance(answers: readonly ScoredAnswer[], records: readonly StoredRecord[]): Performance {
  const enough = answers.length >= minAnswers
  const first = [answers[0]?.at, records[0]?.at].filter((at) => at !== undefined).sort((a, b) => +a - +b)[0]
  return {
    answers: answers.length,
    total: enough ? seriesOf(answers.map(({ score }) => score.total)) : null,
    kinds: enough ? seriesByKind(answers) : {},
    dimensions: enough ? seriesByDimension(answers) : {},
    records: describeRecords(records),
    since: first?.toISOString() ?? null,
    needs: missing(answers.length),
  }
}

function seriesByKind(answers: readonly ScoredAnswer[]): Performance['kinds'] {
  return Object.fromEntries(
    questionKinds.flatMap((kind) => {
      const series = seriesOf(answers.filter((answer) => answer.kind === kind).map(({ score }) => score.total))
      return series ? [[kind, series] as const] : []
    }),
  )
}

function seriesByDimension(answers: readonly ScoredAnswer[]): Performance['dimensions'] {
  return Object.fromEntries(
    dimensions.map((dimension): [Dimension, Series] => [dimension, seriesOf(pointsOf(answers, dimension))!]),
  )
}

function describeRecords(records: readonly StoredRecord[]): Performance['records'] {
  if (records.length === 0) return null
  const series = (of: (record: StoredRecord) => number) => seriesOf(records.map(of))!
  const times = records.map(({ responseTime }) => responseTime)
  const categories: Record<string, number> = {}
  for (const { category } of records) categories[category] = (categories[category] ?? 0) + 1
  return {
    count: records.length,
    accuracy: series(({ accuracy }) => accuracy),
    storyCoverage: series(({ storyCoverage }) => storyCoverage),
    satisfaction: series(({ satisfaction }) => satisfaction),
    responseTimeMs: { mean: toTenth(mean(times)), median: toTenth(median(times)) },
    categories,
  }
}

/** The dimensions that cost most points, by their weight in the questions that were answered. */
export function recommend(answers: readonly ScoredAnswer[]): Recommendations {
  const needs = missing(answers.length)
  if (needs !== null) return { recommendations: [], answers: answers.length, needs }
  const lost = dimensions
    .map((dimension) => ({
      dimension,
      loss: mean(answers.map(({ score }) => lossOf(score.dimensions[dimension]))),
    }))
    .filter(({ dimension }) => mean(pointsOf(answers, dimension)) < thresholds[1])
    .sort((a, b) => b.loss - a.loss)
    .slice(0, mostRecommendations)
  return {
    recommendations: lost.map(({ dimension }) => {
      const weakest = answers.reduce((worst, answer) =>
        lossOf(answer.score.dimensions[dimension]) > lossOf(worst.score.dimensions[dimension]) ? answer : worst,
      )
      const points = pointsOf(answers, dimension)
      return {
        dimension,
        text: how[dimension],
        mean: toTenth(mean(points)),
        trend: trendOf(points),
        weakest: { question: weakest.question, points: weakest.score.dimensions[dimension].points },
      }
    }),
    answers: answers.length,
    needs: null,
  }
}

/** For each measure the lowest threshold that the latest answers do not reach yet; the nearest first. */
export function nextMilestones(answers: readonly ScoredAnswer[], count: number): Milestones {
  const needs = missing(answers.length)
  if (needs !== null) return { milestones: [], reached: [], answers: answers.length, needs }
  const measures: [name: string, values: number[]][] = [
    ['total', answers.map(({ score }) => score.total)],
    ...questionKinds.map((kind): [string, number[]] => [
      kind,
      answers.filter((answer) => answer.kind === kind).map(({ score }) => score.total),
    ]),
    ...dimensions.map((dimension): [string, number[]] => [dimension, pointsOf(answers, dimension)]),
  ]
  const current = measures
    .filter(([, values]) => values.length >= minAnswers)
    .map(([measure, values]) => ({ measure, current: toTenth(mean(values.slice(-recent))) }))
  const milestones = current
    .flatMap((one) => {
      const threshold = thresholds.find((next) => one.current < next)
      return threshold === undefined ? [] : [{ ...one, threshold, missing: toTenth(threshold - one.current) }]
    })
    .sort((a, b) => a.missing - b.missing)
    .slice(0, count)
  const reached = current.flatMap(({ measure, current: now }) => {
    const threshold = thresholds.findLast((passed) => now >= passed)
    return threshold === undefined ? [] : [{ measure, threshold }]
  })
  return { milestones, reached, answers: answers.length, needs: null }
}

function pointsOf(answers: readonly ScoredAnswer[], dimension: Dimension): number[] {
  return answers.map(({ score }) => score.dimensions[dimension].points)
}

function lossOf({ points, weight }: { points: number; weight: number }): number {
  return weight * (100 - points)
}
