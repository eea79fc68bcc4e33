import { closeTicket, followTicket, untilHealed } from './heal.ts'
import type { Story } from './story.ts'
import { until } from './until.ts'

/**
 * A disk is full. The drill stands in for Prometheus and tells Alertmanager what the kernel says; Alertmanager tells the
 * desk, and the command that was allowed for it makes room.
 */
export const fullDisk: Story = {
  title: 'a disk is full (16 MB, mounted for this)',
  async run(world, tell) {
    const { alertmanager, disk } = world
    if (disk instanceof Error) throw disk
    const written = await disk.fill()
    const full = await disk.usage()
    tell(
      'fault',
      `${written.length} old logs were written until ENOSPC; statfs ${disk.path}: ${full.usedPercent} % used`,
    )

    const startsAt = new Date()
    const alert = {
      labels: {
        alertname: 'DiskFull',
        severity: 'critical',
        folder: disk.path,
        cleanup_command: 'empty-old-logs',
      },
      annotations: {
        summary: `The disk ${disk.path} is full`,
        description: `${full.usedPercent} % of its space is used.`,
      },
      startsAt,
    }
    await alertmanager.post(alert)
    const [fired] = await until('Alertmanager to fire', async () => {
      const firing = await alertmanager.firing('DiskFull')
      return firing.length > 0 ? firing : undefined
    })
    tell(
      'alert',
      `Alertmanager, GET /api/v2/alerts: ${fired!.labels['alertname']} of ${fired!.labels['folder']} is ${fired!.status.state}, fingerprint ${fired!.fingerprint}`,
    )
    const found = await followTicket(world, tell, {
      alertname: 'DiskFull',
      sop: 'disk-full',
      category: 'performance',
      asks: [
        { capability: 'sync.sync_cache_db', input: { operation: 'clear_stale' } },
        { capability: 'commander.execute_command', input: { command: 'empty-old-logs' } },
      ],
    })
    const room = await untilHealed(world, found.runId, 'room on the disk', async () => {
      const usage = await disk.usage()
      return usage.usedPercent < full.usedPercent ? usage : undefined
    })
    if (room.files.join() !== 'shop.log') throw new Error(`left in the folder: ${room.files.join(', ')}`)
    tell('action', `the old logs are gone; left in ${disk.logs}: ${room.files.join(', ')}`)
    tell('probe', `statfs ${disk.path}, by the drill: ${room.usedPercent} % used, ${room.freeBytes} bytes free`)

    await alertmanager.post({ ...alert, endsAt: new Date() })
    await until('the alert to end', async () =>
      (await alertmanager.firing('DiskFull')).length === 0 ? true : undefined,
    )
    await until('the desk to hear of it', async () => {
      const heard = `select from ticket_alerts where fingerprint = $1 and state = 'resolved'`
      return (await world.sql(heard, [fired!.fingerprint]))[0]
    })
    tell('alert ended', `Alertmanager, GET /api/v2/alerts: none; row of ticket_alerts ${fired!.fingerprint}: resolved`)
    await closeTicket(world, tell, found)
  },
}
