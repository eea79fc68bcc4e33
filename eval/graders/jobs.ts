import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#app'
import { owner } from '#auth'
import { provesSkill, type JobMatch } from '#interview'
import type { Language } from '#twin'

/** A posting and, where a person marked it, what they found in it. */
export interface MarkedPosting {
  readonly name: string
  readonly bytes: Uint8Array
  readonly marks?: {
    readonly must: readonly string[]
    readonly nice: readonly string[]
    readonly match: readonly { readonly requirement: string; readonly supported: boolean }[]
  }
}

export interface PostingFigures {
  readonly name: string
  /** Extraction against the marks: of each kind, how many were found, how many were marked, how many of both. */
  readonly must: Counts
  readonly nice: Counts
  /** Marked must-haves whose "supported" agrees with "matched", of those found. */
  readonly agreed: number
  readonly judged: number
  /** Found matched where the mark says that nothing supports it: the worse mistake. */
  readonly overclaimed: readonly string[]
  readonly missedMatches: readonly string[]
  readonly matched: number
  readonly partly: number
  readonly gaps: number
  /** Citations of what is matched that do not say what they are cited for. Must be none. */
  readonly unsupported: readonly string[]
  /** Must-haves that are neither matched nor named as a gap. Must be none. */
  readonly unaccounted: readonly string[]
  readonly milliseconds: number
}

interface Counts {
  readonly found: number
  readonly marked: number
  readonly both: number
}

/** Every posting of a folder, each with its marks in a .json file of the same name. */
export async function readMarkedPostings(folder: string): Promise<MarkedPosting[]> {
  const files = (await readdir(folder)).toSorted()
  return Promise.all(
    files
      .filter((name) => !name.endsWith('.json'))
      .map(async (name) => {
        const marks = name.replace(/\.[^.]+$/, '.json')
        return {
          name,
          bytes: await readFile(join(folder, name)),
          ...(files.includes(marks) && {
            marks: JSON.parse(await readFile(join(folder, marks), 'utf8')) as NonNullable<MarkedPosting['marks']>,
          }),
        }
      }),
  )
}

interface StructuredJob {
  title: string
  company: string
  description: string
  skills: { name: string; keywords?: string[] }[]
}

/** The short structured postings of `jobs/postings.json`, as a person would paste them: each skill is a requirement. */
export async function readStructuredPostings(file: string): Promise<MarkedPosting[]> {
  const { jobs } = JSON.parse(await readFile(file, 'utf8')) as { jobs: StructuredJob[] }
  return jobs.map(({ title, company, description, skills }, index) => {
    const items = skills.map(({ name, keywords = [] }) =>
      keywords.length > 0 ? `${name} (${keywords.join(', ')})` : name,
    )
    const text = `# ${title}\n\n${company}\n\n${description}\n\n## Requirements\n\n${items.map((item) => `- ${item}`).join('\n')}\n`
    return { name: `${index + 1}.md`, bytes: Buffer.from(text), marks: { must: items, nice: [], match: [] } }
  })
}

/** Imports, matches and checks one posting as the owner would, over the twin that the app holds. */
export async function gradeJob(
  { interview, twin }: Pick<App, 'interview' | 'twin'>,
  posting: MarkedPosting,
): Promise<PostingFigures> {
  const { job } = await interview.jobs.import(owner, posting)
  const started = performance.now()
  const match = await interview.jobs.match(owner, job.id)
  const milliseconds = Math.round(performance.now() - started)
  const unsupported: string[] = []
  for (const { text, status, evidence } of match.requirements) {
    if (status !== 'gap' && evidence.length === 0) unsupported.push(`${text}: ${status} without evidence`)
    for (const { proves, citation } of evidence) {
      const source = await twin.sources.read(owner, citation.sourceId, citation.version)
      if (source.text.slice(citation.start, citation.end) !== citation.quote)
        unsupported.push(`${text}: the span is not the quote`)
      else if (!says(citation.quote, proves, job.language as Language))
        unsupported.push(`${text}: “${citation.quote}” does not say ${proves}`)
    }
  }
  const marks = posting.marks ?? { must: [], nice: [], match: [] }
  const judged = marks.match.flatMap(({ requirement, supported }) => {
    const found = match.requirements.find(({ text }) => same(text, requirement))
    return found ? [{ requirement, supported, matched: found.status === 'matched' }] : []
  })
  const count = (status: string) => match.requirements.filter((requirement) => requirement.status === status).length
  return {
    name: posting.name,
    must: compare(match, true, marks.must),
    nice: compare(match, false, marks.nice),
    agreed: judged.filter(({ supported, matched }) => supported === matched).length,
    judged: judged.length,
    overclaimed: judged.filter(({ supported, matched }) => matched && !supported).map(({ requirement }) => requirement),
    missedMatches: judged
      .filter(({ supported, matched }) => !matched && supported)
      .map(({ requirement }) => requirement),
    matched: count('matched'),
    partly: count('partly'),
    gaps: count('gap'),
    unsupported,
    unaccounted: match.requirements
      .filter(
        ({ must, status, missing, evidence }) =>
          must && (status === 'matched' ? evidence.length === 0 : missing.length === 0),
      )
      .map(({ text }) => text),
    milliseconds,
  }
}

export function summarizeJobs(figures: readonly PostingFigures[]) {
  const sum = (of: (one: PostingFigures) => number) => figures.reduce((total, one) => total + of(one), 0)
  const share = (part: number, all: number) => (all === 0 ? null : Math.round((1000 * part) / all) / 1000)
  const extraction = (kind: 'must' | 'nice') => ({
    precision: share(
      sum((one) => one[kind].both),
      sum((one) => one[kind].found),
    ),
    recall: share(
      sum((one) => one[kind].both),
      sum((one) => one[kind].marked),
    ),
  })
  return {
    postings: figures.length,
    must: extraction('must'),
    nice: extraction('nice'),
    agreement: share(
      sum((one) => one.agreed),
      sum((one) => one.judged),
    ),
    overclaimed: sum((one) => one.overclaimed.length),
    matched: sum((one) => one.matched),
    partly: sum((one) => one.partly),
    gaps: sum((one) => one.gaps),
    unsupportedCitations: sum((one) => one.unsupported.length),
    mustsUnaccountedFor: sum((one) => one.unaccounted.length),
    slowestMs: Math.max(0, ...figures.map(({ milliseconds }) => milliseconds)),
  }
}

function compare({ requirements }: JobMatch, must: boolean, marked: readonly string[]): Counts {
  const found = requirements.filter((requirement) => requirement.must === must).map(({ text }) => text)
  return {
    found: found.length,
    marked: marked.length,
    both: marked.filter((mark) => found.some((text) => same(text, mark))).length,
  }
}

/** The same clause, give or take the words around it: one holds the other and is not twice as long. */
function same(a: string, b: string): boolean {
  const [one, other] = [plain(a), plain(b)]
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long.includes(short) && short.length * 2 >= long.length
}

/**
 * Whether a quote says what it is cited for: dates of a period, a number of years, a skill by a name of it, or nearly all words of
 * the phrase. Judged here by the quote alone, whatever the matcher thought.
 */
function says(quote: string, proves: string, language: Language): boolean {
  const [, from, to] = /: (\d{4})-\d\d to (\d{4})-\d\d$/.exec(proves) ?? []
  if (from)
    return (
      quote.includes(from) &&
      (quote.includes(to!) || /present|current|since|have worked|seit|depuis|desde/i.test(quote))
    )
  if (/: [\d.]+ years$/.test(proves)) return /\byears\b|\bJahren?\b|\bans\b|\baños\b/.test(quote)
  if (proves === 'degree') return /degree|master|bachelor|licence|diplom|studi/i.test(quote)
  if (namesOfLanguage(proves).some((name) => plain(quote).includes(name))) return true
  if (plain(quote).includes(plain(proves)) || provesSkill(quote, proves, language)) return true
  const said = plain(quote).split(' ')
  const words = plain(proves)
    .split(' ')
    .filter((word) => word.length > 3)
  return words.filter((word) => said.some((other) => other.slice(0, 5) === word.slice(0, 5))).length >= words.length / 2
}

const locales = ['en', 'de', 'fr', 'es'].map((locale) => new Intl.DisplayNames([locale], { type: 'language' }))
const spoken = 'de en es fr it nl pl pt ru zh'.split(' ').map((code) => locales.map((names) => plain(names.of(code)!)))

/** "Deutsch" and what it is called in the other languages. */
function namesOfLanguage(text: string): readonly string[] {
  return spoken.find((names) => names.includes(plain(text))) ?? []
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
}
