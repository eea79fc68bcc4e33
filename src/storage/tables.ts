// Made by "npm run generate" from the migrated database; edit the migrations instead.
import type { ColumnType, JSONColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface Answers {
  audience: number
  conversation_id: string
  created_at: Generated<Timestamp>
  duration_ms: number
  id: string
  language: string
  mode: string
  question: string
  reason: string | null
  refused: boolean
  sentences: JSONColumnType<object[]>
  strategy: string
}

export interface EmbeddingModels {
  dimension: number
  examined: number
  model: string
  vote: number
}

export interface IndexTotals {
  audience: number
  body_length: number
  expires_at: Timestamp
  language: string
  passages: number
  title_length: number
}

export interface Migrations {
  at: Generated<Timestamp>
  name: string
}

export interface Milestones {
  at: Generated<Timestamp>
  name: string
}

export interface Passages {
  audience: number
  end_at: number
  expires_at: Timestamp | null
  heading: string
  id: Generated<number>
  language: string
  ordinal: number
  page: number | null
  source_id: string
  start_at: number
  text: string
  version: string
}

export interface PassageVectors {
  audience: number
  expires_at: Timestamp
  model: string
  passage_id: number
  vector: number[]
}

export interface Postings {
  audience: number
  body: number
  body_length: number
  expires_at: Timestamp
  passage_id: number
  term: number
  title: number
  title_length: number
}

export interface RegressionCases {
  audience: number
  created_at: Generated<Timestamp>
  id: string
  language: string
  question: string
  source_id: string
}

export interface Sources {
  audience: number
  created_at: Generated<Timestamp>
  expires_at: Timestamp | null
  fingerprint: string
  id: string
  kind: 'profile' | 'document' | 'sop' | 'answer'
  language: string
  metadata: JSONColumnType<Record<string, unknown>>
  origin: string
  title: string
  updated_at: Generated<Timestamp>
  version: string
}

export interface SourceVersions {
  audience: number
  created_at: Generated<Timestamp>
  pages: JSONColumnType<{ page: number; start: number }[]> | null
  pointers: JSONColumnType<{ start: number; end: number; pointer: string }[]> | null
  source_id: string
  text: string
  version: string
}

export interface Unanswered {
  audience: number
  created_at: Generated<Timestamp>
  folded: string
  id: string
  language: string
  last_asked_at: Generated<Timestamp>
  question: string
  resolved_at: Timestamp | null
  source_id: string | null
  state: Generated<'open' | 'answered' | 'dismissed'>
  times: Generated<number>
}

export interface Tables {
  answers: Answers
  embedding_models: EmbeddingModels
  index_totals: IndexTotals
  migrations: Migrations
  milestones: Milestones
  passage_vectors: PassageVectors
  passages: Passages
  postings: Postings
  regression_cases: RegressionCases
  source_versions: SourceVersions
  sources: Sources
  unanswered: Unanswered
}
