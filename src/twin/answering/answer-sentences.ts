import type { Language } from '../text/language.ts'
import { sentenceSpans } from '../text/sentences.ts'

/** A sentence of a model's answer with the numbers of the sources it names. */
export interface MarkedSentence {
  readonly text: string
  readonly sources: readonly number[]
}

/** "[1]", "[1, 3]", "[1][2]", before or after the full stop. */
const markers = /(?:\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]\s*)+[.!?]?/g

/** A model that never ends a sentence is cut here, in UTF-16 code units. */
const longestSentence = 1_500

/**
 * Cuts a stream of text into sentences as they are completed. A sentence is complete when its marks are followed by more
 * text, so that "[1]" is never taken from it; several sentences before one mark share it.
 */
export async function* answerSentences(
  pieces: AsyncIterable<string>,
  language: Language,
): AsyncGenerator<MarkedSentence> {
  let pending = ''
  for await (const piece of pieces) {
    pending += piece
    for (;;) {
      const end = unitEnd(pending)
      if (end === undefined) break
      yield* marked(pending.slice(0, end), language)
      pending = pending.slice(end)
    }
  }
  yield* marked(pending, language)
}

/** Where the first complete unit ends: after marks that something follows, at a line's end, or where it is too long. */
function unitEnd(text: string): number | undefined {
  for (const match of text.matchAll(markers)) {
    const end = match.index + match[0].length
    if (/^\s*[^\s[.!?]/.test(text.slice(end))) return end
  }
  const line = /\S[^\n]*\n/.exec(text)
  if (line) return line.index + line[0].length
  return text.length > longestSentence ? longestSentence : undefined
}

function* marked(unit: string, language: Language): Generator<MarkedSentence> {
  const sources = [
    ...new Set([...unit.matchAll(markers)].flatMap(([group]) => (group.match(/\d+/g) ?? []).map(Number))),
  ]
  const bare = unit.replace(markers, (group) => (/[.!?]$/.test(group) ? group.at(-1)! : ' '))
  for (const { start, end } of sentenceSpans(bare, language)) {
    const text = plain(bare.slice(start, end))
    if (/\p{L}/u.test(text)) yield { text, sources }
  }
}

const polarity = /^(?:yes|no|oui|non|ja|nein|sí|si|no)\s*[,.!–—:;]\s*/i

/** One line without list marks, emphasis, a space before the full stop, or a "Yes," that no source can support. */
function plain(sentence: string): string {
  const text = sentence
    .replace(/^\s*(?:[-*+•>]|\d+[.)]|#{1,6})\s+/, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])(?=\s|$)/g, '$1')
    .trim()
  const rest = text.replace(polarity, '')
  return rest === text ? text : rest.charAt(0).toUpperCase() + rest.slice(1)
}
