import { readFileSync } from 'node:fs'
import type { Language } from './language.ts'

const none: readonly string[] = []
const tables = new Map<Language, ReadonlyMap<string, string>>()

/**
 * English stems of a French, German or Spanish word, likeliest first; none where the dictionary lacks it. English is what
 * questions and sources of other languages meet in.
 * @param term folded stem as `tokenize` gives it
 */
export function englishOf(term: string, language: Language): readonly string[] {
  if (language === 'en' || language === 'und') return none
  let table = tables.get(language)
  if (!table) tables.set(language, (table = readDictionary(language)))
  // Snowball leaves the plural s of short words: "años".
  const english = table.get(term) ?? table.get(term.replace(/s$/, ''))
  return english?.split(' ') ?? none
}

/** Some 3,700 stems a language, made from dictionary-words.tsv by `npm run generate`; kept as they stand there. */
function readDictionary(language: Language): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const line of readFileSync(new URL('./dictionary.tsv', import.meta.url), 'utf8').split('\n')) {
    if (!line.startsWith(language)) continue
    const [, term = ''] = line.split(' ', 2)
    table.set(term, line.slice(language.length + term.length + 2))
  }
  return table
}
