import { closeTicket, followTicket, untilHealed } from './heal.ts'
import { findFiringAlert, seeAlertEnd } from './own-alerts.ts'
import type { Story } from './story.ts'
import { until } from './until.ts'
import { canaryQuestion, type World } from './world.ts'

/** The profile is deleted by hand; the canary is refused, and the rows come back from a backup. */
export const failingCanary: Story = {
  title: 'the canary fails (the profile was deleted)',
  async run(world, tell) {
    const backup = await world.send<{ data: { backup_id: string; verdict: string } }>(
      'POST',
      '/v1/mcp/tools/create_backup',
      { backup_type: 'full' },
    )
    const before = await readRows(world)
    await world.sql(`delete from sources where kind = 'profile'`)
    const without = await readRows(world)
    if (without.text === before.text) throw new Error('nothing was deleted')
    tell('before', `backup ${backup.data.backup_id} (${backup.data.verdict}); rows: ${before.text}`)
    tell('fault', `DELETE FROM sources took the source with all that hangs on it; rows: ${without.text}`)

    const alert = await until('an alert', () => findFiringAlert(world, 'canary'))
    const refused = await world.ask(canaryQuestion)
    if (!refused.refused) throw new Error(`the twin still answers: ${refused.text}`)
    tell(
      'alert',
      `row ${alert.sample} of monitoring_samples: the canary is down since ${alert.since}; asked by the drill, "${canaryQuestion}" is refused`,
    )
    const found = await followTicket(world, tell, {
      alertname: 'canary_failing',
      sop: 'canary-fails',
      category: 'software',
      asks: [
        { capability: 'sync.sync_cache_db', input: { operation: 'verify_consistency' } },
        { capability: 'sync.sync_cache_db', input: { operation: 'clear_stale' } },
        { capability: 'sync.sync_cache_db', input: { operation: 'sync_all', force: true } },
        {
          capability: 'backup.restore_backup',
          input: { backup_id: backup.data.backup_id, target: 'live', journal: 'keep', part: 'knowledge' },
        },
      ],
    })
    // Written in the transaction that replaces the rows.
    const restore = await untilHealed(world, found.runId, 'restore', async () => {
      const [row] = await world.sql<{ backup_id: string; key: string }>('select backup_id, key from restores')
      return row
    })
    const after = await readRows(world)
    if (after.text !== before.text) throw new Error(`other rows came back: ${after.text}`)
    tell(
      'action',
      `row of restores: ${restore.backup_id} (${restore.key.slice(0, 12)}…); the same rows and hashes as before: ${after.text}`,
    )
    const answer = await world.ask(canaryQuestion)
    if (answer.refused) throw new Error('the twin still refuses the question')
    tell('probe', `"${canaryQuestion}", asked by the drill: "${answer.text}"`)
    await seeAlertEnd(world, tell, 'canary')
    await closeTicket(world, tell, found)
  },
}

const tables = ['sources', 'source_versions', 'passages', 'postings', 'sources_version'] as const

/** Count and hash of every row of what the twin knows. */
async function readRows({ sql }: World): Promise<{ text: string }> {
  const parts: string[] = []
  for (const table of tables) {
    const [row] = await sql<{ rows: string; hash: string }>(
      `select count(*) as rows, left(md5(string_agg(md5(t::text), '' order by t::text)), 8) as hash from ${table} as t`,
    )
    parts.push(`${table} ${row!.rows} (${row!.hash})`)
  }
  return { text: parts.join(', ') }
}
