import { english } from './english.ts'
import type { Phrases } from './phrases.ts'

const sets: Readonly<Record<string, Phrases>> = { en: english }

/** The phrase set of a language, English where there is none. */
export function phrasesFor(language: string | undefined): Phrases {
  return (language !== undefined && Object.hasOwn(sets, language) && sets[language]) || english
}
