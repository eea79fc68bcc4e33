import type { Language } from '#twin'
import { foldText } from './fold-text.ts'
import { kindOf, type PostingText } from './posting-sections.ts'

/** What a posting says of the post, as it says it; what it does not say is absent. */
export interface PostingFacts {
  readonly company?: string
  readonly location?: string
  readonly salary?: string
  readonly seniority?: Seniority
  readonly employmentType?: string
  readonly validThrough?: string
}

export const seniorities = ['intern', 'junior', 'mid', 'senior', 'lead', 'executive'] as const
export type Seniority = (typeof seniorities)[number]

const ranks: readonly (readonly [Seniority, RegExp])[] = [
  [
    'intern',
    /\b(?:intern(?:ship)?|trainee|praktik\w+|werkstudent\w*|stage|stagiaire|becari\w+|apprentice\w*|alternan\w+|azubi)\b/,
  ],
  [
    'executive',
    /\b(?:c[etfio]o|chief|vice president|vp|head of|director|directeur|directrice|directora?|geschaftsfuhr\w+)\b/,
  ],
  [
    'lead',
    /\b(?:lead|principal|staff|manager\w*|team ?lead|leiter\w*|teamleit\w+|responsable|chef|jefe|jefa|encargad\w+)\b/,
  ],
  ['senior', /\b(?:senior|sr|experienced|erfahren\w*|confirme\w*|experimente\w*)\b/],
  ['junior', /\b(?:junior|jr|graduate|entry[- ]level|berufseinsteiger\w*|debutant\w*)\b/],
  ['mid', /\b(?:mid[- ]level|intermediate|mid)\b/],
]

const types: readonly (readonly [string, RegExp])[] = [
  ['full-time', /\bfull[- ]time\b|\bvollzeit\b|\btemps plein\b|\bjornada completa\b|\btiempo completo\b/],
  ['part-time', /\bpart[- ]time\b|\bteilzeit\b|\btemps partiel\b|\bmedia jornada\b|\btiempo parcial\b/],
  ['permanent', /\bpermanent\b(?! residen)|\bunbefristet\w*|\bcdi\b|\bindefinido\b/],
  ['fixed-term', /\bfixed[- ]term\b|\bbefristet\w*|\bcdd\b|\bcontrato temporal\b/],
  ['contract', /\bcontract(?:or)? (?:role|position|basis)|\bfreelanc\w+/],
  ['internship', /\binternship\b|\bpraktikum\b|\bpracticas\b/],
]

/** At most three groups, so that a long row of figures is not tried in every length from each of its figures. */
const amount = String.raw`\d{1,3}(?:[.,'’ \u00a0]\d{3}){1,3}(?:[.,]\d{2})?|\d{2,3}(?:[.,]\d)?\s?k\b|\d{4,6}`
const currency = String.raw`EUR|USD|GBP|CHF|euros?|€|\$|£`
const salary = new RegExp(
  String.raw`(?:(?:${currency})\s?(?:${amount})|(?:${amount})\s?(?:${currency})|(?:${amount})\s?(?:-|–|to|bis|à|a|and|und|et|y)\s?(?:${amount})\s?(?:${currency}))(?:\s?(?:-|–|to|bis|à|a|and|und|et|y)\s?(?:${currency})?\s?(?:${amount})(?:\s?(?:${currency}))?)?(?:\s?(?:a|per|/|pro|par|al|por)\s?(?:year|month|hour|jahr|monat|stunde|an|mois|heure|año|mes|hora|annum))?`,
  'iu',
)
/** Words near which an amount is pay, not a budget for training. */
const payWords =
  /salar|\bpay\b|\bpaid\b|gehalt|vergut|remuner|sueldo|a year|per year|per annum|pro jahr|par an|al ano|compensation|wage|full-time position/

/** What a text says of the post in its lines; what the page said in fields comes first. */
export function postingFacts(
  { text }: PostingText,
  title: string,
  given: Readonly<
    Partial<Record<'company' | 'location' | 'salary' | 'employmentType' | 'validThrough', string | undefined>>
  >,
): PostingFacts {
  const folded = foldText(text)
  const lines = text.split('\n').map((line) => line.trim())
  const facts = {
    company:
      given.company ??
      labelled(lines, /^(?:company|employer|organi[sz]ation|arbeitgeber|unternehmen|entreprise|empresa)$/) ??
      companyIn(lines, title),
    location:
      given.location ??
      labelled(lines, /^(?:location|place|place of work|standort|arbeitsort|lieu|localisation|ubicacion|lugar)$/) ??
      locationIn(lines),
    salary: given.salary ?? salaryIn(text, folded),
    seniority: ranks.find(([, pattern]) => pattern.test(foldText(title)))?.[0],
    employmentType:
      given.employmentType ??
      (types
        .filter(([, pattern]) => pattern.test(folded))
        .map(([type]) => type)
        .join(', ') ||
        undefined),
    validThrough: given.validThrough,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as PostingFacts
}

/** "Employer: St Osmund's Vale Hospital", and the row of a table that reads so. */
function labelled(lines: readonly string[], label: RegExp): string | undefined {
  for (const line of lines) {
    const [, name, value] = /^\W*([^:]{3,25}):\s+(.{2,100})$/.exec(line) ?? []
    if (name && label.test(foldText(name.trim()))) return value!.trim()
  }
  return undefined
}

/** The line below the title is the company's on most boards, with the place after a bar, a dot or a comma. */
function companyIn(lines: readonly string[], title: string): string | undefined {
  const [next = ''] = lines.slice(lines.indexOf(title) + 1).filter((line) => line !== '')
  const [first = ''] = next.split(/\s[|·•]\s/)
  const [name = '', ...rest] = first.split(', ')
  const isCompany =
    /^\p{Lu}[\p{L}\p{N}&.'’ -]{1,59}$/u.test(name) &&
    name.split(' ').length <= 6 &&
    !/[.:]$/.test(name) &&
    !kindOf(name)
  if (lines.includes(title) && isShort(next) && isCompany && !isPlace(rest.at(-1) ?? '')) return name
  for (const line of lines.slice(0, 20)) {
    const [, who] =
      /^((?:\p{Lu}[\p{L}\p{N}&'’-]*\s){1,4})(?:is|are) (?:looking|hiring|seeking|searching)\b/u.exec(line) ?? []
    if (who) return who.trim()
  }
  return undefined
}

const isShort = (line: string): boolean => line.length <= 120 && !/[.!?]\s/.test(line)

let countries: ReadonlySet<string> | undefined
/** Their names, when first asked for. */
const countryNames = (): ReadonlySet<string> =>
  (countries ??= new Set(
    ['en', 'de', 'fr', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
      const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
      return letters.flatMap((a) => letters.flatMap((b) => names.of(a + b)?.toLowerCase() ?? []))
    }),
  ))

/** A country, or the two letters of a state or a country: "Austin, TX". */
function isPlace(text: string): boolean {
  const name = text.replace(/\s*\(.*\)$/, '')
  return countryNames().has(name.toLowerCase()) || /^\p{Lu}{2,3}$/u.test(name)
}

/** "Grenoble, France" in the first lines, alone, before a bracket or between bars. */
function locationIn(lines: readonly string[]): string | undefined {
  for (const line of lines.filter(Boolean).slice(1, 8)) {
    if (!isShort(line)) continue
    for (const part of line.split(/\s[|·•]\s/)) {
      const place = part.trim().replace(/\s*\(.*\)$/, '')
      if (place.length <= 60 && isPlace(place.split(', ').slice(1).at(-1) ?? '')) return place
    }
  }
  return undefined
}

function salaryIn(text: string, folded: string): string | undefined {
  let start = 0
  for (const line of text.split('\n')) {
    const said = folded.slice(start, start + Math.min(line.length, 400))
    start += line.length + 1
    const [found] = (payWords.test(said) && salary.exec(line)) || []
    if (found !== undefined) return found.trim()
  }
  return undefined
}

/** How a posting's language is named to who reads the note about it. */
export function languageNote(language: Language): string | undefined {
  return language === 'und'
    ? 'The requirements could not be read: this posting is in none of the languages whose requirements Pollux reads (English, German, French, Spanish), or its text is too short to tell.'
    : undefined
}
