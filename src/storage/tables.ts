import type { ColumnType, JSONColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface Tables {
  sources: {
    id: string
    origin: string
    kind: 'profile' | 'document' | 'sop' | 'answer'
    title: string
    audience: number
    language: string
    expires_at: Timestamp | null
    version: string
    fingerprint: string
    metadata: JSONColumnType<Record<string, unknown>>
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
  }
  source_versions: {
    source_id: string
    version: string
    text: string
    audience: number
    pages: JSONColumnType<{ page: number; start: number }[]> | null
    pointers: JSONColumnType<{ start: number; end: number; pointer: string }[]> | null
    created_at: Generated<Timestamp>
  }
  passages: {
    id: Generated<number>
    source_id: string
    version: string
    ordinal: number
    start_at: number
    end_at: number
    page: number | null
    heading: string
    text: string
    audience: number
    language: string
    expires_at: Timestamp | null
  }
  answers: {
    id: string
    conversation_id: string
    audience: number
    question: string
    language: string
    strategy: string
    mode: string
    refused: boolean
    reason: string | null
    sentences: JSONColumnType<object[]>
    duration_ms: number
    created_at: Generated<Timestamp>
  }
  unanswered: {
    id: string
    question: string
    folded: string
    language: string
    times: Generated<number>
    audience: number
    state: Generated<'open' | 'answered' | 'dismissed'>
    source_id: string | null
    created_at: Generated<Timestamp>
    last_asked_at: Generated<Timestamp>
    resolved_at: Timestamp | null
  }
  milestones: { name: string; at: Generated<Timestamp> }
  regression_cases: {
    id: string
    question: string
    language: string
    audience: number
    source_id: string
    created_at: Generated<Timestamp>
  }
}
