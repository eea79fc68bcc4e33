import { sentenceSpans, type Span } from '../text/sentences.ts'
import type { ExtractedDocument } from './document.ts'

/** A piece of a document: its exact span in the stored text, and where it stands. */
export interface PassageDraft {
  /** UTF-16 offset of the first code unit. */
  readonly start: number
  /** UTF-16 offset after the last code unit. */
  readonly end: number
  /**
   * The headings it stands under, outermost first: "Report > Results". Empty before the first heading. An over-long
   * heading is cut; the outermost are left out where all together would be too long.
   */
  readonly heading: string
  /** 1-based page of the first code unit, for documents that have pages. */
  readonly page?: number
}

/** Neighbouring paragraphs of one section are joined while they stay within this many UTF-16 code units. */
const joinedLength = 1_500

/**
 * A paragraph within this many UTF-16 code units stays whole: abstracts of 250 to 300 words are one thought, and the
 * halves of a split one rank below other documents' wholes.
 */
const wholeLength = 2_400

/** Every passage under a heading is indexed with its words: the length of a title in UTF-16 code units. */
const headingLength = 300

/** The same of the headings of a passage together. */
const pathLength = 600

interface Section {
  readonly start: number
  readonly end: number
  readonly heading: string
}

/**
 * Splits a document at headings and paragraphs. Spans are in order, trimmed, do not overlap, and cover every
 * character that is not white space or a heading with text under it; a heading that had to be cut is also text of its
 * section. A paragraph is cut only when it alone is too long, and then between sentences; a sentence only when it alone
 * is too long, and then between words.
 */
export function splitPassages(
  document: Pick<ExtractedDocument, 'text' | 'headings' | 'pages' | 'language'>,
): PassageDraft[] {
  const { text, language, pages = [] } = document
  const pageAt = pageFinder(pages)
  const passages: PassageDraft[] = []
  for (const section of sections(text, document.headings)) {
    let open: Span | undefined
    const close = () => {
      if (open) passages.push(draft(open, section.heading, pageAt))
      open = undefined
    }
    for (const paragraph of paragraphs(text, section)) {
      if (open && paragraph.end - open.start <= joinedLength && pageAt(paragraph.start) === pageAt(open.start)) {
        open = { start: open.start, end: paragraph.end }
        continue
      }
      close()
      if (paragraph.end - paragraph.start <= wholeLength) open = paragraph
      else passages.push(...cut(text, paragraph, language).map((span) => draft(span, section.heading, pageAt)))
    }
    close()
  }
  return passages
}

function draft(span: Span, heading: string, pageAt: (offset: number) => number | undefined): PassageDraft {
  const page = pageAt(span.start)
  return { start: span.start, end: span.end, heading, ...(page === undefined ? {} : { page }) }
}

/** The stretches of text between headings. A heading with nothing under it, not even another one, is its own text. */
function* sections(text: string, headings: ExtractedDocument['headings']): Generator<Section> {
  const path: { level: number; title: string }[] = []
  const pathTitle = () => joinPath(path.map(({ title }) => title))
  yield { start: 0, end: headings[0]?.start ?? text.length, heading: '' }
  for (const [index, { start, end, level }] of headings.entries()) {
    const next = headings[index + 1]
    while (path.length > 0 && path.at(-1)!.level >= level) path.pop()
    const title = headingTitle(text.slice(start, end))
    path.push({ level, title: title.slice(0, headingLength).toWellFormed() })
    const sectionEnd = next?.start ?? text.length
    const empty = text.slice(end, sectionEnd).trim() === ''
    if (!empty) yield { start: title.length > headingLength ? start : end, end: sectionEnd, heading: pathTitle() }
    else if (!next || next.level <= level) yield { start, end, heading: pathTitle() }
  }
}

/** The innermost headings say most about a passage. */
function joinPath(titles: readonly string[]): string {
  let path = ''
  for (const title of titles.toReversed()) {
    const longer = path === '' ? title : `${title} > ${path}`
    if (longer.length > pathLength) break
    path = longer
  }
  return path
}

/** The heading's words without Markdown's marks. */
function headingTitle(heading: string): string {
  return heading
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^#{1,6} /, '')
    .replace(/ #+$/, '')
}

function* paragraphs(text: string, within: Span): Generator<Span> {
  let start = within.start
  for (const match of text.slice(within.start, within.end).matchAll(/\n[^\S\n]*\n\s*/g)) {
    yield* trimmed(text, start, within.start + match.index)
    start = within.start + match.index + match[0].length
  }
  yield* trimmed(text, start, within.end)
}

/** Cuts an over-long paragraph into parts of about equal length, so that no part is a stump. */
function cut(text: string, paragraph: Span, language: ExtractedDocument['language']): Span[] {
  const target = joinedLength
  const pieces = sentenceSpans(text.slice(paragraph.start, paragraph.end), language).flatMap((sentence) => {
    const span = { start: paragraph.start + sentence.start, end: paragraph.start + sentence.end }
    return span.end - span.start <= wholeLength ? [span] : cutBetweenWords(text, span)
  })
  const length = paragraph.end - paragraph.start
  const even = length / Math.ceil(length / target)
  const parts: Span[] = []
  let open: Span | undefined
  for (const piece of pieces) {
    if (open && piece.end - open.start > wholeLength) {
      parts.push(open)
      open = undefined
    }
    open = { start: open?.start ?? piece.start, end: piece.end }
    if (open.end - paragraph.start >= even * (parts.length + 1)) {
      parts.push(open)
      open = undefined
    }
  }
  if (open) parts.push(open)
  return parts
}

function cutBetweenWords(text: string, span: Span): Span[] {
  const parts: Span[] = []
  let start = span.start
  while (span.end - start > wholeLength) {
    const limit = start + joinedLength
    const space = text.slice(start, limit).search(/\s\S*$/)
    let end = space > 0 ? start + space : limit
    if (isLowSurrogate(text, end)) end--
    parts.push(...trimmed(text, start, end))
    start = end
  }
  parts.push(...trimmed(text, start, span.end))
  return parts
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function trimmed(text: string, start: number, end: number): Span[] {
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return end > start ? [{ start, end }] : []
}

function pageFinder(pages: NonNullable<ExtractedDocument['pages']>): (offset: number) => number | undefined {
  return (offset) => pages.findLast((page) => page.start <= offset)?.page
}
