import type { Audience } from '#auth'
import type { SourceKind } from '../../knowledge/document.ts'
import type { Language } from '../../text/language.ts'
import { sentenceSpans, type Span } from '../../text/sentences.ts'
import type { Citation } from '../answer.ts'
import { aligns, matches, type AlignOptions, type FirstPerson } from './align.ts'
import { diagnose, type UnsupportedReason } from './diagnose.ts'
import { isInstructionLike } from './instruction-like.ts'
import { lexiconOf, type Lexicon, type VerifiedLanguage } from './lexicon/lexicon.ts'
import { isPast, isStrict, isSubject, type ClaimShape } from './licence-rules.ts'
import { readTokens } from './read-tokens.ts'
import { rewordings, withActive } from './rewordings.ts'
import { ownerWords } from './speaker.ts'
import { splitClaim } from './split-claim.ts'
import { isClaimed, type Token } from './token.ts'

export type { FirstPerson } from './align.ts'
export type { UnsupportedReason } from './diagnose.ts'

/** A piece of a source that a claim is said to rest on. */
export interface CitedSpan {
  readonly sourceId: string
  readonly title: string
  readonly version: string
  readonly audience: Audience
  /** UTF-16 offset of `text` in the source's text. */
  readonly start: number
  readonly text: string
  readonly page?: number
  /** Headings it stands under; under "Goals" or "What we proposed" nothing is a fact. */
  readonly heading?: string
  readonly kind?: SourceKind
  /** The claim's language when left out. */
  readonly language?: Language
  /** Whose "I" this is. Left out: the owner's in a profile or an answer, else unknown, which is read as the owner's. */
  readonly firstPerson?: FirstPerson
}

export type Verdict =
  | { readonly supported: true; readonly citations: Citation[] }
  | { readonly supported: false; readonly reason: UnsupportedReason; readonly detail: string }

interface SpanSentence {
  readonly start: number
  readonly end: number
  /** White space folded. */
  readonly folded: string
  readonly instruction: boolean
  /** Undefined for what supports no claim but its own words: questions, instructions, others' words, plans, tables. */
  variants(): readonly (readonly Token[])[] | undefined
}

interface ReadSpan {
  readonly language: Language
  readonly owner: string
  readonly sentences: readonly SpanSentence[]
}

/** Spans are read once, also when many claims are checked against them. */
const readSpans = new WeakMap<CitedSpan, ReadSpan>()

/**
 * Whether a claim follows from the cited spans. Deterministic and cautious: a claim passes when it is a sentence of a
 * span, or such a sentence with parts left out that nothing kept depends on (see `gap-licence.ts`), in another order of
 * times and places, in the active for the passive, with "I" for the owner's name; or several of these joined by "and".
 * A hedge may be neither added nor left out: "about 40" does not support "40". `ownerName` is whom "I" stands for.
 */
export function verifySentence(
  claim: string,
  spans: readonly CitedSpan[],
  language: Language,
  ownerName = '',
): Verdict {
  if (spans.every(({ text }) => text.trim() === '')) return unsupported('no_source', 'nothing is cited')
  if (isInstructionLike(claim, language)) return unsupported('instruction', 'the claim gives orders to its reader')
  const read = spans.map((span) => ({ span, ...readSpan(span, span.language ?? language, ownerName) }))

  const folded = foldSpace(claim)
  for (const { span, sentences } of read) {
    const extract = findExtract(folded, sentences)
    if (!extract) continue
    if (span.firstPerson === 'other' && language !== 'und' && speaksAsFirst(claim, language))
      return unsupported('person', 'the source speaks for somebody else')
    return { supported: true, citations: [cite(span, extract.start, extract.end)] }
  }
  if (language === 'und')
    return unsupported('wording', 'only a sentence of the source itself can be checked in an unknown language')

  const tokens = readTokens(claim, language, ownerWords(ownerName))
  if (claim.trim().endsWith('?')) return unsupported('wording', 'a question claims nothing')
  const candidates = read.filter((span) => span.language === language)
  const whole = support(tokens, candidates, language)
  if (whole) return { supported: true, citations: [whole] }
  const parts = splitClaim(tokens, lexiconOf(language))
  const cited = parts.map((part) => support(part, candidates, language))
  if (parts.length > 1 && cited.every((citation) => citation !== undefined))
    return { supported: true, citations: unique(cited) }

  const readable = candidates.flatMap(({ sentences }) =>
    sentences.flatMap(({ variants }) => variants()?.slice(0, 1) ?? []),
  )
  if (readable.length === 0 && read.some(({ sentences }) => sentences.some(({ instruction }) => instruction))) {
    return unsupported('instruction', 'the source gives orders to its reader there, and states nothing')
  }
  const other = candidates.every(({ span }) => firstPersonOf(span) === 'other')
  return {
    supported: false,
    ...diagnose(
      tokens,
      readable,
      optionsFor(tokens, lexiconOf(language), { firstPerson: other ? 'other' : 'unknown', profile: false }),
    ),
  }
}

function unsupported(reason: UnsupportedReason, detail: string): Verdict {
  return { supported: false, reason, detail }
}

/** The sentence that supports the claim as a whole. */
function support(
  claim: readonly Token[],
  spans: readonly (ReadSpan & { span: CitedSpan })[],
  language: VerifiedLanguage,
): Citation | undefined {
  const lexicon = lexiconOf(language)
  const words = claim.filter(isClaimed)
  // Two words are a heading, not a statement; as a sentence of the source itself it has passed before.
  if (words.length < 3 || !words.some(({ kind }) => kind === 'word' || kind === 'name')) return undefined
  let versions: (readonly Token[])[] | undefined
  for (const { span, sentences } of spans) {
    const options = optionsFor(claim, lexicon, { firstPerson: firstPersonOf(span), profile: span.kind === 'profile' })
    for (const { start, end, variants: read } of sentences) {
      const variants = read()
      if (!variants) continue
      if (!holdsWords(variants[0]!, words, options)) continue
      versions ??= rewordings(claim, lexicon)
      if (variants.some((source) => versions!.some((version) => aligns(version, source, options))))
        return cite(span, start, end)
    }
  }
  return undefined
}

/** Most sentences lack a word of the claim and need not be aligned. A passive's "was" is in no active, "I" in no fragment. */
function holdsWords(source: readonly Token[], words: readonly Token[], options: AlignOptions): boolean {
  return words.every(
    (word) => word.kind === 'be' || word.key === 's1' || source.some((token) => matches(word, token, options, true)),
  )
}

function optionsFor(
  claim: readonly Token[],
  lexicon: Lexicon,
  { firstPerson, profile }: { firstPerson: FirstPerson; profile: boolean },
): AlignOptions {
  const dates = claim.flatMap(({ date }) => date ?? [])
  return { shape: shapeOf(claim, lexicon), dates, firstPerson, subjectLeftOut: profile }
}

function firstPersonOf({ firstPerson, kind }: CitedSpan): FirstPerson {
  return firstPerson ?? (kind === 'profile' || kind === 'answer' ? 'owner' : 'unknown')
}

function shapeOf(claim: readonly Token[], lexicon: Lexicon): ClaimShape {
  const role = claim.some(({ kind, key }, index) => {
    if (kind === 'preposition') return key === 'as'
    if (kind !== 'be' || (key !== 'present' && key !== 'past')) return false
    const next = claim.slice(index + 1).find((token) => token.kind !== 'adverb' && token.kind !== 'negation')
    return !(next && isPast(next, lexicon))
  })
  const subject = claim.findIndex(isSubject)
  const before = claim.slice(0, Math.max(subject, 0)).filter(isClaimed)
  const fronted = claim[0]?.kind === 'preposition' || claim[0]?.kind === 'date'
  return {
    lexicon,
    strict: claim.some((token) => isStrict(token, lexicon)),
    role,
    subjectFirst: subject !== -1 && (before.length === 0 || fronted),
    past: claim.some(
      (token) => isPast(token, lexicon) || ((token.kind === 'be' || token.kind === 'have') && token.key === 'past'),
    ),
    firstPerson:
      claim.some(({ kind, key }) => kind === 'pronoun' && (key === 's1' || key === 'my')) || lexicon.language === 'es',
  }
}

function speaksAsFirst(claim: string, language: VerifiedLanguage): boolean {
  return readTokens(claim, language, new Set()).some(
    ({ kind, key, quoted }) => kind === 'pronoun' && !quoted && /^(?:s1|my|p1|our)$/.test(key),
  )
}

const listMark = /^(?:[-*+•]|\d+[.)]|#{1,6}|>)\s+/
const unrealHeading =
  /\b(?:goals?|objectives?|plans|planned|proposals?|proposed|propose|to ?-?do|wish(?:es)?|ideas?|next steps|would do|recommendations?|drafts?|hypothes[ei]s|objectifs?|propositions?|projets? futurs?|prochaines etapes|recommandations?|ziele?|vorschlage?|vorhaben|geplant|nachste schritte|empfehlungen|objetivos?|metas?|propuestas?|proximos pasos|recomendaciones)\b/

function readSpan(span: CitedSpan, language: Language, ownerName: string): ReadSpan {
  const known = readSpans.get(span)
  if (known && known.language === language && known.owner === ownerName) return known
  const owner = ownerWords(ownerName)
  const plans = unrealHeading.test(foldPlain(span.heading ?? ''))
  const quotes = quotedRanges(span.text)
  const sentences = joinGermanDates(span.text, sentenceSpans(span.text, language), language).map(
    ({ start, end }): SpanSentence => {
      const text = span.text.slice(start, end)
      const instruction = isInstructionLike(text, language)
      const quoted = quotes.some((quote) => start >= quote.start && end <= quote.end)
      if (language === 'und') return { start, end, folded: foldSpace(text), instruction, variants: () => undefined }
      const silent = instruction || quoted || plans || /\?["”»)\s]*$/.test(text) || /\|.*\|/.test(text)
      let variants: (readonly Token[])[] | undefined
      const read = () =>
        (variants ??= withActive(trimEnd(readTokens(text.replace(listMark, ''), language, owner)), lexiconOf(language)))
      return { start, end, folded: foldSpace(text), instruction, variants: silent ? () => undefined : read }
    },
  )
  const read = { language, owner: ownerName, sentences }
  readSpans.set(span, read)
  return read
}

/** The segmenter ends a sentence after the point of "am 1. Januar". */
function joinGermanDates(text: string, spans: readonly Span[], language: Language): Span[] {
  if (language !== 'de') return [...spans]
  const joined: Span[] = []
  for (const span of spans) {
    const before = joined.at(-1)
    const splitDate =
      before &&
      /(?:^|\s)\d{1,2}\.$/.test(text.slice(before.start, before.end)) &&
      /^\p{Lu}\p{Ll}+/u.test(text.slice(span.start, span.end))
    if (splitDate && !text.slice(before.end, span.start).includes('\n'))
      joined[joined.length - 1] = { start: before.start, end: span.end }
    else joined.push(span)
  }
  return joined
}

function trimEnd(tokens: readonly Token[]): readonly Token[] {
  return tokens.at(-1)?.key === '.' ? tokens.slice(0, -1) : tokens
}

/** Stretches between quotation marks that hold more than one sentence; each of those is somebody's words. */
function quotedRanges(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"/g)].flatMap((match) =>
    /[.!?:]\s+\S/.test(match[0]) ? [{ start: match.index, end: match.index + match[0].length }] : [],
  )
}

/** Neighbouring sentences of the span that are the claim, word for word. */
function findExtract(claim: string, sentences: readonly SpanSentence[]): { start: number; end: number } | undefined {
  for (const [first, { folded, start }] of sentences.entries()) {
    const bare = folded.replace(listMark, '')
    if (!claim.startsWith(bare) && !claim.startsWith(folded)) continue
    let rest = claim.startsWith(folded) ? claim.slice(folded.length) : claim.slice(bare.length)
    for (let last = first; ; last++) {
      if (sentences[last]!.instruction) break
      if (rest === '') return { start, end: sentences[last]!.end }
      const next = sentences[last + 1]?.folded
      if (next === undefined || !rest.startsWith(` ${next}`)) break
      rest = rest.slice(next.length + 1)
    }
  }
  return undefined
}

function cite(span: CitedSpan, start: number, end: number): Citation {
  const { sourceId, title, version, audience, page } = span
  const citation = {
    sourceId,
    title,
    version,
    audience,
    start: span.start + start,
    end: span.start + end,
    quote: span.text.slice(start, end),
  }
  return page === undefined ? citation : { ...citation, page }
}

function unique(citations: readonly (Citation | undefined)[]): Citation[] {
  const byPlace = new Map(
    citations.map((citation) => [`${citation!.sourceId} ${citation!.version} ${citation!.start}`, citation!]),
  )
  return [...byPlace.values()]
}

function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function foldPlain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
