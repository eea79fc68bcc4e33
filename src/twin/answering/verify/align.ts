import { endAllowed, startAllowed } from './edge-licence.ts'
import { gapAllowed } from './gap-licence.ts'
import type { ClaimShape } from './licence-rules.ts'
import { dateFollows, type PartialDate } from './partial-date.ts'
import { sameWord } from './same-word.ts'
import { isClaimed, type Token } from './token.ts'

/** Whose "I" a source's is. */
export type FirstPerson = 'owner' | 'other' | 'unknown'

export interface AlignOptions {
  /** The dates that the claim names. */
  readonly dates: readonly PartialDate[]
  readonly shape: ClaimShape
  readonly firstPerson: FirstPerson
  /** A profile leaves its subject out: "Led the recovery …". */
  readonly subjectLeftOut: boolean
}

/** Whether one token of a claim says what one token of a source says. */
export function matches(
  claim: Token,
  source: Token,
  { shape, firstPerson, dates }: AlignOptions,
  voiced: boolean,
): boolean {
  if (source.quoted && !claim.quoted) return false
  if (claim.kind === 'pronoun' && source.kind === 'pronoun') return samePerson(claim, source, firstPerson, voiced)
  if (claim.kind === 'date' && source.kind === 'date') {
    // "from March to August 2016" is not "from March 2013 to August 2016": a date may lose its year when it stands alone.
    const year = claim.date!.year === undefined ? source.date!.year : undefined
    const alone = year === undefined || dates.every((other) => other === claim.date || other.year === year)
    return alone && dateFollows(claim.date!, source.date!)
  }
  // "1940" without a separator reads like a year, "1,940" does not.
  if (claim.kind !== 'word' && claim.kind !== 'name' && claim.kind !== 'number' && claim.kind !== 'date')
    return claim.kind === source.kind && claim.key === source.key
  if (claim.kind === 'date' || source.kind === 'date')
    return plainValue(claim) !== undefined && plainValue(claim) === plainValue(source)
  const open = (token: Token) => token.kind === 'word' || token.kind === 'name'
  if (open(claim) && open(source)) {
    // "IT" is not "it", "US" not "us": a name in capitals is met by itself or by a word at the start of a sentence.
    return sameWord(claim, source, shape.lexicon.language, voiced)
  }
  return claim.kind === source.kind && claim.key === source.key
}

function plainValue({ kind, key, date }: Token): string | undefined {
  if (kind === 'number') return key
  return date?.year !== undefined && date.month === undefined ? String(date.year) : undefined
}

function samePerson(claim: Token, source: Token, firstPerson: FirstPerson, voiced: boolean): boolean {
  const first = /^(?:s1|my|p1|our)$/
  if (claim.key === source.key) {
    if (source.owner || !first.test(source.key)) return true
    return claim.owner ? firstPerson === 'owner' : firstPerson !== 'other'
  }
  // "Liva and her team": hers, when nobody else is named before it.
  if (claim.key === 'my' && voiced) return /^(?:his|her|ihr)$/.test(source.key)
  return claim.key === 's1' && source.key === 'self' && voiced
}

/**
 * Whether the claim is the source sentence with parts left out that nothing kept depends on: every word of the claim is
 * found in the source, in order, and what lies between two neighbours, before the first and after the last may go.
 * Dynamic programming over (claim word, source word); sentences are short, so the tables are small.
 */
export function aligns(claim: readonly Token[], source: readonly Token[], options: AlignOptions): boolean {
  const { shape } = options
  const voiced = source.some(({ owner, key }) => owner && key === 's1') && shape.firstPerson && !namedBefore(source)
  let words = claim.flatMap((token, index) => (isClaimed(token) ? [index] : []))
  if (words.length === 0) return false
  if (options.subjectLeftOut && claim[words[0]!]!.key === 's1' && leavesSubjectOut(source, shape) && words.length > 1) {
    const verb = source.findIndex(isClaimed)
    if (matches(claim[words[1]!]!, source[verb]!, options, false)) {
      claim = claim.slice(words[0]! + 1)
      words = words.slice(1).map((index) => index - words[0]! - 1)
    }
  }

  let reached = source.flatMap((token, at) =>
    matches(claim[words[0]!]!, token, options, voiced) && startAllowed(source, at, claim, words[0]!, shape) ? [at] : [],
  )
  for (let word = 1; word < words.length && reached.length > 0; word++) {
    const [claimFrom, claimTo] = [words[word - 1]!, words[word]!]
    const next: number[] = []
    for (let to = reached[0]! + 1; to < source.length; to++) {
      if (!matches(claim[claimTo]!, source[to]!, options, voiced)) continue
      if (reached.some((from) => from < to && gapAllowed({ source, from, to, claim, claimFrom, claimTo }, shape)))
        next.push(to)
    }
    reached = next
  }
  return reached.some((last) => endAllowed(source, last, shape))
}

function leavesSubjectOut(source: readonly Token[], { lexicon }: ClaimShape): boolean {
  const first = source.find(({ kind }) => kind !== 'boundary' && kind !== 'adverb')
  return first?.kind === 'word' && lexicon.looksPast(first.lower)
}

/** Somebody else is named before the owner, so "her" may be theirs. */
function namedBefore(source: readonly Token[]): boolean {
  const owner = source.findIndex(({ owner }) => owner)
  return source.slice(0, owner).some(({ kind, capital }) => kind === 'name' || (kind === 'word' && capital))
}
