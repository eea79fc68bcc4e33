import { sql } from 'kysely'
import type { Database } from '#storage'

/** How an agent has done lately, by the runs that are kept. */
export interface AgentFigures {
  readonly agent: string
  readonly succeeded: number
  readonly failed: number
  readonly cancelled: number
  /** Begun, or waiting to be. */
  readonly open: number
  readonly lastRunAt: Date
  readonly lastFailure:
    { readonly runId: string; readonly capability: string; readonly message: string; readonly at: Date } | undefined
}

/** How far back they look. */
export const figureDays = 7

/** Of agents that had a run; one that had none is missing. */
export async function listAgentFigures(database: Database): Promise<AgentFigures[]> {
  const agent = sql<string>`split_part(capability, '.', 1)`
  const since = sql<Date>`now() - make_interval(days => ${figureDays})`
  const [counted, failures] = await Promise.all([
    database
      .selectFrom('agent_runs')
      .select(({ fn }) => [
        agent.as('agent'),
        fn.countAll<number>().filterWhere('state', '=', 'succeeded').as('succeeded'),
        fn.countAll<number>().filterWhere('state', '=', 'failed').as('failed'),
        fn.countAll<number>().filterWhere('state', '=', 'cancelled').as('cancelled'),
        fn.countAll<number>().filterWhere('finished_at', 'is', null).as('open'),
        fn.max('created_at').as('last_run_at'),
      ])
      .where('created_at', '>', since)
      .groupBy(agent)
      .execute(),
    database
      .selectFrom('agent_runs')
      .distinctOn(agent)
      .select([agent.as('agent'), 'id', 'capability', 'finished_at'])
      .select(sql<string | null>`error ->> 'message'`.as('message'))
      .where('created_at', '>', since)
      .where('state', '=', 'failed')
      .orderBy(agent)
      .orderBy('finished_at', 'desc')
      .execute(),
  ])
  return counted.map((row) => {
    const failure = failures.find((one) => one.agent === row.agent)
    return {
      agent: row.agent,
      succeeded: Number(row.succeeded),
      failed: Number(row.failed),
      cancelled: Number(row.cancelled),
      open: Number(row.open),
      lastRunAt: row.last_run_at,
      lastFailure: failure && {
        runId: failure.id,
        capability: failure.capability,
        message: failure.message ?? '',
        at: failure.finished_at!,
      },
    }
  })
}
