import { readFile } from 'node:fs/promises'
import { stem } from '../../src/twin/text/terms.ts'

const languages = ['fr', 'de', 'es'] as const
/** A word with more translations says too little. */
const maxTranslations = 4

/**
 * The stems of src/twin/text/dictionary-words.tsv (English, French, German, Spanish; the usual translations of a cell first),
 * turned round: a line is a language, a stem and the English stems it stands for, likeliest first. Stemming takes a second, so
 * it is not done at start.
 */
export async function dictionary(): Promise<string> {
  const words = await readFile(new URL('../../src/twin/text/dictionary-words.tsv', import.meta.url), 'utf8')
  const lines: string[] = []
  for (const [column, language] of languages.entries()) {
    const found = new Map<string, Map<string, number>>()
    for (const line of words.trim().split('\n')) {
      const cells = line.split('\t')
      const english = stem(cells[0]!.toLowerCase(), 'en')
      for (const [place, word] of cells[column + 1]!.split(' ').entries()) {
        if (word === '') continue
        const term = stem(word.toLowerCase(), language)
        const places = found.get(term) ?? new Map<string, number>()
        places.set(english, Math.min(place, places.get(english) ?? Infinity))
        found.set(term, places)
      }
    }
    for (const [term, places] of [...found].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const best = [...places].sort(([a, at], [b, bt]) => at - bt || (a < b ? -1 : 1)).slice(0, maxTranslations)
      lines.push(`${language} ${term} ${best.map(([english]) => english).join(' ')}\n`)
    }
  }
  return lines.join('')
}
