import { detectLanguage, type Language } from '#twin'
import { foldText } from './fold-text.ts'

/** Words that no prose of the language is long without, and that other languages have little of; folded. */
const frequent: Readonly<Record<Exclude<Language, 'und'>, RegExp>> = {
  en: /\b(?:the|and|of|with|for|you|we|our|to|is|are|your|have|will|that|this|as|from|at|who)\b/g,
  de: /\b(?:und|der|die|das|mit|fur|wir|sie|ein|eine|einen|zu|ist|sind|du|bei|von|im|oder|als)\b/g,
  fr: /\b(?:et|les|des|pour|vous|nous|avec|dans|une|est|sont|votre|du|au|la|le)\b/g,
  es: /\b(?:los|las|una|el|nuestr[oa]s?|del|es|son|tu|con|y|la|por|al)\b/g,
}
/** The least share of those words: postings in the language have a tenth to a third of them, other languages next to none. */
const leastShare = 0.06
/** Of fewer words, the shares say nothing. */
const fewestWords = 25

/**
 * The language of a posting, of those whose requirements can be read. Detection knows only those: it takes Italian for one of them, and
 * gives up where names of products outnumber words. The words that hold sentences together tell both.
 */
export function languageOfPosting(text: string, detected: Language): Language {
  const lines = text.slice(0, 50_000).split('\n')
  const prose = lines.filter((line) => !/^\s*(?:[-*•]|\d+[.)])\s/.test(line)).join('\n')
  const read = wordsIn(prose) < fewestWords ? lines.join('\n') : prose
  const words = wordsIn(read)
  const known = detected === 'und' ? detectLanguage(prose) : detected
  if (words < fewestWords) return known
  const folded = foldText(read)
  const [first, second] = Object.entries(frequent)
    .map(([language, pattern]) => ({
      language: language as Language,
      share: (folded.match(pattern)?.length ?? 0) / words,
    }))
    .toSorted((a, b) => b.share - a.share)
  // The most frequent one, where it is clear; else what was detected, if it is one of the two.
  const clear = first!.language === known || first!.share >= 2 * second!.share
  const chosen = clear ? first! : second!.language === known ? second! : undefined
  return chosen && chosen.share >= leastShare ? chosen.language : 'und'
}

function wordsIn(text: string): number {
  return text.match(/\p{L}+/gu)?.length ?? 0
}
