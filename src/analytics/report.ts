import { z } from 'zod'
import type { Database } from '#storage'
import { sumBySteps } from './counts-store.ts'
import { latencies, ratingFigures, ratio, total } from './figures.ts'
import type { Period } from './period.ts'
import { readLinks, readRatings, readSummary, readTopics, type LinkNames } from './reading.ts'
import { recommend } from './recommend.ts'
import type { Report } from './schemas.ts'
import type { Sum } from './sums.ts'
import { otherTopic } from './topics.ts'

const periods = { daily: 1, weekly: 7, monthly: 30 } as const

export const reportQuerySchema = z.strictObject({
  period: z
    .enum(['daily', 'weekly', 'monthly'])
    .default('weekly')
    .describe('The last day, 7 days or 30 days, today among them.'),
})
export type ReportQuery = z.infer<typeof reportQuerySchema>

const dayMs = 86_400_000
const earlierPeriods = 11

/** Change, as a share of what was before, within which a figure is called stable. */
const stableWithin = 0.05

/** Figures of the report, and which way is better. */
const figures: Record<keyof Report['metrics'], { of(sums: readonly Sum[]): number | null; better: 1 | -1 }> = {
  answered: {
    of: (sums) => percent(total(sums)('questions') - total(sums)('refused'), total(sums)('questions')),
    better: 1,
  },
  satisfaction: { of: (sums) => ratingFigures(sums).mean, better: 1 },
  citationsOpened: { of: (sums) => percent(total(sums)('cited_sessions'), total(sums)('asked_sessions')), better: 1 },
  responseTimeMs: { of: (sums) => latencies(sums).p50, better: -1 },
}

/** How things stand, how they change, and what to do about it. */
export async function readReport(
  database: Database,
  { period }: ReportQuery,
  { to, names }: { to: number; names: LinkNames },
): Promise<Report> {
  const lengthMs = periods[period] * dayMs
  const asked = { period: { from: to - lengthMs, to }, filter: {} }
  const all = { from: to - (earlierPeriods + 1) * lengthMs, to }
  const step = period === 'daily' ? 'hour' : 'day'
  const [summary, topics, ratings, links, steps] = await Promise.all([
    readSummary(database, asked),
    readTopics(database, asked, 300),
    readRatings(database, asked),
    readLinks(database, asked, names),
    sumBySteps(database, (at) => at, {
      columns: ['counts', 'latency'],
      ranges: [{ grain: step, ...all }],
      filter: {},
    }),
  ])
  const metric = (name: keyof Report['metrics']) => metricOf(steps, asked.period, figures[name])
  return {
    period: summary.period,
    metrics: {
      answered: metric('answered'),
      satisfaction: metric('satisfaction'),
      citationsOpened: metric('citationsOpened'),
      responseTimeMs: metric('responseTimeMs'),
    },
    engagement: {
      totalVisitors: summary.visitors,
      totalSessions: summary.sessions,
      completedSessions: summary.answeredSessions,
      averageSessionDuration: summary.meanSessionSeconds,
      returnUserRate: ratio(summary.returningVisitors, summary.visitors),
      questionsAnswered: summary.questions - summary.refused,
      favoriteTopic: topics.topics.find(({ id }) => id !== otherTopic)?.name ?? null,
    },
    recommendations: recommend({ summary, topics, ratings, links }),
  }
}

function metricOf(
  steps: ReadonlyMap<number, readonly Sum[]>,
  { from, to }: Period,
  { of, better }: (typeof figures)[keyof typeof figures],
): Report['metrics']['answered'] {
  const lengthMs = to - from
  const within = (start: number, end: number) =>
    of([...steps].flatMap(([startsAt, sums]) => (startsAt >= start && startsAt < end ? sums : [])))
  const mean = within(from, to)
  const middle = from + lengthMs / 2
  const earlier = Array.from({ length: earlierPeriods }, (_, n) =>
    within(from - (n + 1) * lengthMs, to - (n + 1) * lengthMs),
  )
  const known = earlier.filter((value) => value !== null)
  const notBetter = known.filter((value) => mean !== null && better * (value - mean) <= 0).length
  return {
    mean,
    trend: trendOf(within(from, middle), within(middle, to), better),
    percentileRank: mean === null || known.length === 0 ? null : Math.round((notBetter / known.length) * 100),
  }
}

function trendOf(before: number | null, after: number | null, better: 1 | -1): Report['metrics']['answered']['trend'] {
  if (before === null || after === null) return 'unknown'
  if (Math.abs(after - before) <= stableWithin * Math.abs(before)) return 'stable'
  return better * (after - before) > 0 ? 'improving' : 'declining'
}

function percent(part: number, whole: number): number | null {
  const share = ratio(part, whole)
  return share === null ? null : Math.round(share * 10_000) / 100
}
