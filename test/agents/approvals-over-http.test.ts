import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { ErrorBody } from '#test/client.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { assertError, type AgentServer, type RunDetails, type ShownApproval, type ShownRun } from './agent-server.ts'
import { markedPlace, type MarkedPlace } from './marked-place.ts'

let at: MarkedPlace
let agents: AgentServer

before(async () => {
  at = await markedPlace()
  agents = await at.start()
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
})

const breakGlass = { capability: 'commander.execute_command', input: { command: 'break_glass' } }

/** Starts what a person must approve. */
async function waiting(): Promise<{ run: ShownRun; approval: ShownApproval['approval'] }> {
  const { status, body } = await agents.start(breakGlass)
  assert.equal(status, 202)
  assert.equal(body.run?.state, 'waiting')
  const { approval } = (await agents.get<RunDetails>(`/api/v1/runs/${body.run.id}`)).body
  assert.equal(approval?.state, 'pending')
  return { run: body.run, approval: approval! }
}

const approve = (id: string, actionHash: string) =>
  agents.post<ShownApproval>(`/api/v1/approvals/${id}/approve`, { actionHash })
const refuse = (id: string, reason: string) => agents.post<ShownApproval>(`/api/v1/approvals/${id}/refuse`, { reason })

/** How many actions came to this, by the metrics. */
async function counted(outcome: string): Promise<number> {
  const page = await (await fetch(`${agents.server.url}/metrics`)).text()
  return Number(new RegExp(`^pollux_approvals_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(page)?.[1] ?? 0)
}

describe('approving', () => {
  test('stands in the chain: who was asked for what, who answered, and what nobody answered', async () => {
    const [yes, no, late, cancelled] = [await waiting(), await waiting(), await waiting(), await waiting()]
    await approve(yes.approval.id, yes.approval.actionHash)
    await refuse(no.approval.id, 'Not today.')
    await agents.sql(`update approvals set expires_at = now() - interval '1 s' where id = $1`, [late.approval.id])
    await agents.post(`/api/v1/runs/${cancelled.run.id}/cancel`)
    for (const { run } of [yes, no, late, cancelled]) await agents.ended(run.id)
    const saidOf = async ({ run, approval }: typeof yes) => {
      const { body } = await agents.get<{ entries: { body: string }[] }>(`/api/v1/audit?subject=${approval.id}`)
      return body.entries.map((entry) => {
        const { event, by, runId, actionHash, noteHash } = JSON.parse(entry.body) as Record<string, string>
        assert.deepEqual([runId, actionHash], [run.id, approval.actionHash])
        return [event, by, noteHash]
      })
    }
    const asked = ['asked', 'owner', undefined]
    assert.deepEqual(await saidOf(yes), [asked, ['approved', 'owner', null]])
    const noteHash = createHash('sha256').update('Not today.').digest('hex')
    assert.deepEqual(await saidOf(no), [asked, ['refused', 'owner', noteHash]])
    assert.deepEqual(await saidOf(late), [asked, ['expired', null, null]])
    assert.deepEqual(
      (await saidOf(cancelled)).map(([event]) => event),
      ['asked', 'refused'],
    )
    const { body } = await agents.get<{ receipt: { approval: { id: string; decidedBy: string } } }>(
      `/api/v1/runs/${no.run.id}/receipt`,
    )
    assert.deepEqual([body.receipt.approval.id, body.receipt.approval.decidedBy], [no.approval.id, 'owner'])
    assert.equal((await agents.get<{ broken?: object }>('/api/v1/audit/verification')).body.broken, undefined)
    const inMetrics = async () => {
      const page = await (await fetch(`${agents.server.url}/metrics`)).text()
      return Number(/^pollux_audit_entries_total\{kind="approval"\} (\d+)/m.exec(page)?.[1] ?? 0)
    }
    for (const deadline = Date.now() + 30_000; (await inMetrics()) < 8; await delay(100))
      assert.ok(Date.now() < deadline, 'counted within seconds')
  })

  test('a yes may carry a note, which stays in the receipt, and in the chain by its hash', async () => {
    const { run, approval } = await waiting()
    const { actionHash } = approval
    const path = `/api/v1/approvals/${approval.id}/approve`
    assertError(await agents.post(path, { actionHash, note: ' ' }), 400, 'invalid_input', /note/)
    const reply = await agents.post<ShownApproval>(path, { actionHash, note: 'Only this once.' })
    assert.deepEqual([reply.status, reply.body.approval.decisionReason], [200, 'Only this once.'])
    await agents.ended(run.id)
    const { receipt } = (
      await agents.get<{ receipt: { approval: { reason: string } } }>(`/api/v1/runs/${run.id}/receipt`)
    ).body
    assert.equal(receipt.approval.reason, 'Only this once.')
    const { entries } = (await agents.get<{ entries: { body: string }[] }>(`/api/v1/audit?subject=${approval.id}`)).body
    const noteHash = createHash('sha256').update('Only this once.').digest('hex')
    assert.equal(
      entries.some(({ body }) => body.includes(noteHash)),
      true,
    )
    assert.equal(
      entries.some(({ body }) => body.includes('Only this once.')),
      false,
    )
  })

  test('is counted', async () => {
    const outcomes = ['asked', 'approved', 'refused']
    const before = await Promise.all(outcomes.map(counted))
    const [yes, no] = [await waiting(), await waiting()]
    await approve(yes.approval.id, yes.approval.actionHash)
    await refuse(no.approval.id, 'Not today.')
    const after = await Promise.all(outcomes.map(counted))
    assert.deepEqual(
      after.map((count, at) => count - before[at]!),
      [2, 1, 1],
    )
    await agents.ended(yes.run.id)
  })

  test('a yes to exactly this, once', async () => {
    const before = await at.marks.count()
    const { run, approval } = await waiting()
    const { approvals } = (await agents.get<{ approvals: ShownApproval[] }>('/api/v1/approvals?state=pending')).body
    const shown = approvals.find((pending) => pending.approval.id === approval.id)
    assert.deepEqual(shown?.run.input, { command: 'break_glass' })

    assertError(await approve(approval.id, '0'.repeat(64)), 409, 'conflict', /not the action/)
    assertError(await approve(approval.id, 'yes'), 400, 'invalid_input', /actionHash/)
    assertError(await agents.post(`/api/v1/approvals/${approval.id}/approve`), 400, 'invalid_input')
    const other = await waiting()
    assertError(await approve(approval.id, other.approval.actionHash), 409, 'conflict')
    assertError(await approve(`apr_${'0'.repeat(32)}`, approval.actionHash), 404, 'not_found')
    assert.equal(await at.marks.count(), before)

    const replies = await Promise.all(Array.from({ length: 8 }, () => approve(approval.id, approval.actionHash)))
    assert.deepEqual(replies.map(({ status }) => String(status)).sort(), [
      '200',
      ...Array.from({ length: 7 }, () => '409'),
    ])
    assert.equal((await agents.ended(run.id)).state, 'succeeded')
    assert.equal(await at.marks.count(), before + 1)
    assertError(await approve(approval.id, approval.actionHash), 409, 'conflict', /used/)
    assertError(await refuse(approval.id, 'too late'), 409, 'conflict')

    await refuse(other.approval.id, 'Not today.')
    const refused = await agents.ended(other.run.id)
    assert.deepEqual([refused.state, refused.error?.code], ['cancelled', 'forbidden'])
    assertError(await approve(other.approval.id, other.approval.actionHash), 409, 'conflict', /refused/)
    const { receipt } = (await agents.get<{ receipt: { approval: object } }>(`/api/v1/runs/${other.run.id}/receipt`))
      .body
    assert.partialDeepStrictEqual(receipt.approval, { state: 'refused', decidedBy: 'owner', reason: 'Not today.' })
    assert.equal(await at.marks.count(), before + 1)
  })

  test('a yes and a no at once: one of them counts', async () => {
    const { run, approval } = await waiting()
    const replies = await Promise.all([approve(approval.id, approval.actionHash), refuse(approval.id, 'no')])
    assert.deepEqual(replies.map(({ status }) => String(status)).sort(), ['200', '409'])
    const { state } = await agents.ended(run.id)
    assert.equal(state, replies[0].status === 200 ? 'succeeded' : 'cancelled')
  })

  test('an action that was changed after it was shown is not approved, and one changed after the yes is not done', async () => {
    const before = await at.marks.count()
    const { run, approval } = await waiting()
    await agents.sql(`update agent_runs set input = '{"command": "mark"}' where id = $1`, [run.id])
    assertError(await approve(approval.id, approval.actionHash), 409, 'conflict', /not the action/)
    assert.equal(await at.marks.count(), before)

    const later = await waiting()
    // Behind the product's back, at the moment of the yes.
    await agents.sql(`create function change_action() returns trigger language plpgsql as $$ begin
      if old.state = 'waiting' and new.state = 'queued' then new.input = '{"command": "mark"}'; end if; return new; end $$`)
    await agents.sql(
      'create trigger change_action before update on agent_runs for each row execute function change_action()',
    )
    assert.equal((await approve(later.approval.id, later.approval.actionHash)).status, 200)
    const changed = await agents.ended(later.run.id)
    await agents.sql('drop function change_action cascade')
    assert.deepEqual([changed.state, changed.error?.code, changed.verdict], ['failed', 'conflict', 'failed'])
    assert.equal(await at.marks.count(), before)
  })

  test('restoring over the live database is asked about whatever the owner may', async () => {
    const restore = (input: object) =>
      agents.post<ErrorBody & { run: ShownRun | null }>('/api/v1/runs', { capability: 'backup.restore_backup', input })
    // Whoever says yes must see which one; after a live restore the newest is what it replaced.
    for (const target of ['live', 'redis'])
      assertError(await restore({ target }), 400, 'invalid_input', /backup_id: name the backup/)
    assertError(await restore({ target: 'live', backup_id: '0123456789abcdef' }), 404, 'not_found')
    const made = await agents.run('backup.create_backup')
    const { backup_id, path, checksum } = made.output as { backup_id: string; path: string; checksum: string }
    const asked = await restore({ target: 'live', backup_id })
    assert.deepEqual([asked.status, asked.body.run?.state], [202, 'waiting'])
    const { id } = asked.body.run!
    const { run, approval } = (await agents.get<RunDetails & { run: { resolved: object } }>(`/api/v1/runs/${id}`)).body
    const { backup } = run.resolved as { backup: { sha256: string } }
    assert.equal(backup.sha256, checksum)

    // Another file under its name, before the yes: it is not what was seen.
    const manifest = `${path}.json`
    const before = await readFile(manifest, 'utf8')
    await writeFile(manifest, before.replace(checksum, '0'.repeat(64)))
    assertError(await approve(approval!.id, approval!.actionHash), 409, 'conflict', /not the action/)
    await writeFile(manifest, before)
    await agents.post(`/api/v1/runs/${id}/cancel`)
  })

  test('what waits survives a restart', async () => {
    const before = await at.marks.count()
    const { run, approval } = await waiting()
    await agents[Symbol.asyncDispose]()
    agents = await at.start()
    const { approvals } = (await agents.get<{ approvals: ShownApproval[] }>('/api/v1/approvals?state=pending')).body
    assert.ok(approvals.some((pending) => pending.approval.id === approval.id))
    assert.equal((await approve(approval.id, approval.actionHash)).status, 200)
    assert.equal((await agents.ended(run.id)).state, 'succeeded')
    assert.equal(await at.marks.count(), before + 1)
  })

  test('what waits for a person ends, and cannot be approved any more', async () => {
    const before = await at.marks.count()
    const { run, approval } = await waiting()
    const { body } = await agents.post<ShownRun>(`/api/v1/runs/${run.id}/cancel`)
    assert.deepEqual([body.state, body.verdict], ['cancelled', 'failed'])
    const { approvals } = (await agents.get<{ approvals: ShownApproval[] }>('/api/v1/approvals?state=pending')).body
    assert.ok(!approvals.some((pending) => pending.approval.id === approval.id), 'nobody is asked about it any more')
    assertError(await approve(approval.id, approval.actionHash), 409, 'conflict')
    await delay(300)
    assert.equal(await at.marks.count(), before)
  })
})
