import type { Language } from '#twin'
import { termsOf, wordsOf, type Material, type Sentence } from './material.ts'
import { verdict, type Verdict } from './verdict.ts'

/** Shares of the words that a sentence must have, and that an entry must have in its sentences together. */
const inOneSentence = 0.75
const inOneEntry = 0.85
/** What a word counts that is there by its concept alone, in the same language: "hospital" and "health" are near, and not the same. */
const byConcept = 0.4
/** Of fewer words, having them all may be chance: "communication" is a team's name too. */
const fewestWords = 2

/**
 * For a requirement that names no skill we know: a sentence that has nearly all of its words, or an entry of the profile whose
 * sentences together have them; in the same form, another form, or as a translation of the same concept.
 */
export function checkWords(
  material: Material,
  sentences: readonly Sentence[],
  text: string,
  language: Language,
): Verdict {
  const words = wordsOf(text, language)
  const missing = [text]
  if (words.length < fewestWords) return verdict('gap', { missing })
  const best = sentences
    .map((sentence) => ({ sentence, share: shareOf(termsOf(sentence.text, sentence.language), sentence.language) }))
    .toSorted((a, b) => b.share - a.share)[0]
  if (best && best.share >= inOneSentence)
    return verdict('matched', { evidence: [{ proves: text, citation: best.sentence.citation }] })
  for (const entry of material.entries) {
    const terms = entry.sentences.map((sentence) => termsOf(sentence.text, sentence.language))
    if (
      words.length < 3 ||
      shareOf(
        terms.reduce((all, some) => all.union(some), new Set<string>()),
        entry.sentences[0]!.language,
      ) < inOneEntry
    )
      continue
    const chosen = entry.sentences
      .map((sentence, place) => ({ sentence, share: shareOf(terms[place]!, sentence.language) }))
      .toSorted((a, b) => b.share - a.share)
      .slice(0, 2)
    if (chosen[0]!.share >= 0.5)
      return verdict('matched', {
        evidence: chosen.map(({ sentence }) => ({ proves: text, citation: sentence.citation })),
      })
  }
  return verdict('gap', { missing })

  function shareOf(terms: ReadonlySet<string>, written: Language): number {
    const sum = words.reduce((total, { keys: [stem, ...concepts] }) => {
      if (terms.has(stem!)) return total + 1
      return concepts.some((concept) => terms.has(concept)) ? total + (written === language ? byConcept : 1) : total
    }, 0)
    return sum / words.length
  }
}
