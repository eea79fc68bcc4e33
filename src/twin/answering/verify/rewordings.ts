import type { Lexicon } from './lexicon/lexicon.ts'
import { isPast, isSubject, isVerbal } from './licence-rules.ts'
import { isBinding, isClaimed, type Token } from './token.ts'

/** The claim itself and what it says in another order: a time or place moved, the passive as the active. */
export function rewordings(claim: readonly Token[], lexicon: Lexicon): (readonly Token[])[] {
  const sentence = claim.at(-1)?.key === '.' ? claim.slice(0, -1) : claim
  const voices = withActive(sentence, lexicon)
  return [...voices, ...voices.flatMap((voice) => moved(voice, lexicon))]
}

/**
 * A sentence and, when it is in the passive with its agent, its active: "X was led by Y in 2019" is "Y led X in 2019";
 * in German, its subject before its verb: "2019 wechselte ich zu Acme" is "ich wechselte 2019 zu Acme".
 */
export function withActive(tokens: readonly Token[], lexicon: Lexicon): (readonly Token[])[] {
  const other = activeForm(tokens, lexicon) ?? uninverted(tokens, lexicon)
  return other ? [tokens, other] : [tokens]
}

function uninverted(tokens: readonly Token[], { language }: Lexicon): Token[] | undefined {
  if (language !== 'de' || !(tokens[0]?.kind === 'preposition' || tokens[0]?.kind === 'date')) return undefined
  const subject = tokens.findIndex((token) => token.kind === 'pronoun' && isSubject(token))
  const verb = tokens[subject - 1]
  const phrase = tokens.slice(0, subject - 1)
  if (
    subject < 2 ||
    !verb ||
    verb.kind === 'boundary' ||
    phrase.some(({ kind }) => kind === 'boundary' || kind === 'and')
  )
    return undefined
  return [tokens[subject]!, verb, ...phrase, ...tokens.slice(subject + 1)]
}

function activeForm(tokens: readonly Token[], lexicon: Lexicon): Token[] | undefined {
  if (lexicon.language !== 'en' && lexicon.language !== 'fr') return undefined
  const be = tokens.findIndex(({ kind, key }) => kind === 'be' && key === 'past')
  if (be < 1) return undefined
  const verb = tokens.findIndex((token, index) => index > be && token.kind !== 'adverb')
  const [participle, by] = [tokens[verb], tokens[verb + 1]]
  if (participle === undefined || !isPast(participle, lexicon) || by?.kind !== 'preposition' || by.key !== 'by')
    return undefined
  const object = tokens.slice(0, be).filter(({ kind }) => kind !== 'auxiliary')
  const simple =
    object.some(isBinding) &&
    object.every(
      ({ kind }) =>
        !['boundary', 'and', 'or', 'but', 'relative', 'subordinator', 'negation', 'condition', 'be'].includes(kind),
    )
  const agentEnd = tokens.findIndex(
    ({ kind, key }, index) =>
      index > verb + 2 &&
      !(kind === 'and' && isSubject(tokens[index + 1])) &&
      (['boundary', 'and', 'or', 'but', 'relative', 'subordinator', 'condition', 'date'].includes(kind) ||
        (kind === 'preposition' && key !== 'of')),
  )
  const agent = tokens.slice(verb + 2, agentEnd === -1 ? undefined : agentEnd)
  const first = agent.find(isBinding)
  if (!simple || !first || first.kind === 'number' || first.kind === 'date') return undefined
  return [...agent, participle, ...object, ...(agentEnd === -1 ? [] : tokens.slice(agentEnd))]
}

/** The claim with its first phrase of time or place moved back, or its last one moved to the front or before another. */
function moved(claim: readonly Token[], lexicon: Lexicon): Token[][] {
  const starts = claim.flatMap((_, index) => (startsPhrase(claim, index) ? [index] : []))
  const variants: Token[][] = []
  const first = claim.findIndex(isClaimed)
  const last = starts.findLast((start) => start > first)
  if (last !== undefined) {
    const before = claim.slice(0, last)
    const phrase = claim.slice(last)
    const body = trimComma(before)
    for (const start of starts)
      if (start > 0 && start < last) variants.push([...body.slice(0, start), ...phrase, ...body.slice(start)])
  }
  for (const start of starts)
    if (start > first) variants.push([...claim.slice(start), ...trimComma(claim.slice(0, start))])
  const end = frontedEnd(claim, starts[0] === 0, lexicon)
  if (end > 0) {
    const rest = claim.slice(end).filter(({ kind }, index) => index > 0 || kind !== 'boundary')
    // "In 2019, I joined Acme and led the team" says 2019 of both.
    if (rest.some(isClaimed) && !rest.some((_, index) => joinsClauses(rest, index, lexicon))) {
      const phrase = claim.slice(0, end)
      variants.push([...rest, ...phrase])
      for (const start of starts)
        if (start > end)
          variants.push([
            ...claim.slice(end, start).filter(({ kind }) => kind !== 'boundary'),
            ...phrase,
            ...claim.slice(start),
          ])
    }
  }
  return variants
}

function startsPhrase(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]!
  const before = tokens[index - 1]
  if (before?.kind === 'preposition' || before?.kind === 'article') return false
  if (token.kind === 'subordinator' || token.kind === 'condition') return true
  if (token.kind === 'article') return tokens[index + 1]?.kind === 'date'
  if (token.kind === 'fixed')
    return (token.key === 'every' || token.key === 'each') && tokens[index + 1]?.kind === 'word'
  if (token.kind === 'preposition' && token.key === 'of') return tokens[index + 1]?.kind === 'date'
  return token.kind === 'date' || (token.kind === 'preposition' && token.key !== 'than')
}

function trimComma(tokens: readonly Token[]): readonly Token[] {
  return tokens.at(-1)?.kind === 'boundary' ? tokens.slice(0, -1) : tokens
}

/** Whether another predicate begins here: "and led …", "and I …", "and Ana led …". */
function joinsClauses(tokens: readonly Token[], index: number, lexicon: Lexicon): boolean {
  const [token, next] = [tokens[index]!, tokens[index + 1]]
  if (token.key === ';') return true
  if (token.kind !== 'and' || next === undefined) return false
  if (isVerbal(next, lexicon) || next.kind === 'fixed' || (next.kind === 'pronoun' && isSubject(next))) return true
  return next.kind === 'name' && tokens.slice(index + 2, index + 4).some((other) => isVerbal(other, lexicon))
}

/** Where a phrase at the start of the claim ends: at its comma, else before the subject; 0 when there is none. */
function frontedEnd(tokens: readonly Token[], phrase: boolean, lexicon: Lexicon): number {
  const comma = tokens.findIndex(({ kind, key }) => kind === 'boundary' && key === ',')
  const subject = tokens.findIndex((token) => token.kind === 'pronoun' && isSubject(token))
  if (!phrase) return comma > 0 && comma < 4 && subject === comma + 1 ? comma : 0
  if (comma > 0 && tokens.slice(comma + 1).some(isClaimed)) return comma
  if (subject > 0) return subject
  const afterDate = tokens.findIndex(({ kind }) => !['preposition', 'article', 'date'].includes(kind))
  if (afterDate > 0 && tokens[afterDate - 1]!.kind === 'date') return afterDate
  const verb = lexicon.language === 'es' ? tokens.findIndex((token) => isPast(token, lexicon)) : 0
  return Math.max(verb, 0)
}
