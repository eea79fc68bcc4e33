import type { Language } from '#twin'
import { asksForCertificate, asksForDegree } from './check-studies.ts'
import { languagesAsked } from './check-languages.ts'
import { yearsAsked } from './check-years.ts'
import { foldText } from './fold-text.ts'
import { wordsOf } from './material.ts'
import { mentionsIn } from './mentions.ts'

const joint = /,?\s+(?:or|oder|ou|o)\s+(?:(?:else|alternatively|alternativ|sinon|bien)\s+)?/g
/** With more of them it is a list, and trying each would cost time. */
const mostJoints = 3
/** "or similar", "or another one": names nothing that could be looked for. */
const nothingElse =
  /^(?:an? |eine?[rs]? |une? )?(?:similar|equivalent|comparable|related|another|other|more|better|higher|any|something|vergleichbar\w*|ahnlich\w*|gleichwertig\w*|andere?\w*|mehr|hoher\w*|similaires?|equivalente?s?|autres?|plus|similar(?:es)?|otr[oa]s?|mas|superior)\b/

/** One of several things of which each is enough. */
export interface Choice {
  /** As it is named to people. */
  readonly text: string
  /** What it may be proved as: of "health data (HIPAA)" the plain words, or the name that stands for them. */
  readonly readings: readonly string[]
}

/**
 * The two sides of an "or" between things of different kinds: a skill with a name and something in plain words ("GDPR or health
 * data (HIPAA)"), studies and years of work. Empty for everything else; an "or" between skills, languages or fields is for those
 * who know them (`mentionGroups`, `checkLanguages`, `checkDegree`).
 */
export function alternativesIn(text: string, language: Language): Choice[] {
  const folded = foldText(text)
  const joints = [...folded.matchAll(joint)].filter(({ index }) => !isInBrackets(folded, index))
  if (joints.length > mostJoints) return []
  for (const { index, 0: word } of joints) {
    const [before, after] = [text.slice(0, index), text.slice(index + word.length)].map(tidied) as [string, string]
    if (nothingElse.test(foldText(after))) continue
    if (areStudiesAndWork(before, after) || areSkillAndPlain(text, before, after, language))
      return [choiceOf(before), choiceOf(after)]
  }
  return []
}

/** "A degree in statistics or five years of R". */
function areStudiesAndWork(before: string, after: string): boolean {
  return (areStudies(before) && isWork(after)) || (isWork(before) && areStudies(after))
}

const isWork = (side: string): boolean => yearsAsked(side) !== undefined && !areStudies(side)
const areStudies = (side: string): boolean => asksForDegree(side) || asksForCertificate(side)

/** Both sides are all that is asked, and the one that is a skill is nothing else. */
function areSkillAndPlain(text: string, before: string, after: string, language: Language): boolean {
  if (yearsAsked(text) || areStudies(text) || languagesAsked(text).length > 0) return false
  const [left, right] = [before, after].map((side) => mentionsIn(withoutBrackets(side), language).length)
  const isPlain = (side: string) => wordsOf(withoutBrackets(side), language).length > 0 && !/[,;]/.test(side)
  if (left === 1 && right === 0) return endsWithSkill(before, language) && isPlain(after)
  return left === 0 && right === 1 && beginsWithSkill(after, language) && isPlain(before)
}

function endsWithSkill(side: string, language: Language): boolean {
  const bare = withoutBrackets(side).trimEnd()
  return mentionsIn(bare, language).at(-1)!.end === bare.length
}

function beginsWithSkill(side: string, language: Language): boolean {
  const [mention] = mentionsIn(side, language)
  return mention?.start === 0 && wordsOf(side.slice(mention.end), language).length === 0
}

function choiceOf(text: string): Choice {
  const [, bare, detail] = /^([^()]*[^()\s])\s*\(([^()]+)\)$/.exec(text) ?? []
  return { text, readings: bare === undefined || detail === undefined ? [text] : [bare, detail] }
}

/** As long as the text, so that offsets stay. */
const withoutBrackets = (text: string): string => text.replace(/\([^()]*\)/g, (bracket) => ' '.repeat(bracket.length))

function isInBrackets(text: string, at: number): boolean {
  const before = text.slice(0, at)
  return before.lastIndexOf('(') > before.lastIndexOf(')')
}

const tidied = (side: string): string => side.replace(/^[\s,;:.]+|[\s,;:.]+$/g, '')
