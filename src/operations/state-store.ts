import { sql } from 'kysely'
import type { Database } from '#storage'

/** What waits and what is under way, as every process of the server sees it. Ages are in seconds, 0 where there is none. */
export interface StateFigures {
  readonly runs: readonly { readonly state: string; readonly count: number; readonly oldestSeconds: number }[]
  /** Longest time that a run which is under way has shown no sign of life. */
  readonly silenceSeconds: number
  readonly approvals: { readonly count: number; readonly oldestSeconds: number }
  /** When a backup was last restored and found whole. */
  readonly provenAt: Date | undefined
  /** Days until certificates end, by the name of the target that the monitoring looks at. */
  readonly certificateDays: Readonly<Record<string, number>>
}

const openStates = ['waiting', 'queued', 'running', 'suspended']
const daysLeft = 'tls_days_left:'

export async function readState(database: Database): Promise<StateFigures> {
  const [runs, approvals, proven, sample] = await Promise.all([
    sql<{ state: string; count: number; oldest: number; silence: number | null }>`
      select state, count(*)::int as count,
        extract(epoch from now() - min(coalesce(started_at, created_at)))::float8 as oldest,
        extract(epoch from now() - min(heartbeat_at))::float8 as silence
      from agent_runs where state in ('waiting', 'queued', 'running', 'suspended') group by state`.execute(database),
    sql<{ count: number; oldest: number | null }>`
      select count(*)::int as count, extract(epoch from now() - min(created_at))::float8 as oldest
      from approvals where state = 'pending'`.execute(database),
    sql<{ at: Date | null }>`
      select max(finished_at) as at from agent_runs
      where capability = 'backup.restore_drill' and verdict = 'verified'`.execute(database),
    sql<{ figures: Record<string, number> }>`
      select figures from monitoring_samples order by at desc limit 1`.execute(database),
  ])
  const rowOf = (state: string) => runs.rows.find((row) => row.state === state)
  const waiting = approvals.rows[0]!
  const figures = Object.entries(sample.rows[0]?.figures ?? {}).filter(([name]) => name.startsWith(daysLeft))
  return {
    runs: openStates.map((state) => ({
      state,
      count: rowOf(state)?.count ?? 0,
      oldestSeconds: rowOf(state)?.oldest ?? 0,
    })),
    silenceSeconds: rowOf('running')?.silence ?? 0,
    approvals: { count: waiting.count, oldestSeconds: waiting.oldest ?? 0 },
    provenAt: proven.rows[0]?.at ?? undefined,
    certificateDays: Object.fromEntries(figures.map(([name, days]) => [name.slice(daysLeft.length), days])),
  }
}
