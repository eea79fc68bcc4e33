import type { Language } from './language.ts'

export interface Span {
  /** UTF-16 offset of the first code unit. */
  readonly start: number
  /** UTF-16 offset after the last code unit. */
  readonly end: number
}

const segmenters = new Map<Language, Intl.Segmenter>()

/** Abbreviations after which a full stop does not end a sentence (checked on the word before the stop). */
const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|vs|etc|e\.g|i\.e|cf|fig|vol|pp|approx|dept|inc|ltd|jr|sr|gen|gov|capt|col|lt|rev|bzw|z\.b|d\.h|u\.a|ca|nr|usw|vgl|bd|abs|art|geb|gest|sog|ggf|mio|mrd|jh|v\.\s?chr|m|mm|mme|mlle|av|env|sra?|dña|núm|pág|aprox|[a-z])\.$/iu

/** In German an ordinal is written with a full stop: "am 3. Mai", "im 19. Jahrhundert". */
const ordinal = /(?:^|[\s(])\d{1,2}\.$/
/** Words that open a sentence after a number that ends one; anything else goes on with the ordinal. */
const opener =
  /^\s*(?:Der|Die|Das|Den|Dem|Ein|Eine|Er|Sie|Es|Wir|Ich|Man|Dies\w*|In|Im|Am|Auf|Aus|Bei|Mit|Nach|Seit|Vor|Von|Zu|Für|Als|Wenn|Weil|Da|Dort|Danach|Dabei|Heute|Auch|Aber|Und|Doch|Damit|Sein\w*|Ihr\w*)\s/u

/**
 * Sentence spans of a text, in order, trimmed of white space. Line breaks that end a list item, a heading or a
 * paragraph (a blank line, or a line that starts with a bullet, number or #) end a sentence too.
 */
export function sentenceSpans(text: string, language: Language): Span[] {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'sentence' })
    segmenters.set(language, segmenter)
  }
  const spans: Span[] = []
  for (const block of blocks(text)) {
    let open: number | undefined
    for (const { index, segment } of segmenter.segment(unwrapped(text.slice(block.start, block.end)))) {
      const start = open ?? block.start + index
      const end = block.start + index + segment.length
      const piece = text.slice(start, end).trimEnd()
      const goesOn =
        abbreviation.test(piece) ||
        (language === 'de' && ordinal.test(piece) && !opener.test(text.slice(end, end + 20)))
      if (goesOn && end < block.end) {
        open = start
        continue
      }
      open = undefined
      pushTrimmed(spans, text, start, end)
    }
    if (open !== undefined) pushTrimmed(spans, text, open, block.end)
  }
  return spans
}

/** A line that goes on in lower case was wrapped: the segmenter, which ends a sentence at each line break, must not see it. */
function unwrapped(block: string): string {
  return block.replace(/\n(?=[ \t]*\p{Ll})/gu, ' ')
}

function* blocks(text: string): Generator<Span> {
  const boundary = /\n[ \t]*\n+|\n(?=[ \t]*(?:[-*+•] |\d+[.)] |#{1,6} |\|))/g
  let start = 0
  for (const match of text.matchAll(boundary)) {
    yield { start, end: match.index }
    start = match.index + match[0].length
  }
  yield { start, end: text.length }
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  if (end > start) spans.push({ start, end })
}
