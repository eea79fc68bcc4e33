import { z } from 'zod'
import type { Database } from '#storage'
import { listEvents, listRatings } from './counts-store.ts'
import { toCsv } from './csv.ts'
import { analyticsQuerySchema, seriesSteps, type SeriesStep } from './period.ts'
import { readLinks, readSeries, readTopics, type Asked, type LinkNames } from './reading.ts'

const exported = ['series', 'topics', 'links', 'ratings', 'events'] as const

export const exportQuerySchema = analyticsQuerySchema.extend({
  what: z.enum(exported).default('series').describe('`events` are single ones of the last 30 days.'),
  format: z.enum(['json', 'csv']).default('json'),
  step: z.enum(seriesSteps).default('day').describe('Of the series.'),
})
export type ExportQuery = z.infer<typeof exportQuerySchema>

type Row = Readonly<Record<string, string | number | boolean | null>>

/** Rows of one export, as JSON holds them; in CSV their keys are the heading. */
export const exportSchema = z.object({
  what: z.enum(exported),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})

/** More would not fit into one answer; a shorter period gives the rest. */
const maxRows = 100_000

const columnsOf: Record<(typeof exported)[number], readonly string[]> = {
  series: [
    'startsAt',
    'visitors',
    'sessions',
    'questions',
    'refused',
    'followUps',
    'opened',
    'citationsOpened',
    'contactsClicked',
    'ratings',
    'meanRating',
    'p50Ms',
    'p95Ms',
    'p99Ms',
  ],
  topics: ['id', 'name', 'questions', 'refused', 'ratings', 'meanRating', 'good'],
  links: [
    'link',
    'name',
    'visitors',
    'sessions',
    'questions',
    'refused',
    'opened',
    'asked',
    'citationOpened',
    'contactClicked',
  ],
  ratings: ['answerId', 'at', 'rating', 'reason', 'topic'],
  events: ['id', 'at', 'kind', 'audience', 'link', 'client', 'topic', 'refused', 'durationMs', 'answerId'],
}

export async function readRows(
  database: Database,
  { what, step }: { what: (typeof exported)[number]; step: SeriesStep },
  { asked, names }: { asked: Asked; names: LinkNames },
): Promise<Row[]> {
  const { period, filter } = asked
  if (what === 'series')
    return (await readSeries(database, asked, step)).points.map(({ ratings, latencyMs, ...point }) => ({
      ...point,
      ratings: ratings.count,
      meanRating: ratings.mean,
      p50Ms: latencyMs.p50,
      p95Ms: latencyMs.p95,
      p99Ms: latencyMs.p99,
    }))
  if (what === 'topics')
    return (await readTopics(database, asked, maxRows)).topics.map(({ ratings: { count, mean, good }, ...topic }) => ({
      ...topic,
      ratings: count,
      meanRating: mean,
      good,
    }))
  if (what === 'links')
    return (await readLinks(database, asked, names)).links.map(({ funnel, ...link }) => ({ ...link, ...funnel }))
  const wanted = { ...period, filter, limit: maxRows }
  const rows = what === 'ratings' ? await listRatings(database, wanted) : await listEvents(database, wanted)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export function rowsAsCsv(what: (typeof exported)[number], rows: readonly Row[]): string {
  const columns = columnsOf[what]
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  )
}
