import { parsePartialDate } from './partial-date.ts'

/** What makes a twin answer well, the most useful first, and how much of the whole each is worth. */
const worth = {
  name: 8,
  work: 14,
  summary: 8,
  headline: 5,
  workDates: 7,
  workHighlights: 8,
  achievements: 12,
  skills: 7,
  education: 6,
  selfIntroduction: 5,
  languages: 4,
  location: 3,
  expectedPay: 3,
  noticePeriod: 2,
  strengths: 2,
  careerGoals: 2,
  wantedLocations: 1,
  projects: 2,
  email: 1,
} as const

export type CompletenessItem = keyof typeof worth
export const completenessItems = Object.keys(worth) as [CompletenessItem, ...CompletenessItem[]]

export interface Completeness {
  /** Between 0 and 1. */
  share: number
  /** What is missing, the most useful first, and where in the profile it belongs. */
  missing: { item: CompletenessItem; pointer: string }[]
}

/** STAR stories from which most behavioural questions can be answered. */
const enoughStories = 3
const enoughSkills = 5
const jobs = '/work'

/** How much of what people ask a twin for is in its profile, and what to add next. Lists that are too short count in part. */
export function completenessOf(profile: unknown): Completeness {
  const root = record(profile)
  const basics = record(root['basics'])
  const pollux = record(root['x-pollux'])
  const interview = record(pollux['interview'])
  const preferences = record(pollux['preferences'])
  const work = entries(root['work'])
  const partOf = (wanted: number, have: number): number => Math.min(1, have / wanted)
  const shareOf = (list: readonly Entry[], good: (entry: Entry) => boolean): number =>
    list.length === 0 ? 0 : list.filter(good).length / list.length
  const told: Record<CompletenessItem, readonly [pointer: string, share: number]> = {
    name: ['/basics/name', has(basics['name'])],
    work: [jobs, Number(work.length > 0)],
    summary: ['/basics/summary', has(basics['summary'])],
    headline: ['/basics/label', has(basics['label'])],
    workDates: [`${jobs}/${firstWithout(work, hasStart)}/startDate`, shareOf(work, hasStart)],
    workHighlights: [`${jobs}/${firstWithout(work, tellsMore)}/highlights`, shareOf(work, tellsMore)],
    achievements: [
      '/x-pollux/achievements',
      partOf(enoughStories, entries(pollux['achievements']).filter(isWholeStory).length),
    ],
    skills: ['/skills', partOf(enoughSkills, entries(root['skills']).length)],
    education: ['/education', Number(entries(root['education']).length > 0)],
    selfIntroduction: ['/x-pollux/interview/selfIntroduction', has(interview['selfIntroduction'])],
    languages: ['/languages', Number(entries(root['languages']).length > 0)],
    location: ['/basics/location', Number(Object.values(record(basics['location'])).some(has))],
    expectedPay: ['/x-pollux/compensation/expected', hasAmount(record(pollux['compensation'])['expected'])],
    noticePeriod: ['/x-pollux/preferences/noticePeriod', has(preferences['noticePeriod'])],
    strengths: ['/x-pollux/interview/strengths', has(interview['strengths'])],
    careerGoals: ['/x-pollux/interview/careerGoals', has(interview['careerGoals'])],
    wantedLocations: ['/x-pollux/preferences/locations', has(preferences['locations'])],
    projects: ['/projects', Number(entries(root['projects']).length > 0)],
    email: ['/basics/email', has(basics['email'])],
  }
  // What a job lacks can be said only of jobs that are there.
  const applies = (item: CompletenessItem) => work.length > 0 || !(item === 'workDates' || item === 'workHighlights')
  const whole = Object.values(worth).reduce((sum, points) => sum + points, 0)
  const reached = completenessItems.reduce((sum, item) => sum + worth[item] * told[item][1], 0)
  return {
    share: reached / whole,
    missing: completenessItems
      .filter((item) => told[item][1] < 1 && applies(item))
      .map((item) => ({ item, pointer: told[item][0] })),
  }
}

type Entry = Record<string, unknown>

function record(value: unknown): Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : {}
}

/** Entries that say something. */
function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? value.map(record).filter((entry) => Object.values(entry).some(has)) : []
}

/** 1 for a text, a number, or a list with one; else 0. */
function has(value: unknown): number {
  if (Array.isArray(value)) return Number(value.some(has))
  if (typeof value === 'number') return 1
  return Number(typeof value === 'string' && value.trim() !== '')
}

const hasAmount = (value: unknown): number =>
  Number(has(value) === 1 || ['amount', 'min', 'max'].some((key) => has(record(value)[key])))
const hasStart = (job: Entry): boolean => typeof parsePartialDate(job['startDate']) === 'object'
const tellsMore = (job: Entry): boolean => has(job['highlights']) === 1 || has(job['summary']) === 1
const isWholeStory = (story: Entry): boolean =>
  ['situation', 'task', 'action', 'result'].every((part) => has(story[part]) === 1)
const firstWithout = (list: readonly Entry[], good: (entry: Entry) => boolean): number =>
  Math.max(
    0,
    list.findIndex((entry) => !good(entry)),
  )
