import { readFileSync } from 'node:fs'

export const sentimentLanguages = ['en', 'fr', 'de', 'es'] as const
export type SentimentLanguage = (typeof sentimentLanguages)[number]

/** What a word does to the polarity of others. */
export type Role = 'negates' | 'strengthens' | 'weakens' | 'contrasts' | 'solves'

export interface Lexicon {
  /** -3 (dreadful) to 3 (wonderful); 0 for a word that is not in the lexicon. */
  polarityOf(word: string): number
  hasRole(word: string, role: Role): boolean
}

const roleRows: Readonly<Record<string, Role>> = {
  NOT: 'negates',
  VERY: 'strengthens',
  LESS: 'weakens',
  BUT: 'contrasts',
  FIX: 'solves',
}

/** Shortest beginning that a starred entry may have. */
const shortestStem = 3

/** Words whose stem was looked up and is remembered. */
const rememberedWords = 20_000

const loaded = new Map<string, Lexicon>()

/**
 * The lexicon of a language, or of emoji and emoticons alone ('und'). Each line of a file is a polarity or a role, a
 * tab, and its words; `word*` stands for every word that begins so, and the longest such beginning counts.
 */
export function lexiconOf(language: SentimentLanguage | 'und'): Lexicon {
  const found = loaded.get(language)
  if (found) return found
  const lexicon = readLexicon(language === 'und' ? ['emoji'] : ['emoji', language])
  loaded.set(language, lexicon)
  return lexicon
}

function readLexicon(names: readonly string[]): Lexicon {
  const words = new Map<string, number>()
  const stems = new Map<string, number>()
  const roles = new Map<Role, Set<string>>(Object.values(roleRows).map((role) => [role, new Set()]))
  let longestStem = 0
  for (const name of names) {
    const lines = readFileSync(new URL(`./lexicons/${name}.tsv`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
    for (const line of lines) {
      const [kind = '', list = ''] = line.split('\t')
      for (const entry of list.split(' ')) {
        const role = roleRows[kind]
        if (role) roles.get(role)!.add(entry)
        else if (entry.endsWith('*')) {
          const stem = entry.slice(0, -1)
          stems.set(stem, Number(kind))
          longestStem = Math.max(longestStem, stem.length)
        } else words.set(entry, Number(kind))
      }
    }
  }
  const byStem = (word: string): number => {
    for (let length = Math.min(word.length, longestStem); length >= shortestStem; length--) {
      const polarity = stems.get(word.slice(0, length))
      if (polarity !== undefined) return polarity
    }
    return 0
  }
  const seen = new Map<string, number>()
  return {
    polarityOf(word) {
      let polarity = words.get(word) ?? seen.get(word)
      if (polarity !== undefined) return polarity
      polarity = byStem(word)
      if (seen.size >= rememberedWords) seen.clear()
      seen.set(word, polarity)
      return polarity
    },
    hasRole: (word, role) => roles.get(role)!.has(word),
  }
}
