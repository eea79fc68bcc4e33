import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import type { Phrases } from './phrases.ts'
import { spanish } from './spanish.ts'

const sets: Readonly<Record<string, Phrases>> = { en: english, fr: french, de: german, es: spanish }

/** The phrase set of a language, English where there is none. */
export function phrasesFor(language: string | undefined): Phrases {
  return (language !== undefined && Object.hasOwn(sets, language) && sets[language]) || english
}
