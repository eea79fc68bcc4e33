import type { Audience } from '#auth'
import type { Language } from '../text/language.ts'
import type { PageStart, PointerSpan, SourceKind } from './document.ts'

/** A source as its owner sees it in a list. */
export interface SourceSummary {
  id: string
  title: string
  kind: SourceKind
  audience: Audience
  language: Language
  /** SHA-256 of the text, hexadecimal. */
  version: string
  origin: string
  /** ISO 8601. */
  expiresAt: string | null
  updatedAt: string
  passages: number
}

/** A source's stored text, in one version; citations' offsets are UTF-16 indices into `text`. */
export interface SourceText {
  id: string
  title: string
  kind: SourceKind
  audience: Audience
  language: Language
  version: string
  text: string
  pages?: PageStart[]
  pointers?: PointerSpan[]
}

/** What is written about a source when a file has been read. */
export interface SourceDraft {
  origin: string
  kind: SourceKind
  title: string
  audience: Audience
  language: Language
  expiresAt: Date | null
  version: string
  fingerprint: string
  metadata: Readonly<Record<string, unknown>>
  text: string
  pages?: readonly PageStart[]
  pointers?: readonly PointerSpan[]
}
