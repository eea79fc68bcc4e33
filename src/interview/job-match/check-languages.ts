import { foldText } from './fold-text.ts'
import type { Entry, Material } from './material.ts'
import { together, verdict, type Verdict } from './verdict.ts'

/** Spoken languages, ISO 639-1; their names in our four languages are the platform's (CLDR). */
const codes =
  'ar bg ca cs da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka ko lb lt lv mk ms nb nl pl pt ro ru sk sl sq sr sv th tr uk vi zh'.split(
    ' ',
  )
const others: Readonly<Record<string, string>> = {
  es: 'castellano',
  nb: 'norwegian|norwegisch|norvegien|noruego',
  zh: 'mandarin|chinese|chino',
}

interface LanguageName {
  readonly code: string
  readonly pattern: RegExp
}

let made: readonly LanguageName[] | undefined
/** Made when first asked for, because a start would wait for it. */
const languageNames = (): readonly LanguageName[] => (made ??= codes.map(languageName))

function languageName(code: string): LanguageName {
  const names = ['en', 'de', 'fr', 'es'].map((locale) =>
    foldText(new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code),
  )
  const all = [...new Set([...names, ...(others[code]?.split('|') ?? [])])].map((name) => name.replace(/[()]/g, '\\$&'))
  // German compounds: "Englischkenntnisse", "deutschsprachig".
  return {
    code,
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:${all.join('|')})(?:kenntnisse?n?|sprachig\w*|e[nrs]?)?(?![\p{L}])`,
      'u',
    ),
  }
}

/** CEFR levels as numbers, A1 = 1 to C2 = 6; what people say instead, roughly as the levels' descriptors do. */
const levels: readonly (readonly [level: number, pattern: RegExp])[] = [
  [6, /\bc2\b|native|mother tongue|bilingual|muttersprach\w*|maternelle|bilingue|nativ[oa]|lengua materna/],
  [
    5,
    /\bc1\b|fluen\w+|professional|business|proficien\w+|excellent|advanced|very good|perfect|verhandlungssicher\w*|fliessend\w*|fließend\w*|sehr gut\w*|courant\w*|professionnel\w*|avance\w*|fluido|fluidez|avanzad\w*|alto/,
  ],
  [4, /\bb2\b|good|upper[- ]intermediate|strong|solid|gute?\w*|sicher\w*|bonne?|bon niveau|maitrise|buen\w*/],
  [3, /\bb1\b|intermediate|conversational|working|mittel\w*|intermediaire|intermedio/],
  [2, /\ba2\b|basic|elementary|grundkenntnisse|notions|basico/],
  [1, /\ba1\b|beginner|anfanger\w*|debutant|principiante/],
]
/** When a language is asked for without a level: enough to work in it. */
const workingLevel = 3

/** The spoken languages that a requirement asks for; empty when it is about something else that has a language's name. */
export function languagesAsked(text: string): { code: string; name: string; level: number }[] {
  const folded = foldText(text)
  if (/\b(?:literature|keyboard|gaap|law|tax|cuisine|recht|literatur|droit|derecho)\b/.test(folded)) return []
  return languageNames().flatMap(({ code, pattern }) => {
    const match = pattern.exec(folded)
    if (!match) return []
    const around = folded.slice(Math.max(0, match.index - 40), match.index + match[0].length + 30)
    return [
      {
        code,
        name: text.slice(match.index, match.index + match[0].length).replace(/(?:kenntnisse?n?|sprachig\w*)$/, ''),
        level: levelIn(around) ?? workingLevel,
      },
    ]
  })
}

export function checkLanguages(material: Material, text: string): Verdict | undefined {
  const asked = languagesAsked(text)
  if (asked.length === 0) return undefined
  const verdicts = asked.map(({ code, name, level }) => checkLanguage(material.entries, code, name, level))
  const choice = /\b(?:or|oder|ou|o)\b/.test(foldText(text)) && asked.length > 1
  return choice ? (verdicts.find(({ status }) => status === 'matched') ?? together(verdicts)) : together(verdicts)
}

function checkLanguage(entries: readonly Entry[], code: string, name: string, level: number): Verdict {
  const { pattern } = languageNames().find((language) => language.code === code)!
  const entry = entries.find(
    ({ list, values, about }) =>
      list === 'languages' &&
      pattern.test(foldText(values.get(`${about}/language`) ?? values.get(`${about}/name`) ?? '')),
  )
  if (!entry)
    return verdict('gap', { missing: [name], reasons: [`${name} is not among the languages of the profile.`] })
  const fluency = entry.values.get(`${entry.about}/fluency`) ?? entry.values.get(`${entry.about}/level`)
  const evidence = [{ proves: name, citation: entry.sentences[0]!.citation }]
  const has = fluency === undefined ? undefined : levelIn(foldText(fluency))
  if (has !== undefined && has >= Math.min(level, 5)) return verdict('matched', { evidence })
  // A profile that names a language without a level says that the person speaks it.
  if (has === undefined && level <= workingLevel) return verdict('matched', { evidence })
  return verdict('partly', {
    evidence,
    missing: [`${name} at the level asked for`],
    reasons: [`The profile says of ${name}: ${fluency ?? 'no level'}.`],
  })
}

function levelIn(folded: string): number | undefined {
  return levels.find(([, pattern]) => pattern.test(folded))?.[0]
}
