import type { Language } from '#twin'
import { alternativesIn } from './alternatives.ts'
import { checkCertificate, checkDegree } from './check-studies.ts'
import { checkLanguages, languagesAsked } from './check-languages.ts'
import { checkQuantity } from './check-quantity.ts'
import { checkYears, yearsAsked } from './check-years.ts'
import { termsOf, wordsOf, type Material, type Sentence } from './material.ts'
import { mentionGroups, placesOf, type Alternatives, type Mention } from './mentions.ts'
import type { Requirement } from './requirements.ts'
import { bestOf, eitherOf, together, verdict, type Evidence, type Verdict } from './verdict.ts'
import { checkWords } from './check-words.ts'

/**
 * Looks for what proves a requirement. Everything it names must be proved: each skill by a sentence that has its name (or one of
 * what cannot be known without it), years by dates, languages, degrees and certificates by the profile's entries. What is not
 * clearly proved is missing: "partly" is said only where one part is proved and another is not.
 */
export async function matchRequirement(
  material: Material,
  { text }: Pick<Requirement, 'text'>,
  language: Language,
): Promise<Verdict> {
  const choices = alternativesIn(text, language)
  if (choices.length < 2) return matchOne(material, text, language)
  const verdicts: Verdict[] = []
  for (const { readings } of choices) {
    const read: Verdict[] = []
    for (const reading of readings) read.push(await matchOne(material, reading, language))
    verdicts.push(bestOf(read))
  }
  return eitherOf(
    choices.map((choice) => choice.text),
    verdicts,
  )
}

async function matchOne(material: Material, text: string, language: Language): Promise<Verdict> {
  const studied = checkDegree(material, text, language)
  if (studied) return studied
  const time = yearsAsked(text)
  const certified = time ? undefined : checkCertificate(material, text, language)
  if (certified) return certified
  const spoken = checkLanguages(material, text)
  const subject = time?.rest ?? text
  const groups = mentionGroups(subject, language).filter((group) => !(spoken && group.some(isLanguage)))
  if (spoken && groups.length === 0 && time === undefined) return spoken
  const found = await material.find(subject, language)
  const sentences = [...material.sentences, ...found]
  const parts: Verdict[] = spoken ? [spoken] : []
  const counted = checkQuantity(material, found, subject)
  if (counted) parts.push(counted)
  if (time) parts.push(checkTime(material, time, timed(groups), language))
  for (const group of groups)
    if (!time || group !== timed(groups)) parts.push(proveGroup(sentences, group, subject, language))
  if (groups.length === 0 && !time && !(counted?.status === 'matched'))
    parts.push(checkWords(material, sentences, subject, language))
  return withContext(together(parts), material, found, { groups, subject, language })
}

const isLanguage = (mention: Mention): boolean => languagesAsked(mention.name).length > 0

/** Years are asked of what is named most exactly: of PostgreSQL, in "five years of database administration with PostgreSQL". */
const timed = (groups: readonly Alternatives[]): Alternatives | undefined =>
  groups.find((group) => !group.every(({ broad }) => broad)) ?? groups[0]

function checkTime(
  material: Material,
  time: { years: number; rest: string },
  first: Alternatives | undefined,
  language: Language,
): Verdict {
  if (first) {
    const name = first.map((mention) => mention.name).join(' or ')
    return checkYears(material, time.years, {
      name,
      proves: (sentence) => first.some((mention) => names(sentence, mention)),
    })
  }
  const [head = ''] = time.rest.split(/,|;|\s(?:with|mit|avec|con)\s/)
  const words = wordsOf(head, language)
  if (words.length === 0) return checkYears(material, time.years, undefined)
  const says = (sentence: Sentence) => {
    const said = termsOf(sentence.text, sentence.language)
    return words.every(({ keys }) => keys.some((key) => said.has(key)))
  }
  return checkYears(material, time.years, { name: words.map(({ word }) => word).join(' '), proves: says })
}

function proveGroup(sentences: readonly Sentence[], group: Alternatives, subject: string, language: Language): Verdict {
  for (const mention of group) {
    const evidence = proofsOf(sentences, mention, subject, language)
    if (evidence.length > 0) return verdict('matched', { evidence })
  }
  return verdict('gap', { missing: [group.map(({ name }) => name).join(' or ')] })
}

const proofsShown = 2
/** What somebody did counts for more than what they say they know. */
const listRank: Readonly<Record<string, number>> = {
  work: 2,
  projects: 2,
  'x-pollux/achievements': 1.5,
  certificates: 1.5,
  skills: 1,
  volunteer: 0.5,
}

/** The best sentences that have the skill's name and do not deny it, from different entries. */
function proofsOf(sentences: readonly Sentence[], mention: Mention, subject: string, language: Language): Evidence[] {
  const wanted = wordsOf(subject, language)
  const proofs = sentences
    .filter((sentence) => names(sentence, mention))
    .map((sentence) => {
      const said = termsOf(sentence.text, sentence.language)
      const shared = wanted.filter(({ keys }) => keys.some((key) => said.has(key))).length
      return { sentence, score: 2 * shared + (listRank[sentence.entry?.list ?? ''] ?? 0) }
    })
    .toSorted((a, b) => b.score - a.score)
  const chosen: Sentence[] = []
  for (const { sentence } of proofs) {
    if (chosen.some((other) => other.entry === sentence.entry && sentence.entry !== undefined)) continue
    if (chosen.push(sentence) === proofsShown) break
  }
  return chosen.map(({ citation }) => ({ proves: mention.name, citation }))
}

const denial =
  /(?<![\p{L}])(?:no|not|never|without|neither|nor|lack\w*|don't|didn't|haven't|isn't|cannot|kein\w*|nicht|nie|ohne|jamais|pas|aucune?|sans|nunca|ningun\w*|sin)\s+(?:[\p{L}\p{N}'-]+\s+){0,4}$/u

function names({ text, folded }: Sentence, mention: Mention): boolean {
  return placesOf(mention.proven, text, folded).some(
    ({ start }) => !denial.test(folded.slice(Math.max(0, start - 60), start)),
  )
}

/** Of a broad skill, the rest of the requirement must be the person's world too; where it is not, the skill alone is proved. */
function withContext(
  found: Verdict,
  material: Material,
  sentences: readonly Sentence[],
  { groups, subject, language }: { groups: readonly Alternatives[]; subject: string; language: Language },
): Verdict {
  const named = groups.flat()
  if (found.status !== 'matched' || named.length === 0 || !named.every(({ broad }) => broad)) return found
  let rest = subject
  for (const { start, end } of named) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  const words = wordsOf(rest, language)
  const known = material.vocabulary.union(
    new Set(sentences.flatMap(({ text, language: written }) => [...termsOf(text, written)])),
  )
  const strange = words.filter(({ keys }) => !keys.some((key) => known.has(key)))
  if (strange.length <= words.length * mostStrange) return found
  return {
    ...found,
    status: 'partly',
    missing: [strange.map(({ word }) => word).join(', ')],
    reasons: [...found.reasons, `The sources say nothing of: ${strange.map(({ word }) => word).join(', ')}.`],
  }
}

const mostStrange = 0.25
