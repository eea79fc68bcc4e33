import { sql } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'

/** What a cached answer says of a source. */
export interface CitedQuote {
  readonly sourceId: string
  readonly version: string
  readonly audience: Audience
  readonly quote: string
}

export const citationProblems = [
  'source_gone',
  'source_changed',
  'source_hidden',
  'source_expired',
  'quote_missing',
] as const
export type CitationProblem = (typeof citationProblems)[number]

/** What is wrong with each quote, in their order, and how many versions of sources were read to tell. */
export async function checkQuotes(
  database: Database,
  quotes: readonly CitedQuote[],
): Promise<{ problems: (CitationProblem | undefined)[]; records: number }> {
  if (quotes.length === 0) return { problems: [], records: 0 }
  const { rows } = await sql<{ at: number; problem: CitationProblem | null; record: string | null }>`
    select q.at::int as at, v.source_id || ' ' || v.version as record,
      case when s.id is null or v.source_id is null then 'source_gone'
        when s.version <> q.version then 'source_changed'
        when s.audience > q.level or v.audience > q.level then 'source_hidden'
        when s.expires_at <= now() then 'source_expired'
        when position(q.quote in v.text) = 0 then 'quote_missing' end as problem
    from unnest(
      ${quotes.map(({ sourceId }) => sourceId)}::text[], ${quotes.map(({ version }) => version)}::text[],
      ${quotes.map(({ audience }) => audienceLevel(audience))}::smallint[], ${quotes.map(({ quote }) => quote)}::text[]
    ) with ordinality as q(source_id, version, level, quote, at)
    left join sources s on s.id = q.source_id
    left join source_versions v on v.source_id = q.source_id and v.version = q.version
    order by q.at`.execute(database)
  return {
    problems: rows.map(({ problem }) => problem ?? undefined),
    records: new Set(rows.flatMap(({ record }) => record ?? [])).size,
  }
}

export interface AskedOften {
  readonly question: string
  readonly language: string
  readonly strategy: string
  readonly times: number
}

/** Answers that are looked through: of the newest, however many there are. */
const recentAnswers = 20_000
const recentDays = 30
/** Questions that are asked ahead. */
const maxQuestions = 50

/**
 * What strangers asked most in the last 30 days to begin a conversation, the most asked first, and how many answers were
 * read to tell.
 */
export async function listAskedOften(database: Database): Promise<{ questions: AskedOften[]; records: number }> {
  const { rows } = await sql<AskedOften & { records: number }>`
    select min(question) as question, language, strategy, count(*) as times, sum(count(*)) over () as records
    from (
      select * from answers where audience = 0 and created_at > now() - make_interval(days => ${recentDays}::int)
      order by created_at desc limit ${recentAnswers}
    ) a
    where not exists (
      select from answers b where b.conversation_id = a.conversation_id and (b.created_at, b.id) < (a.created_at, a.id))
    group by regexp_replace(btrim(question), '\\s+', ' ', 'g'), language, strategy
    order by times desc, question limit ${maxQuestions}`.execute(database)
  return {
    questions: rows.map(({ question, language, strategy, times }) => ({ question, language, strategy, times })),
    records: rows[0]?.records ?? 0,
  }
}
