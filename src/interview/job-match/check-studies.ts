import { degreeRank, type Language } from '#twin'
import { sameField } from './fields-of-study.ts'
import { foldText } from './fold-text.ts'
import { termsOf, wordsOf, type Entry, type Material } from './material.ts'
import { mentionsIn } from './mentions.ts'
import { verdict, type Verdict } from './verdict.ts'

/** Ranks follow the Bologna cycles as in the profile (ISCED 2011: 6 bachelor, 7 master, 8 doctorate). */
const degrees: readonly (readonly [rank: number, pattern: RegExp])[] = [
  [
    6,
    /\b(?:bachelor\w*|b\.?sc|licence (?:en|de|professionnelle)|licenciatura|grado (?:en|universitario)|bac ?\+ ?3|undergraduate)\b/,
  ],
  [
    7,
    /\b(?:master'?s?(?: degree| in| of)|masters?\b|m\.?sc|mba|diplom\b|diplom-\w+|bac ?\+ ?5|ingenieur (?:diplome|en)|ecole d'ingenieurs?|postgraduate)\b/,
  ],
  [8, /\b(?:ph\.?d|doctorate|doctoral degree|promotion in|promoviert|doctorat|doctorado)\b/],
]
/** A degree without its rank: any from a university. */
const anyDegree = [
  6,
  /\b(?:(?:university|college|academic|science|technical|engineering|relevant|related|\w+'s) )?degrees?\b|\b(?:\w*studium|hochschulabschluss|hochschulstudium|universitatsabschluss|studienabschluss|abgeschlossenes studium)\b|\b(?:diplome|diplome d'etudes|formation superieure|titulacion|titulo universitario|estudios universitarios|carrera universitaria)\b|\bdegree[- ]qualified\b|\bpostgraduate qualification\b/,
] as const
const higherOnly = /\bto a (?:high|large|great) degree|degree of (?!\w+ (?:in|from))|degrees (?:celsius|of freedom)\b/

export const asksForDegree = (text: string): boolean => ranksAsked(text).length > 0
export const asksForCertificate = (text: string): boolean => certificateWords.test(foldText(text))

function ranksAsked(text: string): number[] {
  const folded = foldText(text)
  if (higherOnly.test(folded)) return []
  const named = degrees.filter(([, pattern]) => pattern.test(folded)).map(([rank]) => rank)
  return named.length === 0 && anyDegree[1].test(folded) ? [anyDegree[0]] : named
}

/** Whether a degree is asked for, and the profile has it: of the rank, in one of the fields, and finished. */
export function checkDegree(material: Material, text: string, language: Language): Verdict | undefined {
  const named = ranksAsked(text)
  if (named.length === 0) return undefined
  const asked = Math.min(...named)
  const fields = fieldsAsked(text, language)
  const studies = material.entries.filter(
    ({ list, about, values }) => list === 'education' && rankOf(values, about) > 0,
  )
  const label = text.length <= 80 ? text : 'the degree asked for'
  const enough = studies.filter(({ values, about }) => rankOf(values, about) >= asked)
  if (enough.length === 0)
    return verdict('gap', {
      missing: [label],
      reasons: [
        studies.length > 0 ? 'The degrees of the profile are below the one asked for.' : 'The profile names no degree.',
      ],
    })
  const fitting = enough.filter(
    (entry) => fields.length === 0 || fields.some((field) => covers(entry, field, language)),
  )
  const finished = fitting.filter((entry) => entry.months !== undefined && entry.months.to < material.month)
  const best = finished[0] ?? fitting[0] ?? enough[0]!
  const evidence = [{ proves: 'degree', citation: best.sentences[0]!.citation }]
  if (finished.length > 0) return verdict('matched', { evidence })
  if (fitting.length > 0)
    return verdict('partly', {
      evidence,
      missing: [label],
      reasons: ['The profile does not say that these studies are finished.'],
    })
  return verdict('partly', {
    evidence,
    missing: [`degree in ${fields.join(' or ')}`],
    reasons: ['The degree of the profile is in another field than those named.'],
  })
}

function rankOf(values: ReadonlyMap<string, string>, about: string): number {
  return degreeRank(values.get(`${about}/studyType`) ?? '')
}

/** "in computer science, statistics or a related field" names two; what is only related is nobody's to judge by rules. */
function fieldsAsked(text: string, language: Language): string[] {
  const [, list] =
    /\b(?:degree|diploma|bachelor\S*|master\S*|studium|abschluss|studies|qualification|dipl[oô]me|licence|formation|grado|titulaci[oó]n|licenciatura|m[aá]ster|ingenier[ií]a|ph\.?d\.?|doctorate)\b[^,.;(]{0,25}?\s(?:in|of|en|der|des|im bereich|im fach|im|d')\s*(.+)$/iu.exec(
      text,
    ) ?? []
  return (list ?? fieldBefore(text, language))
    .split(/,|\/|\s(?:or|oder|ou|o|and|und|et|y)\s|[()]/iu)
    .map((field) => field.replace(/^(?:an?|the|einer?|un|une|una)\s+/i, '').trim())
    .filter(
      (field) =>
        wordsOf(field, language).length > 0 &&
        !/\b(?:related|similar|equivalent|comparable|relevant|vergleichbar\w*|[äa]hnlich\w*|similaire|equivalent\w*|afin)\b/iu.test(
          field,
        ),
    )
    .slice(0, 10)
}

/** "A computer science or engineering degree", "Informatikstudium": what stands right before the word, up to its article or verb. */
function fieldBefore(text: string, language: Language): string {
  const [, lead] =
    /((?:[\p{L}'’&-]+,?[ /]){1,8})(?:degrees?|studium)(?![\p{L}])/iu.exec(text) ??
    /(?<![\p{L}])(\p{L}[\p{L}-]*?)-?(?:studium)(?![\p{L}])/iu.exec(text) ??
    []
  const words = (lead ?? '').trim().split(/\s+/)
  const isField = (word: string) =>
    /^(?:or|oder|and|und)$/i.test(word) ||
    (!anyRank.test(foldText(word)) && wordsOf(word.replace(/,$/, ''), language).length > 0)
  const last = words.findLastIndex((word) => !isField(word))
  return words.slice(last + 1).join(' ')
}

/** Words before "degree" that say how high it is or where it is from, and not in what; and verbs. */
const anyRank =
  /^(?:university|college|academic|technical|graduate|undergraduate|postgraduate|bachelor\W?s?|master\W?s?|doctoral|honou?rs|first|second|higher|completed|finished|formal|four-year|tertiary|hochschul|fach|hochschulabgeschlossenes|abgeschlossenes|akademisches|possess|obtained|earned|graduated|have|has)$/

function covers(entry: Entry, field: string, language: Language): boolean {
  if (sameField(field, entry.values.get(`${entry.about}/area`) ?? '')) return true
  const said = new Set(entry.sentences.flatMap((sentence) => [...termsOf(sentence.text, sentence.language)]))
  return wordsOf(field, language).every(({ keys }) => keys.some((key) => said.has(key)))
}

const certificateWords =
  /\b(?:certificates?|certifications?|certified|zertifikate?|zertifizierung\w*|zertifiziert\w*|certificats?|certifications?|certifiee?|certificad[oa]s?|certificacion\w*|licen[cs]ed? (?:as|to)|registration|registered|approbation|fuhrerschein|driving licen[cs]e|permis de conduire|carnet de conducir)\b/
const frame =
  /\b(?:certificates?|certifications?|certified|valid|current|holder|obtained|an?|the|or|equivalent|similar)\b/gi

/** Whether a certificate, registration or licence is asked for, and one of the profile's carries all that its name says. */
export function checkCertificate(material: Material, text: string, language: Language): Verdict | undefined {
  if (!asksForCertificate(text)) return undefined
  const names = mentionsIn(text, language)
  const asked =
    names.length > 0 ? names.map(({ name }) => name) : [text.replace(frame, ' ').replace(/\s+/g, ' ').trim()]
  const held = material.entries.filter(({ list }) => list === 'certificates')
  for (const entry of held) {
    const value = entry.values.get(`${entry.about}/name`) ?? ''
    const said = termsOf(value, 'en').union(termsOf(value, language))
    const carries = (name: string) => {
      const words = wordsOf(name.replace(frame, ' '), language)
      return words.length > 0 && words.every(({ keys }) => keys.some((key) => said.has(key)))
    }
    if (asked.some(carries) || carries(withoutVerbs(text)))
      return verdict('matched', { evidence: [{ proves: value, citation: entry.sentences[0]!.citation }] })
  }
  const missing = names.length > 0 ? names.map(({ name }) => name).join(' or ') : asked[0]!
  return verdict('gap', { missing: [missing], reasons: ['The profile names no such certificate.'] })
}

function withoutVerbs(text: string): string {
  return text.replace(/\b(?:you|must|hold|have|need|be|are|to|with)\b/gi, ' ')
}
