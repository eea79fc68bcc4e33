import { detectLanguage, type Language } from '#twin'
import { foldText } from './fold-text.ts'

/** Words that few texts of the language are without, and few of other languages have, folded. */
const frequent: Readonly<Record<Exclude<Language, 'und'>, RegExp>> = {
  en: /\b(?:the|and|of|with|for|you|we|our|to|is|are|your)\b/g,
  de: /\b(?:und|der|die|das|mit|fur|wir|sie|ein|eine|zu|ist|sind)\b/g,
  fr: /\b(?:et|les|des|pour|vous|nous|avec|dans|une|est|sont|votre)\b/g,
  es: /\b(?:los|las|para|con|una|el|nuestr[oa]s?|que|del|es|son|tu)\b/g,
}
const fewest = 6

/**
 * The language of a posting. Where names of products outnumber the words of any language, detection gives up; the words that hold the
 * few sentences together still tell it, when those of one language are at least twice as many as of each other.
 */
export function languageOfPosting(text: string, detected: Language): Language {
  if (detected !== 'und') return detected
  const prose = text
    .split('\n')
    .filter((line) => !/^\s*(?:[-*•]|\d+[.)])\s/.test(line))
    .join('\n')
    .slice(0, 20_000)
  const again = detectLanguage(prose)
  if (again !== 'und') return again
  const folded = foldText(prose)
  const counts = Object.entries(frequent)
    .map(([language, words]) => ({ language: language as Language, count: folded.match(words)?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  return first!.count >= fewest && first!.count >= 2 * second!.count ? first!.language : 'und'
}
