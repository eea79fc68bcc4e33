import type { Audience } from '#auth'
import type { Language } from '../../text/language.ts'
import type { ExtractedDocument } from '../document.ts'

/** Why a file was not read. Closed: reports and tests name these. */
export const skipReasons = [
  'empty',
  'unknown_type',
  'too_large',
  'too_complex',
  'not_utf8',
  'binary',
  'encrypted_pdf',
  'no_text_layer',
  'damaged',
  'zip_bomb',
  'invalid_profile',
  'invalid_front_matter',
  'timeout',
] as const
export type SkipReason = (typeof skipReasons)[number]

export interface ExtractInput {
  /** File name, with its folder when known ("sops/disk-full.md"); only its words are used, nothing is opened. */
  readonly name: string
  readonly bytes: Uint8Array
  /** What the person said about the file; it wins over what the file says about itself. */
  readonly declared?: {
    readonly title?: string | undefined
    readonly language?: Language | undefined
    readonly audience?: Audience | undefined
  }
  /** A job posting is read for what it says of the job: a page without its navigation and its other postings. */
  readonly as?: 'posting' | undefined
  /** Who may see what was read from this file before; for a profile that says nothing of it, this still holds. */
  readonly audienceBefore?: Audience | undefined
}

export type ReadOutcome =
  | { readonly status: 'read'; readonly documents: readonly ExtractedDocument[] }
  | { readonly status: 'skipped'; readonly reason: SkipReason; readonly message: string }

export interface ExtractLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number
  /** UTF-16 code units of one file's text. */
  readonly maxTextLength: number
  /** Bytes that a zip container (DOCX) may hold when inflated, all entries together. */
  readonly maxInflatedBytes: number
  readonly maxZipEntries: number
  readonly maxPages: number
}

export const defaultLimits: ExtractLimits = {
  maxFileBytes: 20 * 1024 * 1024,
  maxTextLength: 5_000_000,
  maxInflatedBytes: 100 * 1024 * 1024,
  maxZipEntries: 2_000,
  maxPages: 5_000,
}

/** Thrown by a reader for a file that cannot be used; becomes a `skipped` outcome. `message` is shown to the person. */
export class SkipError extends Error {
  readonly reason: SkipReason
  constructor(reason: SkipReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SkipError'
    this.reason = reason
  }
}
