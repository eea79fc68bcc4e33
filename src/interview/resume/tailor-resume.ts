import type { Audience } from '#auth'
import type { ProfileStatement } from '#twin'
import type { JobMatch, TailoredResume } from '../job-match/job-schemas.ts'
import { visibleTo } from '../job-match/material.ts'
import { relevanceTo } from './relevance.ts'
import { entriesOf, profileValues, type ProfileEntry, type ProfileValue } from './profile-values.ts'

export interface ResumeOptions {
  /** Nothing that it may not see is used. */
  readonly audience: Audience
}

/** Most that a résumé of two pages holds. */
const most = {
  highlights: 5,
  olderHighlights: 2,
  recentJobs: 3,
  projects: 4,
  volunteer: 2,
  publications: 3,
  awards: 3,
  courses: 4,
}

/**
 * A résumé for one posting, in JSON Resume 1.0.0, made of values of the profile and of nothing else: they are selected and put in
 * order, never rewritten. Jobs and studies stay in the order of their dates, and none is left out, so that no gap appears that is none.
 * `lines` names the place of each value.
 */
export function tailorResume(
  posting: { id: string; title: string; language: string },
  requirements: JobMatch['requirements'],
  statements: readonly ProfileStatement[],
  { audience }: ResumeOptions,
): TailoredResume {
  const everything = profileValues(statements)
  const values = profileValues(visibleTo(audience, statements))
  const relevance = relevanceTo(requirements, posting)
  const lines: TailoredResume['lines'] = []
  let omitted = 0

  const put = (path: string, { value, citation }: ProfileValue): string => {
    lines.push({ path, text: value, citation })
    return value
  }
  const take = <Item>(items: readonly Item[], limit: number): Item[] => {
    omitted += Math.max(0, items.length - limit)
    return items.slice(0, limit)
  }

  function texts(entry: ProfileEntry, key: string): ProfileValue[] {
    return [...entry.values].filter(([path]) => new RegExp(`^${key}/\\d+$`).test(path)).map(([, value]) => value)
  }
  const best = (found: readonly ProfileValue[]) =>
    found.toSorted((a, b) => relevance(b.value, b.citation) - relevance(a.value, a.citation))
  /** Of its three best values, so that a long entry does not win by its length. */
  const weight = (entry: ProfileEntry) =>
    [...entry.values.values()]
      .map(({ value, citation }) => relevance(value, citation))
      .toSorted((a, b) => b - a)
      .slice(0, 3)
      .reduce((sum, one) => sum + one, 0)

  function written(
    at: string,
    entry: ProfileEntry,
    fields: readonly string[],
    listed: Readonly<Record<string, number>> = {},
  ) {
    const single = fields.flatMap((field) => {
      const value = entry.values.get(field)
      return value && isTrueFor(entry, field) ? [[field, put(`${at}/${field}`, value)] as const] : []
    })
    const lists = Object.entries(listed).flatMap(([field, limit]) => {
      const chosen = take(best(texts(entry, field)), limit)
      return chosen.length > 0
        ? [[field, chosen.map((value, place) => put(`${at}/${field}/${place}`, value))] as const]
        : []
    })
    return Object.fromEntries([...single, ...lists])
  }

  /** A start whose end is hidden from this audience would read as if it went on. */
  function isTrueFor({ list, index, values: own }: ProfileEntry, field: string): boolean {
    return field !== 'startDate' || own.has('endDate') || !everything.has(`/${list}/${index}/endDate`)
  }

  const listOf = (
    list: string,
    entries: readonly ProfileEntry[],
    write: (at: string, entry: ProfileEntry, place: number) => Record<string, unknown>,
  ) => (entries.length > 0 ? { [list]: entries.map((entry, place) => write(`/${list}/${place}`, entry, place)) } : {})

  const byDate = (list: string) =>
    entriesOf(values, list).toSorted((a, b) =>
      (b.values.get('startDate')?.value ?? '').localeCompare(a.values.get('startDate')?.value ?? '', 'en'),
    )
  const relevant = (list: string, limit: number) => {
    const entries = entriesOf(values, list)
    const fitting = entries.filter((entry) => weight(entry) > 0).toSorted((a, b) => weight(b) - weight(a))
    omitted += entries.length - Math.min(fitting.length, limit)
    return fitting.slice(0, limit)
  }
  /** A skill is what its name says; its keywords decide between equals. */
  const byName = (list: string) => {
    const named = ({ values: own }: ProfileEntry) => {
      const name = own.get('name')
      return name ? relevance(name.value, name.citation) : 0
    }
    return entriesOf(values, list).toSorted((a, b) => named(b) - named(a) || weight(b) - weight(a))
  }
  const byWeight = (list: string) => entriesOf(values, list).toSorted((a, b) => weight(b) - weight(a))

  const resume = {
    $schema: 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json',
    ...basics(values, put),
    ...listOf('work', byDate('work'), (at, entry, place) =>
      written(at, entry, ['name', 'position', 'location', 'url', 'startDate', 'endDate', 'summary'], {
        highlights: place < most.recentJobs ? most.highlights : most.olderHighlights,
      }),
    ),
    ...listOf('projects', relevant('projects', most.projects), (at, entry) =>
      written(at, entry, ['name', 'description', 'entity', 'type', 'url', 'startDate', 'endDate'], {
        highlights: 2,
        keywords: 8,
        roles: 3,
      }),
    ),
    ...listOf('skills', byName('skills'), (at, entry) => written(at, entry, ['name', 'level'], { keywords: 12 })),
    ...listOf('education', byDate('education'), (at, entry) =>
      written(at, entry, ['institution', 'area', 'studyType', 'startDate', 'endDate', 'score', 'url'], {
        courses: most.courses,
      }),
    ),
    ...listOf('certificates', byWeight('certificates'), (at, entry) =>
      written(at, entry, ['name', 'date', 'issuer', 'url']),
    ),
    ...listOf('languages', byWeight('languages'), (at, entry) => written(at, entry, ['language', 'fluency'])),
    ...listOf('publications', relevant('publications', most.publications), (at, entry) =>
      written(at, entry, ['name', 'publisher', 'releaseDate', 'url', 'summary']),
    ),
    ...listOf('awards', relevant('awards', most.awards), (at, entry) =>
      written(at, entry, ['title', 'date', 'awarder', 'summary']),
    ),
    ...listOf('volunteer', relevant('volunteer', most.volunteer), (at, entry) =>
      written(at, entry, ['organization', 'position', 'url', 'startDate', 'endDate', 'summary'], { highlights: 2 }),
    ),
    meta: { version: 'v1.0.0' },
  }
  const language =
    statements.find(({ pointers }) =>
      pointers.some((pointer) => pointer.startsWith('/basics') || pointer.startsWith('/work')),
    )?.language ?? 'und'
  return { job: { id: posting.id, title: posting.title }, language, resume, lines, omitted }
}

function basics(values: ReadonlyMap<string, ProfileValue>, put: (path: string, value: ProfileValue) => string) {
  const at = (pointers: readonly string[], path: string) => {
    const value = pointers.map((pointer) => values.get(pointer)).find((found) => found !== undefined)
    return value && put(path, value)
  }
  const some = (fields: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const location = some(
    Object.fromEntries(
      ['address', 'postalCode', 'city', 'region', 'countryCode'].map((key) => [
        key,
        at([`/basics/location/${key}`], `/basics/location/${key}`),
      ]),
    ),
  )
  const profiles = entriesOf(values, 'basics/profiles').map((entry, place) =>
    some(
      Object.fromEntries(
        ['network', 'username', 'url'].map((key) => {
          const value = entry.values.get(key)
          return [key, value && put(`/basics/profiles/${place}/${key}`, value)]
        }),
      ),
    ),
  )
  const own = some({
    name: at(['/basics/name'], '/basics/name'),
    label: at(['/basics/label'], '/basics/label'),
    email: at(['/basics/email'], '/basics/email'),
    phone: at(['/basics/phone'], '/basics/phone'),
    url: at(['/basics/url', '/basics/website'], '/basics/url'),
    summary: at(['/basics/summary'], '/basics/summary'),
    location: Object.keys(location).length > 0 ? location : undefined,
    profiles: profiles.length > 0 ? profiles : undefined,
  })
  return Object.keys(own).length > 0 ? { basics: own } : {}
}
