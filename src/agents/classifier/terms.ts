import { readFileSync } from 'node:fs'

/** A concept of the term files: `network.wifi`, a weak sign of it `network.wifi?`, `aspect.slow`, `impact.many`. */
export interface TermMatch {
  readonly concept: string
  /** UTF-16 positions in the text, end exclusive. */
  readonly start: number
  readonly end: number
}

export interface TermMatcher {
  /** Every term that occurs in the text, in the order of the text; one concept may match several times. */
  match(text: string): TermMatch[]
}

export interface TermToken {
  readonly text: string
  readonly start: number
  readonly end: number
}

type TermPart = { readonly kind: 'exact' | 'prefix' | 'suffix'; readonly text: string } | { readonly kind: 'gap' }

interface Term {
  readonly concept: string
  readonly parts: readonly TermPart[]
}

/** Most words that a `~` stands for. */
const longestGap = 4

/** Reads term files (see terms/README.md): `any` and those of the languages given. */
export function loadTerms(names: readonly string[]): TermMatcher {
  return createTermMatcher(
    names.map((name) => readFileSync(new URL(`./terms/${name}.tsv`, import.meta.url), 'utf8')).join('\n'),
  )
}

export function createTermMatcher(source: string): TermMatcher {
  const byFirst = {
    exact: new Map<string, Term[]>(),
    prefix: new Map<string, Term[]>(),
    suffix: new Map<string, Term[]>(),
  }
  for (const term of readTerms(source)) {
    const first = term.parts[0]
    if (!first || first.kind === 'gap') throw new Error(`A term of ${term.concept} does not begin with a word`)
    const list = byFirst[first.kind].get(first.text)
    if (list) list.push(term)
    else byFirst[first.kind].set(first.text, [term])
  }
  return {
    match(text) {
      const tokens = wordsOf(text)
      const matches: TermMatch[] = []
      const tryTerms = (terms: readonly Term[] | undefined, at: number): void => {
        for (const { concept, parts } of terms ?? []) {
          const last = endOfMatch(tokens, at, parts, 0)
          if (last !== undefined) matches.push({ concept, start: tokens[at]!.start, end: tokens[last]!.end })
        }
      }
      for (const [at, token] of tokens.entries()) {
        tryTerms(byFirst.exact.get(token.text), at)
        for (let length = 1; length <= token.text.length; length++) {
          tryTerms(byFirst.prefix.get(token.text.slice(0, length)), at)
          tryTerms(byFirst.suffix.get(token.text.slice(-length)), at)
        }
      }
      return matches
    },
  }
}

function readTerms(source: string): Term[] {
  return source
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [concept, terms] = line.split('\t')
      if (!concept || !terms) throw new Error(`Not a line of terms: ${line}`)
      return terms.split(',').map((term) => ({ concept, parts: readParts(term) }))
    })
}

function readParts(term: string): TermPart[] {
  return term
    .trim()
    .split(/\s+/)
    .flatMap((part): TermPart[] => {
      if (part === '~') return [{ kind: 'gap' }]
      const words = wordsOf(part.replace(/^\*|\*$/g, '')).map(({ text }): TermPart => ({ kind: 'exact', text }))
      const last = words.at(-1)
      if (last && last.kind !== 'gap' && part.endsWith('*'))
        words[words.length - 1] = { kind: 'prefix', text: last.text }
      if (last && last.kind !== 'gap' && part.startsWith('*')) words[0] = { kind: 'suffix', text: last.text }
      return words
    })
}

/** Index of the last token of the match that begins with part `partAt` at token `at`. */
function endOfMatch(
  tokens: readonly TermToken[],
  at: number,
  parts: readonly TermPart[],
  partAt: number,
): number | undefined {
  const part = parts[partAt]!
  if (part.kind === 'gap') {
    for (let skipped = 0; skipped <= longestGap; skipped++) {
      const end = endOfMatch(tokens, at + skipped, parts, partAt + 1)
      if (end !== undefined) return end
    }
    return undefined
  }
  const word = tokens[at]?.text
  if (word === undefined || !fits(word, part)) return undefined
  return partAt === parts.length - 1 ? at : endOfMatch(tokens, at + 1, parts, partAt + 1)
}

function fits(word: string, { kind, text }: Exclude<TermPart, { kind: 'gap' }>): boolean {
  return kind === 'exact' ? word === text : kind === 'prefix' ? word.startsWith(text) : word.endsWith(text)
}

const wordPattern =
  /\\\\|[%@]|[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_+]|[.:](?=[\p{L}\p{N}])|['’](?=(?:t|s|re|ll|ve|d|m)(?!\p{L})))*(?:(?<=(?<![\p{L}\p{N}])\p{L}):)?/gu

/** Words as the terms are written: lower case, no accents, ß as ss; `can't` is `cant`, `l'écran` two words. */
export function wordsOf(text: string): TermToken[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    text: match[0].toLowerCase().replace(/['’]/g, '').replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
