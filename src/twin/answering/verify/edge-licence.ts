import {
  bindingTokens,
  has,
  isPast,
  isPlainPhrase,
  isSubject,
  isAttribution,
  isUnreal,
  isVerbal,
  prepositions,
  type ClaimShape,
} from './licence-rules.ts'
import { casesAgree, withoutPossessive } from './gap-licence.ts'
import { isBinding, type Token } from './token.ts'

/** Whether the source's words before the first kept one may be left out. */
export function startAllowed(
  source: readonly Token[],
  first: number,
  claim: readonly Token[],
  claimFirst: number,
  shape: ClaimShape,
): boolean {
  const left = source.slice(0, first)
  const target = source[first]!
  const lastBound = left.findLastIndex((token) => isBinding(token) || token.kind === 'boundary')
  const joins = claim.slice(0, claimFirst)
  if (first > 0 && claimFirst > 0 && !casesAgree(source[first - 1]!, claim[claimFirst - 1]!)) return false
  if (prepositions(left.slice(lastBound + 1), target) !== prepositions(joins, target)) return false
  if (bindingTokens(withoutPossessive(left, joins)).length === 0) return true
  return (
    label(left, shape) ||
    frontedPhrase(left, target, shape) ||
    earlierClause(source, left, first, shape) ||
    spanishSubject(left, target, claim[claimFirst]!, shape) ||
    spanishVerb(left, target, shape)
  )
}

/** "[Result:] I led …". */
function label(left: readonly Token[], { lexicon }: ClaimShape): boolean {
  return left.length === 2 && left[1]!.key === ':' && lexicon.labels.has(left[0]!.lower)
}

/** "[At Acme,] I led …", "[In 2019] I led …". Only a place or a time: "[In theory,] …" changes everything. */
function frontedPhrase(left: readonly Token[], target: Token, shape: ClaimShape): boolean {
  if (shape.strict || !isSubject(target)) return false
  const [lead, ...rest] = left
  if (isDated(left)) return true
  const later = left.every(
    ({ kind, lower }) => kind === 'number' || kind === 'adverb' || shape.lexicon.measures.has(lower) || lower === ',',
  )
  if (later) return true
  const items = bindingTokens(rest)
  // "[After the migration] I led …", told of the past.
  const pronoun = target.kind === 'pronoun'
  const before = lead?.kind === 'preposition' && /^(?:after|before|since)$/.test(lead.key) && shape.past && pronoun
  const inside = rest.filter(({ kind }) => kind !== 'boundary')
  if (
    before &&
    isPlainPhrase(inside, shape, (key) => key === 'of') &&
    !inside.some((token) => isVerbal(token, shape.lexicon))
  )
    return true
  if (lead?.kind !== 'preposition' || lead.key !== 'loc' || items.length === 0 || items.length > 4) return false
  if (!isPlainPhrase(inside, shape, () => false)) return false
  if (items.every(({ lower }) => shape.lexicon.times.has(lower)) && pronoun) return true
  if (!items.some(({ kind }) => kind === 'date' || kind === 'name')) return false
  const commas = rest.filter(({ kind }) => kind === 'boundary')
  return (
    (commas.length === 1 && rest.at(-1)!.key === ',') ||
    (commas.length === 0 && items.length === 1 && items[0]!.kind === 'date')
  )
}

function isDated(tokens: readonly Token[]): boolean {
  return tokens.every(
    ({ kind, key }) =>
      ['article', 'date', 'boundary'].includes(kind) ||
      (kind === 'preposition' && /^(?:loc|from|to|until|since|of)$/.test(key)),
  )
}

/** "[Ana led sales, and] I led IT": a whole clause that ends where another subject begins. */
function earlierClause(source: readonly Token[], left: readonly Token[], first: number, shape: ClaimShape): boolean {
  const subject = source[first]
  // "… and [in 2018] I replaced it", with its date.
  const fronted = subject?.kind === 'date'
  const at = left.findLastIndex(({ kind }) => kind !== 'article' && !(fronted && kind === 'preposition'))
  const end = left[at]
  if (!end) return false
  const joined =
    end.kind === 'and' || end.kind === 'but' || (end.kind === 'boundary' && (end.key === ';' || end.key === '.'))
  const next = source[first + 1]
  const goesOn = next !== undefined && next.kind !== 'boundary' && next.kind !== 'and' && next.kind !== 'or'
  if (!joined || !goesOn || !(isSubject(subject) || beginsClause(source, first, shape))) return false
  return clauseIsIdle(left.slice(0, at), end, shape)
}

/** "[Entré en Acme y] dirigí la migración": the verb itself says "I". */
function spanishVerb(left: readonly Token[], target: Token, shape: ClaimShape): boolean {
  const { lexicon } = shape
  const end = left.findLast(({ kind }) => kind !== 'article')!
  if (lexicon.language !== 'es' || end !== left.at(-1) || end.kind !== 'and') return false
  const own = (token: Token) => /[éí]$/.test(token.lower) && isPast(token, lexicon)
  const clause = left.slice(0, -1)
  return own(target) && clause.some(own) && clauseIsIdle(clause, end, shape)
}

/** A noun and its verb right after the "and": "… and [the backup worked]". */
function beginsClause(source: readonly Token[], first: number, { lexicon }: ClaimShape): boolean {
  if (source[first]!.kind === 'date') {
    const next = source.slice(first + 1).find(({ kind, key }) => kind !== 'date' && key !== ',')
    return isSubject(next)
  }
  const inNoun = ({ kind, key }: Token) =>
    ['word', 'name', 'article', 'adverb', 'number'].includes(kind) || key === 'of'
  const verb = source.findIndex((token, index) => index > first && (!inNoun(token) || isPast(token, lexicon)))
  const token = source[verb]
  return token !== undefined && verb - first <= 4 && isVerbal(token, lexicon) && !isPast(source[first]!, lexicon)
}

function clauseIsIdle(clause: readonly Token[], end: Token, shape: ClaimShape): boolean {
  if (
    clause.some(
      (token) =>
        token.quoted || isUnreal(token, shape.lexicon) || ['or', 'relative', 'subordinator'].includes(token.kind),
    )
  )
    return false
  const strong = end.key === ';' || end.key === '.' || clause.at(-1)?.key === ','
  if (!strong && clause.some(({ kind }) => kind === 'negation' || kind === 'fixed')) return false
  // "My friend Ana and I wrote …" has no verb before the "and".
  if (end.key === ';') return true
  return clause.some(
    (token, index) =>
      isVerbal(token, shape.lexicon) && (clause.slice(0, index).some(isBinding) || shape.lexicon.language === 'es'),
  )
}

/** "[Yo] dirigí", and the owner's name before a verb that says "I" itself. */
function spanishSubject(
  left: readonly Token[],
  target: Token,
  verb: Token,
  { lexicon, firstPerson }: ClaimShape,
): boolean {
  if (lexicon.language !== 'es' || left.some(({ kind }) => kind === 'boundary')) return false
  const binding = bindingTokens(left)
  // "Ines asumió": the claim's verb has to say "I" itself, "asumí"; "trabajaba" says both.
  const own = !binding[0]?.owner || verb.lower !== target.lower || /(?:aba|ía)$/.test(verb.lower)
  return binding.length === 1 && binding[0]!.key === 's1' && target.kind === 'word' && firstPerson && own
}

/** Whether the source's words after the last kept one may be left out. */
export function endAllowed(source: readonly Token[], last: number, shape: ClaimShape): boolean {
  const left = source.slice(last + 1)
  if (bindingTokens(left).length === 0) return !(shape.strict && left.some(({ kind }) => kind === 'adverb'))
  const at = left.findIndex(({ kind }) => kind !== 'adverb')
  const lead = left[at]!
  const clauseEnds = lead.kind === 'boundary' && (lead.key === ';' || lead.key === '.')
  if (!tailIsIdle(left, shape) || addsUp(source, last, at, shape)) return false
  if (clauseEnds) return true
  if (shape.strict) {
    const next = left[at + 1]
    if (lead.kind === 'and') return next !== undefined && (isSubject(next) || isVerbal(next, shape.lexicon))
    return (
      lead.kind === 'boundary' && (next?.kind === 'and' || next?.kind === 'relative' || next?.kind === 'subordinator')
    )
  }
  switch (lead.kind) {
    case 'boundary':
    case 'relative':
    case 'subordinator':
      return true
    case 'and':
      return !between(source, last)
    case 'date':
      return dateEnds(left, at)
    case 'article':
      return left[at + 1]?.kind === 'date' && dateEnds(left, at + 1)
    case 'fixed':
      // "every day", "jeden Tag"
      return (
        (lead.key === 'every' || lead.key === 'each') &&
        left[at + 1]?.kind === 'word' &&
        (left[at + 2] === undefined || left[at + 2]!.kind === 'boundary')
      )
    case 'preposition':
      return prepositionEnds(source, last, left, lead, shape)
    default:
      return false
  }
}

/** "3 hours [and 25 minutes]", "two years [and a half]": the rest of one value. */
function addsUp(source: readonly Token[], last: number, at: number, { lexicon }: ClaimShape): boolean {
  const left = source.slice(last + 1)
  if (left[at]!.kind !== 'and' && !(left[at]!.kind === 'boundary' && left[at]!.key === ',')) return false
  const next = left.findIndex(
    ({ kind }, index) => index > at && !['and', 'article', 'boundary', 'adverb'].includes(kind),
  )
  if (left[next]?.kind === 'fixed' && left[next].key === 'half') return true
  if (left[next]?.kind !== 'number') return false
  const counted = left[next + 1]
  // "214 certificates[, 37 of them unknown]"
  if (counted?.key === 'of') return false
  if (counted?.kind !== 'word' || lexicon.measures.has(counted.lower)) return true
  // "a team of 6 engineers [and 2 designers]" has eight members.
  const value = source.findLastIndex(({ kind }, index) => index <= last && kind === 'number')
  return value > 0 && source[value - 1]!.key === 'of'
}

/** Nothing in the tail takes back, bounds or doubts what stands before it. */
function tailIsIdle(left: readonly Token[], { lexicon, past: claimPast }: ClaimShape): boolean {
  if (lexicon.language === 'de' && left[0]!.kind !== 'and' && holdsGermanVerb(left)) return false
  let clause = false
  for (const [index, token] of left.entries()) {
    if (token.kind === 'boundary' && (token.key === ';' || token.key === '.')) return true
    if (token.kind === 'and' || token.kind === 'relative' || token.kind === 'subordinator') clause = true
    const apart = left[0]!.kind === 'boundary' && index > 0 && left[1]!.kind !== 'preposition'
    if (
      ['or', 'but', 'condition', 'doubt'].includes(token.kind) ||
      token.key === 'than' ||
      token.key === 'without' ||
      token.key === 'nor'
    )
      return false
    if (token.key === 'together' || token.key === 'respectively' || token.key === 'instead-of' || token.key === 'alone')
      return false
    if (token.kind === 'negation' && !clause) return false
    // "in theory" bounds what it stands with, not what an "and" or a comma has already closed.
    if (clause || apart ? isAttribution(token, lexicon) : isUnreal(token, lexicon)) return false
    if (token.kind === 'preposition' && token.key === 'with' && !clause && namesSomebody(left.slice(index + 1)))
      return false
    if (token.kind === 'preposition' && (token.key === 'despite' || (token.key === 'until' && !claimPast))) return false
  }
  return true
}

/** German ends a clause with its verb, its predicate or the verb's prefix: "[für den Vorstand geschrieben]". */
function holdsGermanVerb(left: readonly Token[]): boolean {
  const end = left.findIndex(({ kind }, index) => index > 0 && kind === 'boundary')
  const clause = left.slice(0, end === -1 ? undefined : end)
  const last = clause.findLast(({ kind }) => kind !== 'boundary')
  return (
    last !== undefined &&
    left[0]!.kind !== 'boundary' &&
    ((last.kind === 'word' && !last.capital) || last.key.startsWith('particle:'))
  )
}

/** Whether a phrase that begins here is about a person: leaving out with whom would take the whole credit. */
function namesSomebody(tokens: readonly Token[]): boolean {
  const next = tokens.find(({ kind }) => kind !== 'article' && kind !== 'adverb')
  return next?.kind === 'pronoun' || (next?.kind === 'name' && next.capital)
}

function prepositionEnds(
  source: readonly Token[],
  last: number,
  left: readonly Token[],
  lead: Token,
  shape: ClaimShape,
): boolean {
  const kept = source[last]!
  // "banco [de pruebas]": in Spanish and French the rest of a compound, not its owner.
  const romance = shape.lexicon.language === 'fr' || shape.lexicon.language === 'es'
  if (
    romance &&
    lead.key === 'of' &&
    left[left.indexOf(lead) + 1]?.kind === 'word' &&
    !/^(?:du|des|del)$/.test(lead.lower)
  )
    return false
  if (lead.key === 'as' || lead.key === 'like') return kept.kind !== 'pronoun'
  const target = left.slice(left.indexOf(lead) + 1).find(isBinding)
  const time = target?.kind === 'date'
  if (shape.role && !time && !onlyNames(left)) return false
  // "The test failed [to find the error]"
  if (lead.key === 'to' && isUnreal(kept, shape.lexicon)) return false
  // "74 servers in 3 hours and 52 databases [in 2 hours]" would lend the first time to the second.
  const and = source.slice(0, last).findLastIndex(({ kind }) => kind === 'and')
  const valued = (index: number) => ['number', 'date'].includes(source[index + 1]?.kind ?? '')
  if (
    source
      .slice(0, Math.max(and, 0))
      .some(({ kind, key }, index) => kind === 'preposition' && key === lead.key && valued(index))
  )
    return false
  // "from 10 [to 20]", "2016 [to 2018]".
  if (lead.key === 'to' && (kept.kind === 'number' || kept.kind === 'date')) return false
  return !(kept.kind === 'pronoun' || kept.kind === 'fixed' || kept.kind === 'have')
}

/** "at Acme", "in Lyon": a role stays what it is without its place. "in a school play" does not. */
function onlyNames(left: readonly Token[]): boolean {
  const end = left.findIndex(
    ({ kind, key }, index) => index > 0 && (kind === 'boundary' || (kind === 'preposition' && key !== 'of')),
  )
  const phrase = left.slice(0, end === -1 ? undefined : end)
  return (
    /^(?:loc|from)$/.test(phrase[0]!.key) &&
    phrase.slice(1).every(({ kind, key }) => kind === 'name' || kind === 'article' || key === 'of')
  )
}

function dateEnds(left: readonly Token[], at: number): boolean {
  const next = left[at + 1]
  return next === undefined || next.kind === 'boundary' || next.kind === 'preposition'
}

/** "between 10 [and 20]". */
function between(source: readonly Token[], last: number): boolean {
  return (
    has(source.slice(Math.max(0, last - 4), last), 'or') ||
    source
      .slice(0, last)
      .some(({ kind, key }) => (kind === 'preposition' && key === 'between') || (kind === 'fixed' && key === 'both'))
  )
}
