/** Share of common words (Jaccard index) from which two tickets are taken for the same thing said twice. */
export const similarFrom = 0.8

/** Beyond this many distinct words a text is told apart well enough. */
const maxWords = 200

/** Without case and diacritics, so that "Réseau" and "reseau" are found alike. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** The distinct words of a text, in order; host names, addresses and numbers stay whole. */
export function wordsOf(text: string): string[] {
  const words = foldText(text).match(/[\p{L}\p{N}]+(?:[.:_@/-][\p{L}\p{N}]+)*/gu) ?? []
  return [...new Set(words)].slice(0, maxWords)
}

/**
 * How alike two word lists are, 0 to 1 (Jaccard 1901: common words over all words). 0 when a number, an address or a
 * numbered host is in one only: "disk full on srv-01" and "disk full on srv-02" are two incidents.
 */
export function similarity(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)]
  const different = [...a.symmetricDifference(b)]
  if (different.some((word) => /\p{N}/u.test(word))) return 0
  const all = a.union(b).size
  return all === 0 ? 0 : a.intersection(b).size / all
}

/** What every word list that is similar to the given one (`similarFrom`) has; a database can look it up. */
export interface SimilarFilter {
  /** All of these. */
  readonly all: readonly string[]
  /** At least one of these. */
  readonly any: readonly string[]
  /** So many words. */
  readonly least: number
  readonly most: number
}

/**
 * A list of n words is similar to one of n' only if they share at least `similarFrom` n words and n' is in proportion, so one
 * of any n - similarFrom n + 1 words is shared (prefix filter: Chaudhuri, Ganti, Kaushik 2006, "A primitive operator for
 * similarity joins in data cleaning"). The longest words are taken, as the rarest.
 */
export function similarFilter(words: readonly string[]): SimilarFilter {
  const least = Math.ceil(similarFrom * words.length)
  return {
    all: words.filter((word) => /\p{N}/u.test(word)),
    any: [...words].sort((a, b) => b.length - a.length).slice(0, words.length - least + 1),
    least,
    most: Math.floor(words.length / similarFrom),
  }
}

/** The first words of a text, at most `limit` characters, for a title. */
export function firstWords(text: string, limit = 80): string {
  const line = text.trim().split(/\r?\n/, 1)[0]!.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const cut = line.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`
}
