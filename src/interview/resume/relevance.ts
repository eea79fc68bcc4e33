import type { Citation, Language } from '#twin'
import { foldText } from '../job-match/fold-text.ts'
import type { JobMatch } from '../job-match/job-schemas.ts'
import { termsOf, wordsOf } from '../job-match/material.ts'
import { mentionsIn, placesOf, type Mention } from '../job-match/mentions.ts'

const weights = { cited: 4, mustSkill: 3, niceSkill: 1, word: 1 } as const

/** How much a value of the profile says of what a posting asks for: it proves a requirement, names a skill of one, shares its words. */
export function relevanceTo(
  requirements: JobMatch['requirements'],
  { title, language: postingLanguage }: { title: string; language: string },
): (value: string, citation: Citation) => number {
  const language = postingLanguage as Language
  const cited = requirements.flatMap(({ evidence }) => evidence.map(({ citation }) => citation))
  const skills = new Map<string, { mention: Mention; weight: number }>()
  // What the post is named after is asked for too.
  for (const { text, must } of [{ text: title, must: true }, ...requirements])
    for (const mention of mentionsIn(text, language)) {
      const weight = (must ? weights.mustSkill : weights.niceSkill) + (skills.get(mention.skill)?.weight ?? 0)
      skills.set(mention.skill, { mention, weight })
    }
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
    const named = [...skills.values()]
      .filter(({ mention }) => placesOf(mention.proven, value, folded).length > 0)
      .reduce((sum, { weight }) => sum + weight, 0)
    const shared = [...termsOf(value, language)].filter((term) => words.has(term)).length
    return (proves ? weights.cited : 0) + named + weights.word * shared
  }
}
