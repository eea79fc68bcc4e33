import { matches, type AlignOptions } from './align.ts'
import { stem } from '../../text/terms.ts'
import { isClaimed, type Token } from './token.ts'

export type UnsupportedReason =
  'number' | 'date' | 'name' | 'negation' | 'wording' | 'person' | 'instruction' | 'binding' | 'no_source'

/** Names the gravest thing that keeps a claim from following from the sentences, for counting and for people. */
export function diagnose(
  claim: readonly Token[],
  sentences: readonly (readonly Token[])[],
  options: AlignOptions,
): { reason: UnsupportedReason; detail: string } {
  const { lexicon } = options.shape
  const claimed = claim.filter(isClaimed)
  const found = (token: Token, sentence: readonly Token[]) =>
    sentence.some((other) => matches(token, other, options, true))
  const nowhere = claimed.filter((token) => !sentences.some((sentence) => found(token, sentence)))
  const named = (kind: Token['kind'], reason: UnsupportedReason) => {
    const token = nowhere.find((other) => other.kind === kind)
    return token && { reason, detail: `"${token.lower}" is not in the source` }
  }
  const best = nearest(claimed, sentences, found)
  const negations = (tokens: readonly Token[]) =>
    tokens.filter(({ kind, key }) => kind === 'negation' || key === 'no-longer').length

  const missing = named('number', 'number') ?? named('date', 'date') ?? named('name', 'name')
  if (missing) return missing
  if (negations(claim) !== negations(best))
    return {
      reason: 'negation',
      detail:
        negations(claim) > 0
          ? 'the claim denies what the source does not'
          : 'the source denies what the claim does not',
    }
  const opposite = nowhere.find((token) => {
    const others = lexicon.opposites.get(stem(token.lower, lexicon.language))
    return others !== undefined && best.some(({ lower }) => others.has(stem(lower, lexicon.language)))
  })
  if (opposite) return { reason: 'negation', detail: `the source says the opposite of "${opposite.lower}"` }
  const absent = claimed.filter((token) => !found(token, best))
  const person =
    nowhere.find(({ kind }) => kind === 'pronoun') ??
    (absent.every(({ kind }) => kind === 'pronoun') ? absent[0] : undefined)
  if (person) return { reason: 'person', detail: `the source does not speak as "${person.lower}"` }
  const word = nowhere.find(({ kind }) => kind === 'word') ?? nowhere[0]
  if (word) return { reason: 'wording', detail: `"${word.lower}" is not in the source` }
  return { reason: 'binding', detail: 'the words are in the source, but not said of each other' }
}

/** The sentence that has most of the claim's words. */
function nearest(
  claimed: readonly Token[],
  sentences: readonly (readonly Token[])[],
  found: (token: Token, sentence: readonly Token[]) => boolean,
): readonly Token[] {
  let best: readonly Token[] = []
  let most = 0
  for (const sentence of sentences) {
    const count = claimed.filter((token) => found(token, sentence)).length
    if (count > most) [best, most] = [sentence, count]
  }
  return best
}
