import type { Audience } from '#auth'
import type { Language } from '../text/language.ts'

export type SourceKind = 'profile' | 'document' | 'sop' | 'answer'

export interface HeadingSpan {
  readonly start: number
  readonly end: number
  /** 1 is the outermost. */
  readonly level: number
}

export interface PageStart {
  /** 1-based. */
  readonly page: number
  readonly start: number
}

export interface PointerSpan {
  readonly start: number
  readonly end: number
  /** RFC 6901 pointer into the profile as it was given. A derived sentence has one entry per value it rests on. */
  readonly pointer: string
  /** The value as the profile has it, where the text between `start` and `end` is not just that. */
  readonly value?: string
}

/**
 * What a file says, as readable plain text. All offsets are UTF-16 offsets into `text`.
 *
 * `text` is NFC, its line ends are '\n', and it holds no NUL and no lone surrogate. A blank line ends a paragraph; a
 * single '\n' ends a line that stands on its own (a list item, a table row, a line of code): soft-wrapped lines have
 * been joined.
 */
export interface ExtractedDocument {
  /** '' normally; a profile yields one document per audience: '' (the default audience), 'recruiter', … */
  readonly part: string
  /** Only when the content itself decides it (parts of a profile, front matter). */
  readonly audience?: Audience
  readonly kind: SourceKind
  readonly title: string
  /** Declared, from front matter, or detected. */
  readonly language: Language
  readonly text: string
  readonly headings: readonly HeadingSpan[]
  /** PDF: where each page starts, in order. */
  readonly pages?: readonly PageStart[]
  /** Profile: where each value stands in the text, ordered by start. */
  readonly pointers?: readonly PointerSpan[]
  /** What the format knows beside the text: SOP front matter, a profile's name and label, a PDF's page count. */
  readonly metadata: Readonly<Record<string, unknown>>
}
