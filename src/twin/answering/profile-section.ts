import type { Passage } from '../retrieval/search-result.ts'
import { fold } from '../text/terms.ts'
import { lastHeading } from './analyze-passage.ts'
import type { Question } from './analyze-question.ts'
import type { ReadPassage } from './passage-cache.ts'

/** Words below this weight only frame a question. */
const contentWeight = 0.5

/** The headings under which a rendered profile introduces its person, folded, in four languages. */
const introduction = /introduction|presentation|vorstellung/

/** What to search for when a question asks for the person and names nothing: "Who are you?", "Was machst du?". */
export const introductionQuestion = 'introduction présentation Selbstvorstellung presentación about me'

/** True for a question put to the person that has no word of its own to search for. */
export function asksForIntroduction(question: Question): boolean {
  return question.addressed && !question.followUp && question.words.every(({ weight }) => weight < contentWeight)
}

/** True for the part of a profile in which a person introduces themself. */
export function isIntroduction(passage: Passage): boolean {
  return passage.kind === 'profile' && introduction.test(fold(lastHeading(passage)))
}

const aboutMe = /^(about me|a propos de moi|uber mich|sobre mi)$/

/** True for the part of a profile with name, place and summary: the introduction of who wrote none. */
export function isAboutMe(passage: Passage): boolean {
  return passage.kind === 'profile' && aboutMe.test(fold(lastHeading(passage)).trim())
}

/**
 * True for a section of a profile whose heading is just what a question asks for, as "My strengths" is for "What are your
 * strengths?": then every sentence of the section answers, whether or not it repeats the question's words.
 */
export function isSectionAskedFor(question: Question, { passage, analysis }: ReadPassage): boolean {
  if (passage.kind !== 'profile') return false
  const asked = new Map<number, boolean>()
  // A profile tells of today unless it says otherwise, so "now" in a question asks for nothing more.
  const now = new Set(question.terms.filter(({ term }) => term === '~current').map(({ group }) => group))
  const heading = analysis.headingWords
  const terms = new Set(heading.flat())
  for (const { term, group } of question.terms) {
    const word = question.words[group]
    if (!word || word.weight < contentWeight || now.has(group)) continue
    asked.set(group, (asked.get(group) ?? false) || terms.has(term))
  }
  return asked.size > 0 && [...asked.values()].every(Boolean) && isAbout(heading, question)
}

/** True for what the owner answered when this very question was asked before; `question` with what it leans on. */
export function isOwnersAnswer(question: string, { kind, title }: Passage): boolean {
  return kind === 'answer' && bareWords(title) === bareWords(question)
}

function bareWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** At least this share of a heading's words must be asked for: "job" asks for no story that has a job in its title. */
const headingShare = 0.5

function isAbout(heading: readonly (readonly string[])[], question: Question): boolean {
  const sought = new Set(question.terms.map(({ term }) => term))
  const found = heading.filter((terms) => terms.some((term) => sought.has(term)))
  return found.length >= headingShare * heading.length
}
