import { z } from 'zod'
import { audiences } from '#auth'
import { AppError } from '../errors.ts'
import { startOf, type Grain } from './counting.ts'

const dayMs = 86_400_000
const defaultDays = 30
const longestDays = 3_660

/** What of all activity is looked at. Days are of UTC. */
export const analyticsQuerySchema = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(longestDays)
    .optional()
    .describe('The last so many days, today among them; 30 when nothing is said.'),
  from: z.iso.date().optional().describe('First day, in place of `days`.'),
  to: z.iso.date().optional().describe('Last day; today when it is left out.'),
  audience: z.enum(audiences).optional().describe('Only who asked as this audience.'),
  link: z
    .string()
    .regex(/^link_[0-9a-f]{20}$/, 'is not the id of a share link')
    .optional()
    .describe('Only who came by this share link.'),
  client: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe('Only who came with this, such as `web`, `rest`, `widget`, `openai`, `cli` or `mcp:claude-code`.'),
})
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>

/** In milliseconds since 1970; both are the beginnings of days. */
export interface Period {
  readonly from: number
  /** Not in it any more. */
  readonly to: number
}

export interface Range extends Period {
  readonly grain: Grain
}

/** Throws `invalid_input` for a period that ends before it begins, has not begun, or is longer than ten years. */
export function periodOf({ days, from, to }: Pick<AnalyticsQuery, 'days' | 'from' | 'to'>, now: number): Period {
  const tomorrow = startOf('day', now) + dayMs
  if (days !== undefined && from !== undefined)
    throw new AppError('invalid_input', 'Say either `days` or `from`: both together mean nothing.')
  const end = to === undefined ? tomorrow : Math.min(Date.parse(to) + dayMs, tomorrow)
  const start = from === undefined ? end - (days ?? defaultDays) * dayMs : Date.parse(from)
  if (start >= tomorrow)
    throw new AppError('invalid_input', `\`from\` is in the future. Today is ${isoDay(now)} (UTC).`)
  if (start >= end) throw new AppError('invalid_input', '`to` is before `from`. Say the first day, then the last.')
  if (end - start > longestDays * dayMs)
    throw new AppError('invalid_input', `At most ${longestDays} days are looked at together. Choose a later \`from\`.`)
  return { from: start, to: end }
}

/** The period as whole months, and days before and after them: a year is read from few rows. */
export function rangesOf({ from, to }: Period): Range[] {
  const month = startOf('month', from)
  const firstMonth = month === from ? month : nextMonth(month)
  const lastMonth = startOf('month', to)
  if (firstMonth >= lastMonth) return [{ grain: 'day', from, to }]
  const ranges: Range[] = [
    { grain: 'day', from, to: firstMonth },
    { grain: 'month', from: firstMonth, to: lastMonth },
    { grain: 'day', from: lastMonth, to },
  ]
  return ranges.filter((range) => range.from < range.to)
}

export const seriesSteps = ['hour', 'day', 'week', 'month'] as const
export type SeriesStep = (typeof seriesSteps)[number]

const longestSteps = 1_200

/** The beginnings of the steps that the period touches. Weeks begin on Monday (ISO 8601). Throws `invalid_input` for too many. */
export function stepsOf({ from, to }: Period, step: SeriesStep): number[] {
  const begin = startOfStep(from, step)
  const starts: number[] = []
  for (let at = begin; at < to; at = nextStep(at, step)) {
    starts.push(at)
    if (starts.length > longestSteps)
      throw new AppError(
        'invalid_input',
        `More than ${longestSteps} steps: choose a longer step than "${step}", or a shorter period.`,
      )
  }
  return starts
}

/** When the hour, day, week or month began. */
export function startOfStep(at: number, step: SeriesStep): number {
  if (step !== 'week') return startOf(step, at)
  const day = startOf('day', at)
  return day - ((day / dayMs + 3) % 7) * dayMs
}

function nextStep(at: number, step: SeriesStep): number {
  if (step === 'month') return nextMonth(at)
  return at + { hour: 3_600_000, day: dayMs, week: 7 * dayMs }[step]
}

export function nextMonth(month: number): number {
  const date = new Date(month)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
