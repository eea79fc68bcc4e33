import type { Citation, Language } from '#twin'
import { foldText } from '../job-match/fold-text.ts'
import type { JobMatch } from '../job-match/job-schemas.ts'
import { termsOf, wordsOf } from '../job-match/material.ts'
import { mentionsIn, placesOf } from '../job-match/mentions.ts'

const weights = { cited: 4, skill: 3, word: 1 } as const

/** How much a value of the profile says of what a posting asks for: it proves a requirement, names a skill of one, shares its words. */
export function relevanceTo(
  requirements: JobMatch['requirements'],
  postingLanguage: string,
): (value: string, citation: Citation) => number {
  const language = postingLanguage as Language
  const cited = requirements.flatMap(({ evidence }) => evidence.map(({ citation }) => citation))
  const skills = new Map(
    requirements.flatMap(({ text }) => mentionsIn(text, language).map((mention) => [mention.skill, mention] as const)),
  )
  const words = new Set(requirements.flatMap(({ text }) => wordsOf(text, language).flatMap(({ keys }) => keys)))
  return (value, citation) => {
    const folded = foldText(value)
    const proves = cited.some(
      ({ sourceId, start, end, quote }) =>
        sourceId === citation.sourceId &&
        start < citation.end &&
        citation.start < end &&
        (quote.includes(value) || value.includes(quote)),
    )
    const named = [...skills.values()].filter(({ proven }) => placesOf(proven, value, folded).length > 0).length
    const shared = [...termsOf(value, language)].filter((term) => words.has(term)).length
    return (proves ? weights.cited : 0) + weights.skill * named + weights.word * shared
  }
}
