import { closeTicket, followTicket, untilHealed } from './heal.ts'
import { findFiringAlert, seeAlertEnd } from './own-alerts.ts'
import type { Story } from './story.ts'
import { until } from './until.ts'

/** Redis is killed; our own monitoring sees it, and the command that was allowed for it starts it again. */
export const stoppedDependency: Story = {
  title: 'a dependency has stopped (Redis)',
  async run(world, tell) {
    const { redis } = world
    const before = await redis.ping()
    await redis.kill()
    const refusal = await redis.ping().then(
      () => undefined,
      (error: unknown) => error as NodeJS.ErrnoException,
    )
    if (!refusal) throw new Error('Redis answers although it was killed')
    tell('fault', `redis-server (process ${before.pid}) was killed; PING fails: ${refusal.code ?? refusal.message}`)

    const alert = await until('an alert', () => findFiringAlert(world, 'redis'))
    tell(
      'alert',
      `row ${alert.sample} of monitoring_samples: service_down of redis, ${alert.severity}, value ${alert.value}, since ${alert.since}`,
    )
    const found = await followTicket(world, tell, {
      alertname: 'service_down',
      sop: 'service-down',
      category: 'software',
      asks: [{ capability: 'commander.execute_command', input: { command: 'start-redis' } }],
    })
    const after = await untilHealed(world, found.runId, 'Redis that answers', () => redis.ping().catch(() => undefined))
    if (after.pid === before.pid) throw new Error('the same process runs: it was never killed')
    tell('action', `redis-server runs again, as process ${after.pid}`)
    tell('probe', `PING, sent by the drill: ${after.answer}`)
    await seeAlertEnd(world, tell, 'redis')
    await closeTicket(world, tell, found)
  },
}
