import type { InputOf } from '../../api/call.ts'

type SeriesQuery = InputOf<'GET /api/v1/analytics/series'>['query']
export type Step = 'hour' | 'day' | 'week' | 'month'
export type Audience = 'public' | 'recruiter' | 'colleague' | 'owner'
export type Tab = 'overview' | 'topics' | 'links' | 'ratings'
export type ReportPeriod = 'daily' | 'weekly' | 'monthly'

/** What stands in the address: the same page again for whoever is sent it. */
export interface AnalyticsSearch {
  tab?: Exclude<Tab, 'overview'>
  days?: number
  from?: string
  to?: string
  step?: Step
  audience?: Audience
  client?: string
  link?: string
  report?: Exclude<ReportPeriod, 'weekly'>
}

const tabs = ['topics', 'links', 'ratings'] as const
const steps = ['hour', 'day', 'week', 'month'] as const
const reports = ['daily', 'monthly'] as const
export const audiences = ['public', 'recruiter', 'colleague', 'owner'] as const
export const reportPeriods = ['daily', 'weekly', 'monthly'] as const
export const usualDays = 30
export const offeredDays = [1, 7, 30, 90, 365] as const

/** Takes what it knows and leaves the rest out; whether days make sense is for the server to say. */
export function readSearch(search: Record<string, unknown>): AnalyticsSearch {
  const { days, from, to } = search
  const tab = oneOf(tabs, search['tab'])
  const step = oneOf(steps, search['step'])
  const audience = oneOf(audiences, search['audience'])
  const report = oneOf(reports, search['report'])
  const client = text(search['client'])
  const link = text(search['link'])
  return {
    ...(tab && { tab }),
    ...(typeof days === 'number' && days !== usualDays && from === undefined && { days }),
    ...(text(from) && { from: text(from)! }),
    ...(text(to) && { to: text(to)! }),
    ...(step && { step }),
    ...(audience && { audience }),
    ...(client && { client }),
    ...(link && { link }),
    ...(report && { report }),
  }
}

/** What the server is asked: the period and the filters. */
export function queryOfSearch({ days, from, to, audience, client, link }: AnalyticsSearch): SeriesQuery & object {
  return {
    ...(from === undefined && { days: days ?? usualDays }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(audience && { audience }),
    ...(client && { client }),
    ...(link && { link }),
  }
}

/** How many days are looked at, for choosing steps. */
export function daysOf({ days, from, to }: AnalyticsSearch, now = Date.now()): number {
  if (from === undefined) return days ?? usualDays
  const end = to === undefined ? now : Date.parse(to) + dayMs
  return Math.max(1, Math.ceil((end - Date.parse(from)) / dayMs)) || usualDays
}

/** Steps that give a chart that can be read. Hours are counted for everybody together. */
export function stepsOf(search: AnalyticsSearch, now = Date.now()): Step[] {
  const days = daysOf(search, now)
  const filtered = (search.audience ?? search.client ?? search.link) !== undefined
  const fits: Record<Step, boolean> = {
    hour: days <= 31 && !filtered,
    day: days <= 400,
    week: days >= 14,
    month: days >= 60,
  }
  return steps.filter((step) => fits[step])
}

/** The step of the address when it fits, or the one that suits the period. */
export function stepOf(search: AnalyticsSearch, now = Date.now()): Step {
  const offered = stepsOf(search, now)
  if (search.step && offered.includes(search.step)) return search.step
  const days = daysOf(search, now)
  const suits: Step = days <= 2 ? 'hour' : days <= 92 ? 'day' : days <= 400 ? 'week' : 'month'
  return offered.includes(suits) ? suits : offered[0]!
}

const dayMs = 86_400_000

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((one) => one === value)

/** The router reads what looks like a number as one. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
