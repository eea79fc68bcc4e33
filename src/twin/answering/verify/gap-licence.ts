import {
  bindingTokens,
  has,
  isPast,
  isPlainPhrase,
  isStrict,
  isSubject,
  isUnreal,
  isVerbal,
  prepositions,
  type ClaimShape,
} from './licence-rules.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { participles } from './same-word.ts'
import { isBinding, type Token } from './token.ts'

/** Two neighbours of a claim and the places in the source they stand for. */
export interface Gap {
  readonly source: readonly Token[]
  /** Indices into `source`. */
  readonly from: number
  readonly to: number
  readonly claim: readonly Token[]
  readonly claimFrom: number
  readonly claimTo: number
}

/**
 * Whether the source's words between two kept ones may be left out, and the claim's joining words are the source's.
 * Every rule takes away something that what remains does not depend on; when none applies, the claim may have put
 * together what the source keeps apart.
 */
export function gapAllowed(gap: Gap, shape: ClaimShape): boolean {
  const { source, from, to, claim, claimFrom, claimTo } = gap
  const left = source.slice(from + 1, to)
  const joins = claim.slice(claimFrom + 1, claimTo)
  const target = source[to]!
  if (!casesAgree(source[to - 1]!, claim[claimTo - 1]!)) return false
  if (shape.strict) {
    // Before the word that makes it strict, an adverb may still go: "I have [carefully] documented every step".
    const early = !claim.slice(0, claimTo + 1).some((token) => isStrict(token, shape.lexicon))
    return (
      left.every((token) => !isBinding(token) && (early || token.kind !== 'adverb')) && joinsAgree(gap, left, joins)
    )
  }
  const kept = withoutPossessive(left, joins)
  if (bindingTokens(kept).length === 0) return joinsAgree(gap, kept, joins)
  return (
    adjectives(gap, left, joins, shape) ||
    phrase(source, to, left, joins, target, shape) ||
    parenthesis(gap, left, joins, shape) ||
    earlierPredicate(gap, left, joins, shape) ||
    earlierConjunct(gap, left, joins, shape)
  )
}

/** Nothing that binds is left out; the joining words must agree. */
function joinsAgree({ source, from, to }: Gap, left: readonly Token[], joins: readonly Token[]): boolean {
  const [before, target] = [source[from]!, source[to]!]
  if (prepositions(left, target) !== prepositions(joins, target)) return false
  const [sourceAnd, claimAnd] = [has(left, 'and'), has(joins, 'and')]
  const comma = has(left, ',')
  if (sourceAnd && !claimAnd && !has(joins, ',')) return false
  // "Ana, Ben and Carl" may become "Ana and Ben and Carl", "Ana, my manager" not "Ana and my manager".
  if (claimAnd && !sourceAnd && !(comma && has(source.slice(to), 'and'))) return false
  if (has(joins, 'but') && !sourceAnd && !has(left, 'but', ',', ';')) return false
  if (has(left, ';', ':', '(', ')', '-', '.', '|') && !has(joins, ',', ';', ':', '(', ')', '-', '.', '|')) return false
  const names = before.kind === 'name' && target.kind === 'name'
  return !(names && (comma || sourceAnd) && !has(joins, ',', 'and'))
}

/** "[our] budget" where the claim says "the budget". */
export function withoutPossessive(left: readonly Token[], joins: readonly Token[]): readonly Token[] {
  const last = left.at(-1)
  const possessive = last?.kind === 'pronoun' && /^(?:my|our|your|his|its|their|ihr)$/.test(last.key) && !last.owner
  return possessive && joins.at(-1)?.kind === 'article' ? left.slice(0, -1) : left
}

/** "the [new] platform". */
function adjectives(gap: Gap, left: readonly Token[], joins: readonly Token[], { lexicon }: ClaimShape): boolean {
  const rest = left.filter((token) => !(token.kind === 'word' && lexicon.adjectives.has(token.lower)))
  return bindingTokens(rest).length === 0 && joinsAgree(gap, rest, joins)
}

/** "I led the migration [of 412 tables] to PostgreSQL", "I led the team [in 2019] with Ana". */
function phrase(
  source: readonly Token[],
  to: number,
  left: readonly Token[],
  joins: readonly Token[],
  target: Token,
  shape: ClaimShape,
): boolean {
  const begin = left[0]?.kind === 'boundary' && left[0].key === ',' ? 1 : 0
  const lead = left[begin]
  const last = left.findLastIndex(isBinding)
  const inside = left.slice(begin, last + 1)
  const rest = left.slice(last + 1)
  const dates = inside.filter(isBinding).every(({ kind }) => kind === 'date')
  if (
    dates &&
    inside.every(({ kind, key }) => kind !== 'preposition' || /^(?:loc|of|to|from|until|since)$/.test(key))
  ) {
    // "… from 2016 [to 2018] …" would move the end of the range away.
    return (
      lead?.key !== 'to' &&
      lead?.key !== 'until' &&
      restAgrees(rest, joins, target) &&
      follows(rest, target, source, to, shape)
    )
  }
  // "I was head [of the kitchen] at Acme"
  if (
    !shape.subjectFirst ||
    shape.role ||
    lead?.kind !== 'preposition' ||
    /^(?:than|like|instead-of|because-of|despite)$/.test(lead.key)
  )
    return false
  let ofs = 0
  // "[as systems and database engineer] at Acme"
  const named = lead.key === 'as' ? inside.filter(({ kind }) => kind !== 'and') : inside
  const plain = isPlainPhrase(named.slice(1), shape, (key) => key === 'of' && ++ofs <= 1)
  if (!plain || inside.some((token) => isVerbal(token, shape.lexicon))) return false
  const person = (token: Token) =>
    token.kind === 'name' || token.kind === 'pronoun' || (shape.lexicon.language === 'de' && token.capital)
  if (lead.key === 'with' && inside.some((token, index) => person(token) && inside[index - 1]!.kind !== 'number'))
    return false
  // A second article or a value begins another phrase: "[am Montag ein Team]".
  const second = inside.some(({ kind }, index) => kind === 'article' && inside[index - 1]!.kind !== 'preposition')
  if (second) return false
  return follows(rest, target, source, to, shape) && restAgrees(rest, joins, target)
}

/** What follows a left-out phrase begins a phrase of its own, so it cannot have belonged to the one left out. */
function follows(
  rest: readonly Token[],
  target: Token,
  source: readonly Token[],
  to: number,
  { lexicon }: ClaimShape,
): boolean {
  const follow = prepositions(rest, undefined)
  if ((follow !== '' && !follow.startsWith('of')) || target.kind === 'date' || rest[0]?.kind === 'boundary') return true
  if (lexicon.language !== 'de') return false
  const finalVerb = isPast(target, lexicon) && rest.length === 0 && endsClause(source, to)
  return (
    finalVerb ||
    (target.kind === 'number' && follow === '') ||
    (rest.length > 0 && rest.every(({ kind }) => kind === 'article'))
  )
}

function endsClause(source: readonly Token[], at: number): boolean {
  const next = source[at + 1]
  return next === undefined || next.kind === 'boundary' || next.kind === 'and'
}

function restAgrees(rest: readonly Token[], joins: readonly Token[], target: Token): boolean {
  return (
    prepositions(rest, target) === prepositions(joins, target) &&
    !has(rest, 'and', ';', ':', '(', '-') &&
    !has(joins, 'and')
  )
}

/** "Ana [(a physicist)] led", "Ana[, my manager,] led". */
function parenthesis(
  { source, from, to }: Gap,
  left: readonly Token[],
  joins: readonly Token[],
  shape: ClaimShape,
): boolean {
  const open = left[0]
  if (open?.kind !== 'boundary') return false
  const close = open.key === '(' ? ')' : open.key === ',' || open.key === '-' ? open.key : undefined
  if (!close) return false
  const at = left.findIndex((token, index) => index > 0 && token.kind === 'boundary' && token.key === close)
  if (at === -1) return false
  const inside = left.slice(1, at)
  const rest = left.slice(at + 1)
  const target = source[to]!
  if (bindingTokens(rest).length > 0 || !restAgrees(rest, joins, target)) return false
  if (inside.some((token) => isUnreal(token, shape.lexicon) || ['negation', 'or', 'but', 'fixed'].includes(token.kind)))
    return false
  if (open.key === '(') return true
  const opening = inside[0]?.kind
  const noun = opening === 'word' && !inside.some((token) => isVerbal(token, shape.lexicon))
  if (
    !opening ||
    !(noun || ['article', 'pronoun', 'relative', 'preposition'].includes(opening)) ||
    inside.some(({ quoted }) => quoted)
  )
    return false
  // "I introduced Ansible[, a configuration tool,] in 2016".
  const short =
    inside.length <= 6 && !inside.some((token) => isVerbal(token, shape.lexicon) || token.kind === 'preposition')
  if (opening === 'article' && short && source[from]!.kind === 'name' && rest[0]?.kind === 'preposition') return true
  // After a parenthesis the sentence goes on with its verb; another subject would begin another clause.
  return (
    isSubject(source[from]) &&
    rest.length === 0 &&
    !isSubject(target) &&
    target.kind !== 'date' &&
    target.kind !== 'number'
  )
}

/** "I [led the Paris team and] reduced the alerts". */
function earlierPredicate(
  { source, from, to, claimFrom, claim }: Gap,
  left: readonly Token[],
  joins: readonly Token[],
  shape: ClaimShape,
): boolean {
  const { lexicon } = shape
  const target = source[to]!
  const subject = subjectStart(source, from, lexicon)
  // All of the subject is kept, and the claim begins with it.
  if (
    subject === undefined ||
    claim.slice(0, claimFrom + 1).filter(isBinding).length !== source.slice(subject, from + 1).filter(isBinding).length
  )
    return false
  if (prepositions(joins, target) !== '' || has(joins, 'and')) return false
  const and = left.findLastIndex(({ kind }) => kind === 'and')
  if (and < 1) return false
  const earlier = left.slice(0, and)
  const between = left.slice(and + 1)
  // "I was born in Riga and grew up": not "hired and promoted", where the second is passive too.
  const finite = target.kind === 'be' || participles.has(target.lower)
  const foreign = [
    'pronoun',
    'negation',
    'or',
    'but',
    'condition',
    'relative',
    'subordinator',
    'doubt',
    'fixed',
    ...(finite ? [] : ['be']),
  ]
  if (
    earlier.some(
      (token) =>
        token.quoted || isUnreal(token, lexicon) || (foreign.includes(token.kind) && !/^(?:my|our)$/.test(token.key)),
    )
  )
    return false
  const verb = earlier.find((token) => token.kind === 'word' && !(shape.lexicon.language === 'de' && token.capital))
  // Two past forms may be a verb and a participle that describes: "engineers trained in Paris and certified in Lyon".
  if (earlier.filter((token) => isPast(token, lexicon)).length !== 1 && !(finite && has(earlier, 'be'))) return false
  if (!verb || !isPast(verb, lexicon)) {
    // German ends the first predicate with its verb: "Ich habe [das Team geleitet und] die Tests geschrieben".
    const last = earlier.findLast(isBinding)
    return (
      lexicon.language === 'de' &&
      !has(earlier, ',') &&
      last !== undefined &&
      isPast(last, lexicon) &&
      between.every(({ kind }) => kind === 'article') &&
      between.length > 0
    )
  }
  if (
    between.some(({ kind }) => kind !== 'auxiliary' && kind !== 'adverb') ||
    !(isPast(target, lexicon) || target.kind === 'be')
  )
    return false
  // "I hired trained and certified engineers" certifies nobody: an object must stand before the "and", or only the verb.
  const object = earlier.slice(earlier.indexOf(verb) + 1).filter(({ kind }) => kind !== 'adverb')
  const last = earlier.findLast(isBinding)!
  return (
    object.length === 0 ||
    (object.some(({ kind }) => ['article', 'preposition', 'number', 'name', 'pronoun'].includes(kind)) &&
      !isPast(last, lexicon))
  )
}

/** "I was responsible for [backups, monitoring and] certificates", "I worked [at Acme from 2016 to 2018 and] at Brill". */
function earlierConjunct(
  { source, from, to }: Gap,
  left: readonly Token[],
  joins: readonly Token[],
  shape: ClaimShape,
): boolean {
  const [governor, target] = [source[from]!, source[to]!]
  if (governor.kind === 'number' || governor.kind === 'date' || governor.kind === 'fixed' || has(joins, 'and'))
    return false
  const and = left.findLastIndex(({ kind, key }) => kind === 'and' || (kind === 'boundary' && key === ','))
  if (and < 1 || bindingTokens(left.slice(and + 1)).length > 0) return false
  // A comma joins only what an "and" closes.
  if (left[and]!.kind === 'boundary' && !source.slice(to + 1, to + 8).some(({ kind }) => kind === 'and')) return false
  const firstItem = left.findIndex(isBinding)
  if (has(left.slice(0, firstItem), ',', ';', ':', '(', '-', '.', '|')) return false
  const lead = prepositions(left.slice(0, firstItem), undefined)
  const trail = prepositions(left.slice(and + 1), undefined)
  // "in 3 hours and 25 minutes", "a team of 6 engineers and 2 designers": values add up.
  if (
    target.kind === 'number' &&
    !(lead !== '' && lead === trail) &&
    (lead !== '' || shape.lexicon.measures.has(source[to + 1]?.lower ?? ''))
  )
    return false
  if (/between/.test(lead) || prepositions(joins, target) !== (trail || lead)) return false
  const marked = firstItem > 0 || isVerbal(governor, shape.lexicon)
  if (!marked || isSubject(governor)) return false
  const conjuncts = left.slice(firstItem, and)
  // "I report to [Tomas and] coach Joon", "hired me in [2019, and] Petra": no two of a kind.
  const alike = ({ kind }: Token) => (kind === 'name' || kind === 'date' ? kind : '')
  if (isVerbal(target, shape.lexicon) || isSubjectPronoun(target) || alike(left[firstItem]!) !== alike(target))
    return false
  const parallel = lead !== '' && lead === trail
  if (!parallel && left[and - 1]!.key === ',' && !has(conjuncts.slice(0, -1), ',')) return false
  const separators = conjuncts.filter(({ kind, key }) => kind === 'and' || (kind === 'boundary' && key === ','))
  const words = conjuncts.filter((token) => !separators.includes(token))
  if (words.length > 8 * (separators.length + 1) || words.some((token) => isVerbal(token, shape.lexicon))) return false
  return isPlainPhrase(words, shape, (key) => parallel || key === 'of')
}

function isSubjectPronoun(token: Token): boolean {
  return token.kind === 'pronoun' && isSubject(token)
}

/**
 * Where the subject begins that ends at `end`: the sentence's first words up to its verb, after a phrase of time or
 * place at most. Undefined when what ends there is no subject.
 */
function subjectStart(source: readonly Token[], end: number, lexicon: Lexicon): number | undefined {
  const verb = source.slice(end + 1).find(({ kind }) => kind !== 'auxiliary' && kind !== 'adverb')
  const perfect = lexicon.language === 'de' && source[end + 1]?.kind === 'auxiliary'
  if (!perfect && (verb === undefined || !(isPast(verb, lexicon) || verb.kind === 'be'))) return undefined
  if (isSubject(source[end]) && source[end]!.kind === 'pronoun') {
    const before = source.slice(0, end)
    const phrase =
      before[0]?.kind === 'preposition' &&
      before.every(({ kind }) => ['preposition', 'article', 'name', 'date', 'boundary'].includes(kind))
    return before.every(({ kind }) => kind === 'boundary') || phrase ? end : undefined
  }
  const plain = source
    .slice(0, end + 1)
    .every(({ kind }) => ['article', 'name', 'word', 'preposition', 'number', 'pronoun', 'fixed'].includes(kind))
  return plain && source[0]!.kind !== 'preposition' && !source.slice(0, end + 1).some((token) => isPast(token, lexicon))
    ? 0
    : undefined
}

const masculineCases: Record<string, string> = {
  der: 'subject',
  ein: 'subject',
  dieser: 'subject',
  den: 'object',
  einen: 'object',
  diesen: 'object',
  dem: 'dative',
  einem: 'dative',
  diesem: 'dative',
}

/** German says with its articles who does what to whom: "Den Mann biss der Hund" is not "Der Mann biss den Hund". */
export function casesAgree(source: Token, claim: Token): boolean {
  if (source.kind !== 'article' || claim.kind !== 'article') return true
  const [stated, claimed] = [masculineCases[source.lower], masculineCases[claim.lower]]
  return stated === claimed || stated === undefined || claimed === undefined
}
