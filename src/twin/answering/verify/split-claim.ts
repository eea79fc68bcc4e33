import type { Lexicon } from './lexicon/lexicon.ts'
import { isPast, isSubject } from './licence-rules.ts'
import { isClaimed, isContent, type Token } from './token.ts'

/**
 * The independent statements of a claim that joins several, each to be supported on its own: "I led sales, and I joined
 * Acme in 2019". Only the claim itself when a part could lend the other its time, its place or its "she".
 */
export function splitClaim(claim: readonly Token[], lexicon: Lexicon): (readonly Token[])[] {
  const sentence = claim.at(-1)?.key === '.' ? claim.slice(0, -1) : claim
  const first = sentence.findIndex(isClaimed)
  if (
    first === -1 ||
    !isSubject(sentence[first]) ||
    sentence.slice(0, first).some(({ kind }) => kind === 'preposition')
  )
    return [claim]
  const subject = sentence.slice(0, first + 1)
  for (const [index, token] of sentence.entries()) {
    const joins = token.kind === 'and' || (token.kind === 'boundary' && token.key === ';')
    if (!joins || index <= first) continue
    const comma = sentence[index - 1]?.kind === 'boundary' ? 1 : 0
    const left = sentence.slice(0, index - comma)
    const rest = sentence.slice(index + 1)
    const right = continues(rest, lexicon)
      ? [...subject, ...rest]
      : isSubject(rest[0]) && !isThird(rest[0]!)
        ? rest
        : undefined
    if (!right || !standsAlone(left) || !standsAlone(right)) continue
    if (right.some((other) => other.kind === 'pronoun' && isThird(other))) continue
    const ownSubject = right === rest
    if (!ownSubject && dated(right) && !dated(left)) continue
    return [left, ...splitClaim(right, lexicon)]
  }
  return [claim]
}

/** Another predicate of the same subject. */
function continues(rest: readonly Token[], lexicon: Lexicon): boolean {
  const verb = rest.find(({ kind }) => kind !== 'auxiliary' && kind !== 'adverb')
  return verb !== undefined && isPast(verb, lexicon)
}

function standsAlone(part: readonly Token[]): boolean {
  const claimed = part.filter(isClaimed)
  return claimed.filter(isContent).length >= 2 && claimed.length >= 3
}

function isThird({ key, owner }: Token): boolean {
  return !owner && /^(?:s3.|p3f?|sie|his|her|its|their|ihr|it|self)$/.test(key)
}

function dated(part: readonly Token[]): boolean {
  return part.some(({ kind }) => kind === 'date')
}
