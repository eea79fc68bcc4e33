import { fold } from '../../text/terms.ts'
import { lexiconOf, type Lexicon, type LexiconEntry, type VerifiedLanguage } from './lexicon/lexicon.ts'
import { dateDraft, joinDates, joinNumberWords, joinUnits, type Draft } from './join-values.ts'
import { parseNumericDate } from './partial-date.ts'
import { quantityKey } from './quantity.ts'
import { scan, type RawToken } from './scan.ts'
import type { Token, TokenKind } from './token.ts'

/** Reads a sentence into classified tokens. `owner`: the folded words of the owner's name. */
export function readTokens(text: string, language: VerifiedLanguage, owner: ReadonlySet<string>): Token[] {
  const lexicon = lexiconOf(language)
  let drafts = scan(text, language).map((raw) => draft(raw, lexicon))
  markInitials(drafts)
  markQuotes(drafts)
  drafts = joinNumberWords(drafts, lexicon)
  drafts = joinUnits(drafts, lexicon)
  drafts = joinDates(drafts, lexicon)
  drafts = joinPhrases(drafts, lexicon)
  for (const token of drafts) if (token.kind === 'word') classify(token, lexicon)
  drafts = joinOwner(drafts, owner, language)
  resolveInContext(drafts, lexicon)
  return drafts
}

function draft(raw: RawToken, { language }: Lexicon): Draft {
  const { surface, lower, glued } = raw
  const capital = /^\p{Lu}/u.test(surface)
  const base = { lower, surface, capital, name: capital ? fold(lower) : '', glued, quoted: false, initial: false }
  switch (raw.type) {
    case 'mark':
      return { ...base, kind: 'boundary', key: marks[surface] ?? '-' }
    case 'word':
      return { ...base, kind: 'word', key: spelling(lower, language) }
    case 'address':
      return { ...base, kind: 'name', key: lower }
    case 'time':
      return {
        ...base,
        kind: 'number',
        key: lower
          .replace(/\s/g, '')
          .replace('h', ':')
          .replace(/^0+(?=\d)/, ''),
      }
    case 'ordinal':
      return { ...base, kind: 'fixed', key: `ord${parseInt(surface, 10)}`, ordinal: parseInt(surface, 10) }
    case 'date': {
      const date = parseNumericDate(surface, language === 'en')
      return date ? dateDraft(base, date) : { ...base, kind: 'number', key: surface }
    }
    case 'quantity': {
      const key = quantityKey(surface, language)
      const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-z%]*)$/.exec(key) ?? []
      const parsed = digits === undefined ? {} : { value: Number(digits), ...(unit && { unit }) }
      return /^(?:19|20)\d\d$/.test(surface)
        ? dateDraft(base, { year: Number(surface) })
        : { ...base, kind: 'number', key, ...parsed }
    }
  }
}

const marks: Record<string, string> = {
  ',': ',',
  ';': ';',
  ':': ':',
  '.': '.',
  '!': '.',
  '?': '.',
  '…': '.',
  '(': '(',
  ')': ')',
  '[': '(',
  ']': ')',
  '|': '|',
  '&': 'and',
  '/': ',',
  '"': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
}

/** British and American spellings are one word. */
function spelling(lower: string, language: VerifiedLanguage): string {
  if (language !== 'en' || lower.length < 5 || !/is|our|tre/.test(lower)) return lower
  return lower
    .replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1')
    .replace(/our(s|ed|ing|al|ite)?$/, 'or$1')
    .replace(/^(.{3,})tre(s?)$/, '$1ter$2')
}

/** A capital at the start of a sentence, a quotation or after a colon says nothing about the word. */
function markInitials(drafts: Draft[]): void {
  let initial = true
  for (const token of drafts) {
    if (token.kind === 'boundary') {
      if (/[.:"|(-]/.test(token.key)) initial = true
      if (token.key === 'and') Object.assign(token, { kind: 'and', lower: 'and' })
      continue
    }
    token.initial = initial
    initial = false
  }
}

/** Marks what stands between quotation marks, from four words on, and removes the marks themselves. */
function markQuotes(drafts: Draft[]): void {
  const at = drafts.flatMap((token, index) => (token.kind === 'boundary' && token.key === '"' ? [index] : []))
  for (let pair = 0; pair < at.length; pair += 2) {
    const [open, close] = [at[pair]!, at[pair + 1] ?? drafts.length]
    const inside = drafts.slice(open + 1, close)
    if (inside.filter(({ kind }) => kind !== 'boundary').length >= 4) for (const token of inside) token.quoted = true
  }
  for (const index of at.reverse()) drafts.splice(index, 1)
}

function joinPhrases(drafts: Draft[], { phrases }: Lexicon): Draft[] {
  const joined: Draft[] = []
  for (let index = 0; index < drafts.length; index++) {
    const token = drafts[index]!
    const phrase =
      token.kind === 'word' &&
      phrases
        .get(token.lower)
        ?.find(({ rest }) =>
          rest.every((word, at) => drafts[index + 1 + at]?.kind === 'word' && drafts[index + 1 + at]!.lower === word),
        )
    if (!phrase) {
      joined.push(token)
      continue
    }
    joined.push({ ...token, kind: phrase.entry.kind, key: phrase.entry.key })
    index += phrase.rest.length
  }
  return joined
}

function classify(token: Draft, { words, language }: Lexicon): void {
  const { surface, lower } = token
  const entry: LexiconEntry | undefined = words.get(lower)
  const shouted = surface.length > 1 && /^[\p{Lu}\p{N}]+$/u.test(surface) && /\p{Lu}/u.test(surface)
  const mixed = /\p{Ll}\p{Lu}/u.test(surface) || /\p{N}/u.test(surface)
  const named = token.capital && !token.initial && language !== 'de' && surface !== 'I'
  const weekday = entry?.kind === 'adverb' && token.capital
  if ((shouted || mixed || named) && !weekday) return set(token, 'name', fold(lower))
  if (entry) return set(token, entry.kind, entry.key)
  if (lower === "'s") set(token, 'fixed', "'s")
}

function set(token: Draft, kind: TokenKind, key: string): void {
  token.kind = kind
  token.key = key
}

const titles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
  'prof',
  'mme',
  'm',
  'mlle',
  'frau',
  'herr',
  'sr',
  'sra',
  'señor',
  'señora',
])

/** Replaces the owner's name by a token that can be said as "I"; a longer name that only contains it is somebody else's. */
function joinOwner(drafts: Draft[], owner: ReadonlySet<string>, language: VerifiedLanguage): Draft[] {
  if (owner.size === 0) return drafts
  const isName = (token: Draft | undefined) =>
    token !== undefined && token.capital && (token.kind === 'name' || token.kind === 'word')
  const genitive = (token: Draft) =>
    language === 'de' && owner.has(fold(token.lower).replace(/s$/, '')) && !owner.has(fold(token.lower))
  const own = (token: Draft | undefined) => isName(token) && (owner.has(fold(token!.lower)) || genitive(token!))
  const joined: Draft[] = []
  for (let index = 0; index < drafts.length; index++) {
    const token = drafts[index]!
    const title = titles.has(token.lower) && token.capital
    const stop = title && drafts[index + 1]?.key === '.' ? 1 : 0
    const first = title && own(drafts[index + 1 + stop]) ? index + 1 + stop : index
    if (!own(drafts[first])) {
      joined.push(token)
      continue
    }
    let last = first
    while (own(drafts[last + 1])) last++
    const before = joined.at(-1)
    const other =
      (isName(before) && !before!.initial) ||
      (isName(before) && !before!.owner && before!.initial && before!.kind === 'name') ||
      isName(drafts[last + 1])
    const possessive = drafts[last + 1]?.key === "'s" ? 1 : 0
    if (other && !genitive(drafts[last]!)) {
      joined.push(...drafts.slice(index, last + 1))
      index = last
      continue
    }
    const key = possessive || genitive(drafts[last]!) ? 'my' : 's1'
    joined.push({ ...drafts[first]!, kind: 'pronoun', key, owner: true, glued: false })
    index = last + possessive
  }
  return joined
}

/** What a word does that its neighbours decide. */
function resolveInContext(drafts: Draft[], lexicon: Lexicon): void {
  for (const [index, token] of drafts.entries()) {
    const previous = drafts[index - 1]
    const next = drafts.slice(index + 1).find(({ kind }) => kind !== 'article')
    if (
      token.key === "'s" &&
      previous &&
      /^(?:s1|s3.|it|p3|which|that|who|what|where|there|here)$/.test(
        previous.kind === 'pronoun' || previous.kind === 'relative' ? previous.key : previous.lower,
      )
    )
      set(token, 'be', 'present')
    if (token.lower === "'m" || token.lower === "'re") set(token, 'be', 'present')

    const bound = lexicon.beforeNumber.get(token.lower)
    if (bound !== undefined && token.kind !== 'name' && drafts[index + 1]?.kind === 'number') set(token, 'fixed', bound)

    // A dash between two values is a range.
    const isValue = (other: Draft | undefined) => other?.kind === 'number' || other?.kind === 'date'
    if (token.kind === 'boundary' && token.key === '-' && isValue(previous) && isValue(next))
      set(token, 'preposition', 'to')

    const tense = token.kind === 'name' ? undefined : lexicon.have.get(token.lower)
    if (tense !== undefined) set(token, isPerfect(drafts, index, lexicon) ? 'auxiliary' : 'have', tense)

    // "turned down", "switched off", "ab" at the end of a German clause.
    if (
      token.kind === 'preposition' &&
      (next === undefined || /^(?:boundary|and|but)$/.test(next.kind)) &&
      previous &&
      !(next?.key === '"')
    )
      set(token, 'fixed', `particle:${token.lower}`)
  }
}

/** Whether a form of "to have" only makes the perfect of a verb that follows. */
function isPerfect(drafts: readonly Draft[], index: number, lexicon: Lexicon): boolean {
  for (const token of drafts.slice(index + 1)) {
    if (token.kind === 'boundary') return false
    if (token.kind === 'be') return token.key === 'past' || token.key === 'became'
    if (token.kind === 'word' && lexicon.looksPast(token.lower) && !(lexicon.language === 'de' && token.capital))
      return true
    // German puts the participle at the end of the clause.
    if (lexicon.language !== 'de' && !['adverb', 'negation', 'filler', 'fixed', 'pronoun'].includes(token.kind))
      return false
  }
  return false
}
