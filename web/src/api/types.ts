/** The shapes of `/api/v1/twin/*`, named as the interface names them. Offsets are UTF-16 indices into a source's text. */

export type Audience = 'public' | 'recruiter' | 'colleague' | 'owner'
export type SourceKind = 'profile' | 'document' | 'sop' | 'answer'
export type AnswerMode = 'extractive' | 'generated'
export type Strategy = 'star' | 'concise' | 'detailed' | 'example-driven'

export interface Twin {
  name: string
  headline?: string
  summary?: string
  location?: string
  /** That the person speaks, as the profile names them. */
  languages: string[]
  /** How many sources the caller may see. */
  sources: number
  documents: TwinDocument[]
  mode: AnswerMode
  version: string
}

export interface TwinDocument {
  id: string
  title: string
  kind: SourceKind
  language: string
}

export interface Suggestions {
  questions: string[]
}

export interface Citation {
  sourceId: string
  title: string
  /** SHA-256 of the source's text, in hexadecimal. */
  version: string
  audience: Audience
  start: number
  end: number
  /** Exactly the source's text between `start` and `end`. */
  quote: string
  /** 1-based page of a PDF. */
  page?: number
}

export interface Sentence {
  text: string
  citations: Citation[]
}

export interface Question {
  question: string
  conversationId?: string
  strategy?: Strategy
  language?: string
}

export interface Answer {
  id: string
  refused: boolean
  reason?: string
  mode: AnswerMode
  language: string
  sentences: Sentence[]
  suggestions: string[]
  conversationId: string
  durationMs: number
}

export interface Refusal {
  reason: string
  message: string
  suggestions: string[]
}

export interface Source {
  id: string
  title: string
  audience: Audience
  language: string
  version: string
  text: string
  kind: SourceKind
  /** Where each page of a PDF starts. */
  pages?: { page: number; start: number }[]
  /** Of a profile: which span came from which JSON pointer. */
  pointers?: { start: number; end: number; pointer: string }[]
}

export interface FieldProblem {
  path: string
  message: string
}

export interface ErrorBody {
  error: { code: string; message: string; details?: FieldProblem[]; requestId?: string }
}
