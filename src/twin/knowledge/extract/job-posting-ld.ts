import { cleanText, collapse } from './text-builder.ts'

type Json = Readonly<Record<string, unknown>>

/** The parts of a schema.org `JobPosting` (https://schema.org/JobPosting) that are read, as the page wrote them. */
export type JobPosting = Json & { readonly description?: string | undefined }

/** What a posting says of itself in fields: single lines of at most 300 characters. */
export interface PostingFacts {
  title?: string
  company?: string
  location?: string
  salary?: string
  /** Such as "full-time, contract". */
  employmentType?: string
  /** As the page wrote it. */
  validThrough?: string
}

const deepestGraph = 6
const mostNodes = 10_000

/** The first `JobPosting` in a JSON-LD text, undefined when there is none or the text is no JSON. */
export function findJobPosting(source: string): JobPosting | undefined {
  const parsed = parseLoose(source)
  let level = [parsed]
  let looked = 0
  for (let depth = 0; depth < deepestGraph && level.length > 0; depth++) {
    const next: unknown[] = []
    for (const value of level) {
      if (++looked > mostNodes) return undefined
      if (!isObject(value)) {
        if (Array.isArray(value)) for (const item of value) next.push(item)
        continue
      }
      const types = Array.isArray(value['@type']) ? value['@type'] : [value['@type']]
      if (types.some((type) => typeof type === 'string' && /(?:^|[/:])JobPosting$/.test(type))) {
        const { description } = value
        return { ...value, description: typeof description === 'string' ? description : undefined }
      }
      for (const item of Object.values(value)) if (typeof item === 'object') next.push(item)
    }
    level = next
  }
  return undefined
}

/** Line breaks inside of strings are forbidden in JSON and common in pages. */
function parseLoose(source: string): unknown {
  const text = source.trim().replace(/^<!\[CDATA\[|\]\]>;?$/g, '')
  for (const candidate of [text, text.replace(/\p{Cc}/gu, ' ')]) {
    try {
      return JSON.parse(candidate)
    } catch {
      continue
    }
  }
  return undefined
}

export function factsOfPosting(posting: JobPosting): PostingFacts {
  const facts = {
    title: line(posting['title']) ?? line(posting['name']),
    company: named(posting['hiringOrganization']),
    location: locationOf(posting),
    salary: salaryOf(posting['baseSalary']),
    employmentType: list(posting['employmentType'])
      .map((type) => type.toLowerCase().replaceAll('_', '-'))
      .join(', '),
    validThrough: line(posting['validThrough']),
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value)) as PostingFacts
}

function locationOf(posting: JobPosting): string | undefined {
  const places = [posting['jobLocation']].flat().flatMap((place) => {
    const address = isObject(place) ? (place['address'] ?? place) : place
    if (!isObject(address)) return line(address) ?? []
    const parts = ['addressLocality', 'addressRegion', 'addressCountry'].flatMap((key) => named(address[key]) ?? [])
    return parts.length > 0 ? [parts.join(', ')] : []
  })
  const remote = line(posting['jobLocationType']) === 'TELECOMMUTE' ? ['remote'] : []
  return line([...new Set([...places, ...remote])].slice(0, 5).join('; '))
}

function salaryOf(salary: unknown): string | undefined {
  if (!isObject(salary)) return line(salary)
  const value = isObject(salary['value']) ? salary['value'] : salary
  const [from, to] = [line(value['minValue'] ?? value['value']), line(value['maxValue'])]
  const amount = from && to && from !== to ? `${from} to ${to}` : (from ?? to)
  const unit = line(value['unitText'] ?? salary['unitText'])?.toLowerCase()
  return amount && line([amount, line(salary['currency']), unit && `a ${unit}`].filter(Boolean).join(' '))
}

const fields = [
  ['qualifications', 'Qualifications', /[;\n•]+/],
  ['experienceRequirements', 'Required experience', /[;\n•]+/],
  ['educationRequirements', 'Required education', /[;\n•]+/],
  ['skills', 'Required skills', /[;,\n•]+/],
] as const

/** What the fields on requirements ask for that the description does not say, by heading. */
export function requirementFields(posting: JobPosting, description: string): [heading: string, items: string[]][] {
  const said = new Set(wordsOf(description))
  return fields.flatMap(([key, heading, separator]): [string, string[]][] => {
    const items = list(posting[key])
      .flatMap((text) => text.replace(/<[^>]*>/g, '\n').split(separator))
      .flatMap((item) => line(item) ?? [])
      .filter(
        (item) =>
          !/^(?:no requirements?|none|n\/a|keine?)\b/i.test(item) && !wordsOf(item).every((word) => said.has(word)),
      )
      .slice(0, 50)
    return items.length > 0 ? [[heading, items]] : []
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}+#]{2,}/gu) ?? []
}

/** Texts of a field that may be a text, a list, or an object with a name, a category or a number of months. */
function list(value: unknown): string[] {
  return [value].flat().flatMap((item): string[] => {
    if (typeof item === 'string') return [item]
    if (!isObject(item)) return []
    const months = item['monthsOfExperience']
    if (typeof months === 'number' && months >= 12 && months <= 600)
      return [`${Math.floor(months / 12)}+ years of experience`]
    return list(item['name'] ?? item['credentialCategory'] ?? item['description'])
  })
}

function named(value: unknown): string | undefined {
  return isObject(value) ? line(value['name']) : line(value)
}

function line(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return (
    collapse(cleanText(String(value)))
      .slice(0, 300)
      .toWellFormed() || undefined
  )
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
