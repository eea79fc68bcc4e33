import { readFileSync } from 'node:fs'
import type { Language } from './language.ts'

const none: readonly string[] = []
let loaded: Map<string, ReadonlyMap<string, readonly string[]>> | undefined

/**
 * English stems of a French, German or Spanish word, likeliest first; none where the dictionary lacks it. English is what
 * questions and sources of other languages meet in.
 * @param term folded stem as `tokenize` gives it
 */
export function englishOf(term: string, language: Language): readonly string[] {
  const table = (loaded ??= readDictionary()).get(language)
  // Snowball leaves the plural s of short words: "años".
  return table?.get(term) ?? table?.get(term.replace(/s$/, '')) ?? none
}

/** Some 9,000 stems, made from dictionary-words.tsv by `npm run generate`. */
function readDictionary() {
  const tables = new Map<string, Map<string, readonly string[]>>()
  for (const line of readFileSync(new URL('./dictionary.tsv', import.meta.url), 'utf8').split('\n')) {
    const [language, term, ...english] = line.split(' ')
    if (!language || !term) continue
    const table = tables.get(language) ?? new Map<string, readonly string[]>()
    tables.set(language, table.set(term, english))
  }
  return tables
}
