import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ErrorBody } from '#test/client.ts'
import { tamper } from '#test/tamper.ts'
import { assertError, untilTrue, type AgentServer, type RunDetails, type ShownRun } from './agent-server.ts'
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

const capability = 'commander.execute_command'
const breakGlass = { capability, input: { command: 'break_glass' } }

async function count(table: string): Promise<number> {
  return (await agents.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n
}

describe('POST /api/v1/runs', () => {
  test('a read answers at once and leaves nothing', async () => {
    const before = await count('agent_runs')
    const { status, body } = await agents.start({ capability: 'commander.list_commands' })
    assert.equal(status, 200)
    assert.equal(body.run, null)
    assert.ok((body.output as { commands: { name: string }[] }).commands.length > 8)
    assert.equal(await count('agent_runs'), before)
  })

  test('a read leaves a receipt when asked to', async () => {
    const { body } = await agents.start({ capability: 'commander.list_commands', receipt: true, waitSeconds: 20 })
    assert.equal(body.run?.state, 'succeeded')
    assert.equal((await agents.get(`/api/v1/runs/${body.run.id}/receipt`)).status, 200)
  })

  test('a change becomes a run, and leaves a receipt of what was done', async () => {
    const before = await at.marks.count()
    const started = await agents.start({ capability, input: { command: 'mark' } })
    assert.equal(started.status, 202)
    const run = await agents.ended(started.body.run!.id)
    // That a program ended well is no proof that it did its work.
    assert.deepEqual([run.state, run.verdict], ['succeeded', 'unverified'])
    assert.equal(await at.marks.count(), before + 1)
    const { body } = await agents.get<{ receipt: Record<string, unknown>; hash: string }>(
      `/api/v1/runs/${run.id}/receipt`,
    )
    const { runId, actionHash, actor, origin, verdict, input } = body.receipt
    assert.deepEqual(
      { runId, actionHash, actor, origin, verdict, input },
      {
        runId: run.id,
        actionHash: run.actionHash,
        actor: 'owner',
        origin: 'rest',
        verdict: 'unverified',
        input: run.input,
      },
    )
    const [entry] = await agents.sql<{ hash: string }>('select hash from audit_entries where subject = $1', [run.id])
    assert.equal(entry?.hash, body.hash)
  })

  test('waits as long as it is told to', async () => {
    const { status, body } = await agents.start({ capability, input: { command: 'mark' }, waitSeconds: 20 })
    assert.equal(status, 200)
    assert.equal(body.run?.state, 'succeeded')
    assert.deepEqual(body.output, body.run.output)
  })

  test('the same key gives the same run, also to many at once', async () => {
    const before = await at.marks.count()
    const body = { capability, input: { command: 'mark' }, idempotencyKey: 'once' }
    const replies = await Promise.all(Array.from({ length: 8 }, () => agents.start(body)))
    const ids = new Set(replies.map((reply) => reply.body.run?.id))
    assert.equal(ids.size, 1, JSON.stringify(replies.map(({ body: answer }) => answer)))
    await agents.ended([...ids][0]!)
    assert.equal((await agents.start(body)).body.run?.id, [...ids][0])
    assert.equal(await at.marks.count(), before + 1)
    assertError(await agents.start({ ...body, input: { command: 'break_glass' } }), 409, 'conflict', /idempotency key/)
  })

  test('what it does not understand starts nothing', async () => {
    const before = await count('agent_runs')
    assertError(await agents.start({ capability: 'backup.make_coffee' }), 404, 'not_found')
    assertError(
      await agents.start({ capability: 'backup.create_backup', input: { backup_type: 'half' } }),
      400,
      'invalid_input',
      /backup_type/,
    )
    assertError(
      await agents.start({ capability: 'backup.create_backup', input: { color: 1 } }),
      400,
      'invalid_input',
      /color/,
    )
    assertError(await agents.start({ capability: 'backup.create_backup', input: [] }), 400, 'invalid_input')
    assertError(await agents.post('/api/v1/runs', { capability, wait: 3 }), 400, 'invalid_input', /wait/)
    assertError(await agents.post('/api/v1/runs', {}), 400, 'invalid_input', /capability/)
    assertError(await agents.start({ capability: '__proto__.constructor' }), 404, 'not_found')
    assertError(
      await agents.start({ capability, input: JSON.parse('{"__proto__": {"command": "mark"}}') }),
      400,
      'invalid_json',
    )
    assert.equal(await count('agent_runs'), before)
  })
})

describe('watching', () => {
  interface Event {
    id: number
    type: string
  }

  async function stream(id: string, headers: Record<string, string> = {}): Promise<{ ids: number[]; types: string[] }> {
    const reply = await fetch(`${agents.server.url}/api/v1/runs/${id}/events`, {
      headers: { authorization: `Bearer ${agents.server.token}`, accept: 'text/event-stream', ...headers },
    })
    assert.equal(reply.status, 200)
    assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/)
    const text = await reply.text()
    return {
      ids: [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1])),
      types: [...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1]!),
    }
  }

  test('the events of a run come as they happen, and from where one was', async () => {
    const { body } = await agents.start({ capability, input: { command: 'mark' } })
    const { id } = body.run!
    const live = await stream(id) // begun while it runs, ends when it has ended
    assert.deepEqual(live.types, ['queued', 'started', 'step', 'ended'])
    const { events } = (await agents.get<{ events: Event[] }>(`/api/v1/runs/${id}/events`)).body
    assert.deepEqual(
      events.map((event) => event.id),
      live.ids,
    )
    const rest = await stream(id, { 'last-event-id': String(live.ids[1]) })
    assert.deepEqual(rest.ids, live.ids.slice(2))
    const from = (header: string) =>
      agents.http.send('GET', `/api/v1/runs/${id}/events`, {
        token: agents.server.token,
        headers: { 'last-event-id': header },
      })
    for (const odd of ['abc', '-1', '1.5', '1e400', '99999999999999999999'])
      assertError(await from(odd), 400, 'invalid_input', /Last-Event-ID/)
    assert.equal((await from('')).status, 200)
    assert.deepEqual((await from('9007199254740991')).body, { events: [] })
  })

  test('runs are listed, the newest first, by state and capability', async () => {
    const { runs } = (await agents.get<{ runs: ShownRun[] }>('/api/v1/runs')).body
    const stored = await agents.sql<{ id: string }>('select id from agent_runs order by created_at desc, id desc')
    assert.deepEqual(
      runs.map(({ id }) => id),
      stored.map(({ id }) => id),
    )
    const filtered = (
      await agents.get<{ runs: ShownRun[] }>('/api/v1/runs?state=succeeded&capability=commander.list_commands')
    ).body
    assert.ok(filtered.runs.length > 0)
    assert.ok(filtered.runs.every((run) => run.state === 'succeeded' && run.capability === 'commander.list_commands'))
    assertError(await agents.get('/api/v1/runs?state=done'), 400, 'invalid_input')
    assertError(await agents.get('/api/v1/runs?colour=blue'), 400, 'invalid_input')
  })

  test('what is not there is not found', async () => {
    const nobody = `run_${'0'.repeat(32)}`
    for (const path of ['', '/events', '/receipt']) {
      assertError(await agents.get(`/api/v1/runs/${nobody}${path}`), 404, 'not_found')
      assertError(await agents.get(`/api/v1/runs/run_x${path}`), 400, 'invalid_input')
    }
    assertError(await agents.post(`/api/v1/runs/${nobody}/cancel`), 404, 'not_found')
  })
})

describe('cancelling', () => {
  test('what runs is stopped, and nobody claims to know what it did', async () => {
    const { body } = await agents.start({ capability, input: { command: 'lingers' } })
    const { id } = body.run!
    await untilTrue(
      'it runs',
      10_000,
      async () => (await agents.get<RunDetails>(`/api/v1/runs/${id}`)).body.steps.length > 0,
    )
    assertError(await agents.get(`/api/v1/runs/${id}/receipt`), 409, 'conflict', /running/)
    assert.equal((await agents.post(`/api/v1/runs/${id}/cancel`)).status, 200)
    const run = await agents.ended(id, 10_000)
    assert.deepEqual([run.state, run.verdict, run.error?.code], ['cancelled', 'unverified', 'cancelled'])
    assertError(await agents.post(`/api/v1/runs/${id}/cancel`), 409, 'conflict')
  })
})

interface Schedule {
  name: string
  cron: string
  input: unknown
  nextAt: string
}

describe('schedules', () => {
  const put = (name: string, body: object) =>
    agents.http.send<ErrorBody>('PUT', `/api/v1/schedules/${name}`, { token: agents.server.token, body })
  const names = async () => (await agents.get<{ schedules: Schedule[] }>('/api/v1/schedules')).body.schedules

  test('are set, replaced, listed and removed', async () => {
    const nightly = { cron: '0 2 * * *', timezone: 'Europe/Paris', capability: 'backup.create_backup' }
    assert.equal((await put('nightly', nightly)).status, 200)
    assert.equal(
      (await put('nightly', { ...nightly, cron: 'FREQ=DAILY;BYHOUR=3;BYMINUTE=0', input: { backup_type: 'config' } }))
        .status,
      200,
    )
    const [{ nextAt, ...set }] = (await names()) as [Schedule]
    assert.deepEqual(set, {
      name: 'nightly',
      ...nightly,
      cron: 'FREQ=DAILY;BYHOUR=3;BYMINUTE=0',
      input: { backup_type: 'config' },
      actor: 'owner',
    })
    const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Paris' })
    assert.equal(hour.format(new Date(nextAt)), '03')
    assert.ok(Date.parse(nextAt) > Date.now() && Date.parse(nextAt) < Date.now() + 25 * 3_600_000)
    assert.equal(
      (await agents.http.send('DELETE', '/api/v1/schedules/nightly', { token: agents.server.token })).status,
      204,
    )
    assert.deepEqual(await names(), [])
    assertError(
      await agents.http.send('DELETE', '/api/v1/schedules/nightly', { token: agents.server.token }),
      404,
      'not_found',
    )
  })

  test('what cannot be kept is not taken', async () => {
    const valid = { cron: '0 2 * * *', capability: 'backup.create_backup' }
    for (const [change, status, name] of [
      [{ cron: 'every night' }, 400, 'bad'],
      [{ cron: '61 2 * * *' }, 400, 'bad'],
      [{ cron: '0 2 * * * * *' }, 400, 'bad'],
      [{ timezone: 'Europe/Atlantis' }, 400, 'bad'],
      [{ cron: 'FREQ=DAILY;UNTIL=20200101T000000Z' }, 400, 'bad'],
      [{ input: { backup_type: 'half' } }, 400, 'bad'],
      [{ capability: 'backup.make_coffee' }, 404, 'bad'],
      [{ colour: 'blue' }, 400, 'bad'],
      [{}, 400, 'Bad%20Name'],
    ] as const) {
      const reply = await put(name, { ...valid, ...change })
      assert.equal(reply.status, status, `${JSON.stringify(change)}: ${JSON.stringify(reply.body)}`)
    }
    assert.deepEqual(await names(), [])
  })
})

interface Chain {
  entries: number
  head: string
  broken?: { sequence: number; reason: string }
}
const verify = async () => (await agents.get<Chain>('/api/v1/audit/verification')).body

test('a receipt that was changed, or taken out, breaks the chain', async () => {
  const whole = await verify()
  assert.equal(whole.entries, await count('audit_entries'))
  assert.equal(whole.broken, undefined)
  await tamper(agents.server, `update audit_entries set body = replace(body, '"owner"', '"0wner"') where sequence = 3`)
  assert.deepEqual((await verify()).broken?.sequence, 3)
  await tamper(agents.server, `update audit_entries set body = replace(body, '"0wner"', '"owner"') where sequence = 3`)
  assert.deepEqual(await verify(), whole)
  await tamper(agents.server, 'update audit_entries set subject = $1 where sequence = 2', [`run_${'0'.repeat(32)}`])
  assert.equal((await verify()).broken?.sequence, 2)
  await tamper(agents.server, 'delete from audit_entries where sequence = 2')
  assert.match((await verify()).broken!.reason, /missing/)
})

test('nothing of this is open to a stranger', async () => {
  const id = `run_${'0'.repeat(32)}`
  const approval = `apr_${'0'.repeat(32)}`
  const routes: [method: string, path: string, body?: object][] = [
    ['GET', '/api/v1/agents'],
    ['POST', '/api/v1/runs', { capability: 'commander.list_commands' }],
    ['POST', '/api/v1/runs', breakGlass],
    ['GET', '/api/v1/runs'],
    ['GET', `/api/v1/runs/${id}`],
    ['GET', `/api/v1/runs/${id}/events`],
    ['GET', `/api/v1/runs/${id}/receipt`],
    ['POST', `/api/v1/runs/${id}/cancel`],
    ['GET', '/api/v1/audit/verification'],
    ['GET', '/api/v1/approvals'],
    ['POST', `/api/v1/approvals/${approval}/approve`, { actionHash: '0'.repeat(64) }],
    ['POST', `/api/v1/approvals/${approval}/refuse`, { reason: 'no' }],
    ['GET', '/api/v1/schedules'],
    ['PUT', '/api/v1/schedules/x', { cron: '0 2 * * *', capability: 'backup.create_backup' }],
    ['DELETE', '/api/v1/schedules/x'],
  ]
  for (const [method, path, body] of routes)
    for (const token of [undefined, `${agents.server.token}x`])
      assertError(await agents.http.send(method, path, { body, token }), 401, 'unauthenticated')
})
