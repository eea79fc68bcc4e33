import { z } from 'zod'
import { audienceNames } from '../knowledge/audience-order.ts'
import { languages } from '../text/language.ts'
import { parsePartialDate } from './partial-date.ts'

/**
 * JSON Resume v1.0.0 (jsonresume.org/schema) with our extension `x-pollux`, as lenient as real files need: numbers where
 * text is expected, null or '' for "nothing", the names of older versions (`company`, `website`, `gpa`), and any unknown
 * field. What is refused would be read wrongly: a list that is not a list, a month 13, an audience that does not exist.
 */
const text = z.union([z.string(), z.number()], { error: 'expected text' }).nullish()
const texts = z.array(text, { error: 'expected a list of texts' }).nullish()
const date = text.refine((value) => parsePartialDate(value) !== 'impossible', {
  error: 'this date does not exist; write 2021, 2021-03 or 2021-03-14',
})

function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape, { error: 'expected an object' })
}

function list<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(section(shape).nullish(), { error: 'expected a list of objects' }).nullish()
}

const period = { startDate: date, endDate: date }

const amount = z.union([z.string(), z.number(), section({ currency: text, period: text })]).nullish()

const polluxExtension = section({
  language: z.enum(languages).nullish(),
  audiences: z
    .record(z.string().regex(/^(?:\/|$)/, 'expected a JSON pointer such as /basics/phone'), z.enum(audienceNames))
    .nullish(),
  achievements: list({
    title: text,
    employer: text,
    date,
    skills: texts,
    situation: text,
    task: text,
    action: text,
    result: text,
  }),
  compensation: section({ current: amount, expected: amount, note: text }).nullish(),
  preferences: section({
    locations: texts,
    remote: z.union([z.string(), z.boolean()]).nullish(),
    noticePeriod: text,
    travel: text,
    workPermit: text,
  }).nullish(),
  interview: section({
    selfIntroduction: text,
    strengths: texts,
    whyHireMe: text,
    careerGoals: texts,
    weaknesses: texts,
    questionsForEmployer: texts,
    opinions: list({ topic: text, view: text }),
  }).nullish(),
})

const jsonResume = section({
  basics: section({
    name: text,
    label: text,
    image: text,
    email: text,
    phone: text,
    url: text,
    summary: text,
    location: section({ address: text, postalCode: text, city: text, countryCode: text, region: text }).nullish(),
    profiles: list({ network: text, username: text, url: text }),
  }).nullish(),
  work: list({
    name: text,
    position: text,
    location: text,
    description: text,
    url: text,
    summary: text,
    ...period,
    highlights: texts,
  }),
  volunteer: list({ organization: text, position: text, url: text, summary: text, ...period, highlights: texts }),
  education: list({
    institution: text,
    url: text,
    area: text,
    studyType: text,
    score: text,
    ...period,
    courses: texts,
  }),
  awards: list({ title: text, date, awarder: text, summary: text }),
  certificates: list({ name: text, date, issuer: text, url: text }),
  publications: list({ name: text, publisher: text, releaseDate: date, url: text, summary: text }),
  skills: list({ name: text, level: text, keywords: texts }),
  languages: list({ language: text, fluency: text }),
  interests: list({ name: text, keywords: texts }),
  references: list({ name: text, reference: text }),
  projects: list({
    name: text,
    description: text,
    highlights: texts,
    keywords: texts,
    url: text,
    roles: texts,
    entity: text,
    type: text,
    ...period,
  }),
  meta: section({ language: text }).nullish(),
  'x-pollux': polluxExtension.nullish(),
})

export type JsonResume = z.infer<typeof jsonResume>

export interface ProfileIssue {
  /** JSON pointer to what is wrong. */
  readonly pointer: string
  readonly message: string
}

export type ParsedProfile =
  | { readonly status: 'valid'; readonly profile: JsonResume }
  | { readonly status: 'invalid'; readonly issues: readonly ProfileIssue[] }
  /** It is JSON, but something else than a JSON Resume. */
  | { readonly status: 'other'; readonly what: 'fresh' | 'job' | 'unknown' }

const sections = Object.keys(jsonResume.shape).filter((key) => key !== 'meta' && key !== 'x-pollux')

/** Checks a parsed JSON value. The profile is the value itself, unknown fields included. */
export function parseProfile(value: unknown): ParsedProfile {
  if (!isRecord(value)) return { status: 'other', what: 'unknown' }
  if (isFresh(value)) return { status: 'other', what: 'fresh' }
  if (isJobPosting(value)) return { status: 'other', what: 'job' }
  if (!sections.some((key) => Object.hasOwn(value, key))) return { status: 'other', what: 'unknown' }
  const checked = jsonResume.safeParse(value)
  if (checked.success) return { status: 'valid', profile: checked.data }
  return {
    status: 'invalid',
    issues: checked.error.issues.map((issue) => ({ pointer: toPointer(issue.path), message: issue.message })),
  }
}

/** RFC 6901. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** FRESH (the format of FluentCV and HackMyResume) keeps its lists in `history` objects. */
function isFresh(value: Record<string, unknown>): boolean {
  const meta = value['meta']
  if (isRecord(meta) && /^FRESH/i.test(String(meta['format'] ?? ''))) return true
  return isRecord(value['info']) && isRecord(value['employment'])
}

/** jsonresume.org's job description schema. */
function isJobPosting(value: Record<string, unknown>): boolean {
  return (
    !Object.hasOwn(value, 'basics') && ['responsibilities', 'qualifications'].some((key) => Object.hasOwn(value, key))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
