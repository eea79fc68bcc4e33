import type { HeadingSpan } from '../document.ts'
import { SkipError } from './outcome.ts'

export interface BlockSpan {
  readonly start: number
  readonly end: number
}

/** Collects the blocks of a document into one text with exact offsets. Every method returns the span it wrote. */
export interface TextBuilder {
  /** A heading on its own line, recorded in `headings`. */
  heading(level: number, text: string): BlockSpan | undefined
  /** A paragraph. A '\n' in `text` is kept as a line break, other white space is collapsed. */
  paragraph(text: string): BlockSpan | undefined
  /** A list item or table row: on its own line, no blank line between it and its neighbours of the same group. */
  line(text: string, group: object, indent?: string): BlockSpan | undefined
  /** Text kept as written, line breaks and indentation included. */
  verbatim(text: string): BlockSpan | undefined
  readonly length: number
  readonly headings: readonly HeadingSpan[]
  toString(): string
}

export function createTextBuilder(maxTextLength: number): TextBuilder {
  const parts: string[] = []
  const headings: HeadingSpan[] = []
  let length = 0
  let lastGroup: object | undefined

  function append(text: string, group: object | undefined): BlockSpan | undefined {
    if (text.trim() === '') return undefined
    const separator = length === 0 ? '' : group !== undefined && group === lastGroup ? '\n' : '\n\n'
    const start = length + separator.length
    length = start + text.length
    if (length > maxTextLength) {
      throw new SkipError(
        'too_large',
        `The file holds more than ${maxTextLength.toLocaleString('en')} characters of text. Split it into smaller files.`,
      )
    }
    parts.push(separator, text)
    lastGroup = group
    return { start, end: length }
  }

  return {
    heading(level, text) {
      const span = append(collapse(cleanText(text)), undefined)
      if (span) headings.push({ ...span, level })
      return span
    },
    paragraph: (text) => append(collapseLines(cleanText(text)), undefined),
    line(text, group, indent = '') {
      const content = collapse(cleanText(text))
      return content === '' ? undefined : append(indent + content, group)
    },
    verbatim: (text) => append(cleanText(text).replace(/^\s*\n|\s+$/g, ''), undefined),
    get length() {
      return length
    },
    headings,
    toString: () => parts.join(''),
  }
}

/**
 * NFC, '\n' line ends, no control characters but tab and line feed, no lone surrogates, and none of the invisible
 * characters that split words for a search without a reader seeing them (soft hyphen, zero-width space, BOM).
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\ufeff]/g, '')
      .normalize('NFC')
  )
}

/** One line: runs of breaking white space become one space. No-break spaces stay (French writes "89 %" with one). */
export function collapse(text: string): string {
  return text.replace(/[ \t\n]+/g, ' ').trim()
}

function collapseLines(text: string): string {
  return text
    .split('\n')
    .map(collapse)
    .filter((line) => line !== '')
    .join('\n')
}
