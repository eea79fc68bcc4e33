import { fold } from '../../text/terms.ts'
import type { FirstPerson } from './align.ts'

const name = String.raw`\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:de|del|la|van|von|zu)\s+)*\p{Lu}[\p{L}.'’-]*){0,3}`
/** "Author: Ana Brill", "**Reviewer:** Tomas Verrick", "Autrice : Ana Brill". */
const labelled =
  /^[\s>*_#-]*(?:authors?|written(?: by)?|reviewers?|reviewed by|by|from|speaker|autrice|auteure?|r[ée]dig[ée]e? par|[ée]crit par|par|de|verfasst von|verfasser(?:in)?|von|autor(?:in|a|es)?|escrito por|por)\s*[*_]*\s*:\s*[*_]*\s*(.{2,120})$/iu
/** "by Ana Brill", alone on a line. */
const unlabelled = new RegExp(
  String.raw`^[\s>*_#-]*(?:[Ww]ritten by|[Bb]y|[Pp]ar|[Vv]on|[Pp]or)\s+(${name})\s*[*_]*(?:[,(].*)?$`,
  'u',
)
/** "Liva, March 2025": a name and a date, alone on a line. */
const signature = new RegExp(
  String.raw`^[\s>*_#—–-]*(${name}),\s+(?:\d{1,2}\.?\s+)?(?:\p{L}+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d\s*$`,
  'u',
)
/** Documents that are about somebody by their kind. */
const aboutSomebody =
  /\b(?:peer review|(?:performance|annual|employee) (?:review|appraisal)|appraisal|letter of (?:reference|recommendation)|(?:reference|recommendation) letter|testimonials?|lettre de recommandation|entretien annuel|certificat de travail|arbeitszeugnis|empfehlungsschreiben|mitarbeitergesprach|carta de recomendacion|evaluacion (?:de|del) desempeno)\b/
const firstPerson =
  /(?:^|[^\p{L}])(?:i|i'm|i've|my|me|je|j'|mon|ma|mes|ich|mein\p{L}*|mich|mir|yo|mi|mis)(?:$|[^\p{L}])/u
/** "My name is Liva." */
const introduction =
  /(?:my name is|my name's|i am|i'm|je m'appelle|mon nom est|je suis|ich heiße|mein name ist|ich bin|me llamo|mi nombre es|soy)\s+(\p{L}[\p{L}'’-]*)/giu
const headLines = 15

/**
 * Whose "I" a source speaks with: by its byline, else by its title, else by whether it names the owner like somebody else
 * while saying "I". `unknown` when nothing tells. Surest with the whole text of a source.
 */
export function speakerOf(
  source: { readonly title: string; readonly text: string; readonly kind: string },
  ownerName: string,
): FirstPerson {
  if (source.kind === 'profile' || source.kind === 'answer') return 'owner'
  const owner = ownerWords(ownerName)
  if (owner.size === 0) return 'unknown'
  const head = source.text
    .split('\n', 60)
    .filter((line) => line.trim() !== '')
    .slice(0, headLines)
  for (const line of head) {
    const author = (labelled.exec(line) ?? unlabelled.exec(line))?.[1]
    if (author !== undefined) return namesOwner(author, owner) ? 'owner' : 'other'
    const signed = signature.exec(line)?.[1]
    if (signed !== undefined && namesOwner(signed, owner)) return 'owner'
  }
  for (const [, introduced = ''] of source.text.matchAll(introduction))
    if (namesOwner(introduced, owner)) return 'owner'
  if (aboutSomebody.test(fold(source.title))) return 'other'
  const prose = source.text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => /[.!?]["”»)]*$/.test(sentence))
  const names = prose.some((sentence) => namesOwner(sentence, owner))
  return names && prose.some((sentence) => firstPerson.test(fold(sentence))) ? 'other' : 'unknown'
}

/** True for a sentence that somebody says of themself. */
export function saysI(sentence: string): boolean {
  return firstPerson.test(fold(sentence))
}

/** The folded words of a name that can stand for the person. */
export function ownerWords(name: string): ReadonlySet<string> {
  return new Set((fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1))
}

function namesOwner(text: string, owner: ReadonlySet<string>): boolean {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => owner.has(word))
}
