import assert from 'node:assert/strict'
import { test } from 'node:test'
import { untilTrue, type AgentServer } from './agent-server.ts'
import { markedPlace } from './marked-place.ts'

/** As if the run had been started and ended so many days ago. */
async function age(agents: AgentServer, id: string, days: number): Promise<void> {
  await agents.sql(
    `update agent_runs set created_at = now() - make_interval(days => $2),
       finished_at = finished_at - make_interval(days => $2) where id = $1`,
    [id, days],
  )
}

test('runs that ended RUNS_KEEP_DAYS ago are deleted at start; their receipts and the chain stay', async () => {
  await using at = await markedPlace()
  const read = { capability: 'commander.list_commands', receipt: true, waitSeconds: 20 }
  const once = { capability: 'commander.execute_command', input: { command: 'break_glass' } }
  let ids: { old: string; ripe: string; waiting: string; child: string }
  {
    await using agents = await at.start()
    const [old, ripe, child] = [await agents.start(read), await agents.start(read), await agents.start(read)]
    const waiting = await agents.start(once)
    assert.equal(waiting.body.run?.state, 'waiting', JSON.stringify(waiting.body))
    ids = { old: old.body.run!.id, ripe: ripe.body.run!.id, waiting: waiting.body.run.id, child: child.body.run!.id }
    for (const id of [ids.old, ids.waiting, ids.child]) await age(agents, id, 31)
    await age(agents, ids.ripe, 29)
    // What an open run started is what it remembers of it.
    await agents.sql('update agent_runs set parent_id = $2 where id = $1', [ids.child, ids.waiting])
  }
  const statuses = async (agents: AgentServer) =>
    Promise.all(
      [ids.old, ids.ripe, ids.waiting, ids.child].map(async (id) => (await agents.get(`/api/v1/runs/${id}`)).status),
    )
  {
    await using agents = await at.start({ RUNS_KEEP_DAYS: '0' })
    assert.deepEqual(await statuses(agents), [200, 200, 200, 200])
  }
  await using agents = await at.start({ RUNS_KEEP_DAYS: '30' })
  await untilTrue('the old run is gone', 20_000, async () => (await statuses(agents))[0] === 404)
  assert.deepEqual(await statuses(agents), [404, 200, 200, 200])
  for (const table of ['agent_steps', 'agent_events'])
    assert.deepEqual(await agents.sql(`select 1 from ${table} where run_id = $1`, [ids.old]), [])
  const { status, body } = await agents.get<{ receipt: { runId: string } }>(`/api/v1/runs/${ids.old}/receipt`)
  assert.deepEqual([status, body.receipt?.runId], [200, ids.old])
  const chain = await agents.get<{ entries: number; broken?: object }>('/api/v1/audit/verification')
  assert.deepEqual(
    [chain.body.entries, chain.body.broken],
    [4, undefined],
    'three receipts, and that one was asked about',
  )
})
