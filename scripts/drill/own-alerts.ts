import type { Tell } from './story.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

interface Watch {
  readonly sample: string
  readonly severity: string
  readonly value: number
  readonly since: string
}

/** What the newest stored sample says of a service: the alert that fires, if one does. */
export async function findFiringAlert({ sql }: World, service: string): Promise<Watch | undefined> {
  const rows = await sql<Watch>(
    `select newest.id as sample, watch->>'severity' as severity, (watch->>'value')::float8 as value, watch->>'since' as since
     from (select * from monitoring_samples order by at desc limit 1) as newest, jsonb_array_elements(watches) as watch
     where watch->>'name' = 'service_down' and watch->>'target' = $1 and (watch->>'firing')::boolean`,
    [service],
  )
  return rows[0]
}

/** Waits until no stored sample shows the alert any more, and the desk has heard of it. */
export async function seeAlertEnd(world: World, tell: Tell, service: string): Promise<void> {
  await until('the alert to end', async () => ((await findFiringAlert(world, service)) ? undefined : true))
  const [heard] = await world.sql<{ fingerprint: string; state: string }>(
    `select fingerprint, state from ticket_alerts where labels->>'target' = $1`,
    [service],
  )
  if (heard?.state !== 'resolved') throw new Error(`the desk did not hear of the end: ${JSON.stringify(heard)}`)
  tell('alert ended', `newest row of monitoring_samples: nothing fires; row of ticket_alerts: ${heard.state}`)
}
