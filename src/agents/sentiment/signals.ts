import type { NamedFeature } from '../text-model/features.ts'
import type { TextToken } from '../text-model/tokenize.ts'
import type { Lexicon } from './lexicon.ts'

/** A word, a negated phrase or an emoji that speaks for one side. */
export interface Keyword {
  readonly text: string
  /** UTF-16 positions in the text, end exclusive. */
  readonly start: number
  readonly end: number
  readonly polarity: 'positive' | 'negative'
}

/** One hit of the lexicon. */
interface Hit {
  /** Index of its token. */
  readonly token: number
  /** Polarity as it stands in the lexicon. */
  readonly polarity: number
  /** Polarity without its sign, times 1.5 after "very", 0.5 after "slightly", 0.5 when a "but" follows. */
  strength: number
  /** A negation reaches it, or it is a trouble that its clause says is over. */
  negated: boolean
  readonly isEmoji: boolean
  /** The span a reader would mark: from the negation on, or up to one that follows. */
  readonly start: number
  end: number
}

export interface Signals {
  readonly hits: readonly Hit[]
  /** The tokens as the model reads them: a negated word is another word, "not good" is no "good". */
  readonly tokens: readonly TextToken[]
  /** What the lexicon says, for the model to weigh against the n-grams. */
  readonly features: readonly NamedFeature[]
}

/** A negation reaches the next three words ("not a good idea"), and two back at the end of a clause ("gefällt mir nicht"). */
const reachAhead = 3
const reachBack = 2

const strengthened = 1.5
const weakened = 0.5

export function readSignals(text: string, tokens: readonly TextToken[], lexicon: Lexicon): Signals {
  const ends = clauseEnds(text, tokens)
  const { hits, negators } = findHits(tokens, ends, lexicon)
  const negated = new Set(hits.filter((hit) => hit.negated).map((hit) => hit.token))
  const spent = new Set(negators.filter((at) => [-3, -2, -1, 1, 2, 3].some((step) => negated.has(at + step))))
  return {
    hits,
    tokens:
      negated.size === 0
        ? tokens
        : tokens.flatMap((token, index) =>
            spent.has(index) ? [] : negated.has(index) ? [negatedToken(token)] : [token],
          ),
    features: featuresOf(hits, negators.length - spent.size, tokens.length),
  }
}

/** The hits as a reader would mark them: "not good" is one negative phrase. */
export function keywordsOf(text: string, hits: readonly Hit[]): Keyword[] {
  return hits.map(({ start, end, polarity, negated }) => ({
    text: text.slice(start, end),
    start,
    end,
    polarity: polarity > 0 === negated ? 'negative' : 'positive',
  }))
}

/** Without character n-grams, which would still say what the word says alone. */
function negatedToken(token: TextToken): TextToken {
  return { ...token, text: `not ${token.text}`, kind: 'mark' }
}

/** Whether a clause ends after each token: punctuation follows that ends one. */
function clauseEnds(text: string, tokens: readonly TextToken[]): Uint8Array {
  return Uint8Array.from(tokens, ({ end, kind }, index) => {
    const next = tokens[index + 1]
    if (!next || next.kind === 'mark' || kind === 'mark') return 1
    for (let at = end; at < next.start; at++) if (',;:.!?()\n'.includes(text[at]!)) return 1
    return 0
  })
}

function findHits(
  tokens: readonly TextToken[],
  ends: Uint8Array,
  lexicon: Lexicon,
): { hits: Hit[]; negators: number[] } {
  const hits: Hit[] = []
  let clauseStart = 0
  let negator = -1
  let solved = false
  let factor = 1
  const negators: number[] = []
  for (const [index, token] of tokens.entries()) {
    const { kind, text, start, end } = token
    if (kind === 'emoji' || kind === 'emoticon') {
      const polarity = lexicon.polarityOf(text)
      if (polarity !== 0) {
        hits.push({ token: index, polarity, strength: Math.abs(polarity), negated: false, isEmoji: true, start, end })
      }
    } else if (kind === 'word') {
      const isNegated = negator >= 0 && index - negator <= reachAhead
      const negates = lexicon.hasRole(text, 'negates')
      const polarity = negates ? 0 : lexicon.polarityOf(text)
      if (polarity !== 0) {
        const from = isNegated && (hits.at(-1)?.end ?? 0) <= tokens[negator]!.start ? tokens[negator]!.start : start
        const strength = Math.abs(polarity) * factor
        hits.push({ token: index, polarity, strength, negated: isNegated, isEmoji: false, start: from, end })
      }
      if (!isNegated && lexicon.hasRole(text, 'solves')) solved = true
      if (lexicon.hasRole(text, 'contrasts')) {
        for (const hit of hits) hit.strength *= weakened
        negator = -1
      }
      if (lexicon.hasRole(text, 'strengthens')) factor = strengthened
      else if (lexicon.hasRole(text, 'weakens')) factor = weakened
      else if (!negates) factor = 1
      if (negates) {
        negators.push(index)
        negator = index
        const last = hits.at(-1)
        if (
          last &&
          ends[index] &&
          !last.negated &&
          !last.isEmoji &&
          last.token >= Math.max(clauseStart, index - reachBack - 1)
        ) {
          last.negated = true
          last.end = end
        }
      }
    }
    if (!ends[index]) continue
    if (solved)
      for (const hit of hits) if (hit.token >= clauseStart && hit.polarity < 0 && !hit.isEmoji) hit.negated = true
    clauseStart = index + 1
    negator = -1
    solved = false
    factor = 1
  }
  return { hits, negators }
}

/** Sums are logarithms, so that a long list of praise is no shout; the density lets one word decide a short sentence. */
function featuresOf(hits: readonly Hit[], negationsLeft: number, length: number): NamedFeature[] {
  const sums = new Map<string, number>()
  let net = 0
  let last = 0
  for (const hit of hits) {
    const name = `${hit.isEmoji ? 'emoji' : hit.negated ? 'negated' : 'word'} ${hit.polarity > 0 ? 'positive' : 'negative'}`
    sums.set(name, (sums.get(name) ?? 0) + hit.strength)
    last = hit.negated ? -Math.sign(hit.polarity) : Math.sign(hit.polarity)
    net += Math.sign(hit.polarity) * hit.strength * (hit.negated ? (hit.polarity > 0 ? -1 : -0.5) : 1)
  }
  const features: NamedFeature[] = []
  for (const [name, sum] of sums) features.push({ name, value: Math.log1p(sum) }, { name: `${name}, any`, value: 0.7 })
  features.push(
    { name: 'net', value: Math.sign(net) * Math.log1p(Math.abs(net)) },
    { name: 'density', value: net / Math.sqrt(length + 1) },
    { name: 'last', value: last / 2 },
  )
  if (negationsLeft > 0) features.push({ name: 'negation of something else', value: 0.7 })
  if (net === 0) features.push({ name: 'balanced', value: 0.7 })
  if (hits.length === 0) features.push({ name: 'nothing', value: 0.7 })
  return features
}
