import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, stat, statfs, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { freemem, hostname, loadavg, totalmem, uptime, userInfo } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runSql } from '#test/run-sql.ts'
import { place, type AgentServer, type Place, type ShownRun } from './agent-server.ts'
import { callTool } from './call-tool.ts'
import { commandMarks, type CommandMarks } from './command-marks.ts'

/** What is looked at from outside, so that a test can stop it. */
const printer = createServer().unref()
const monitoringFile = (port: number) => `targets: [{ name: printer, kind: tcp, host: 127.0.0.1, port: ${port} }]\n`

const approvalPolicy = `rules:
  - { capability: commander.execute_command, risk: change, decision: ask }
  - { risk: dangerous, decision: ask }
  - { actor: owner, decision: allow }
`

/** A procedure that does its work here, without a person. */
const procedure = `---
id: frobnicator-jam
title: The frobnicator jams
when: { category: hardware, keywords: [frobnicator, jams] }
steps:
  - { name: who, kind: capability, capability: commander.execute_command, input: { command: hostname }, expect: { exit_code: 0 } }
postconditions:
  - name: database_answers
    kind: check
    capability: monitoring.monitor_system_health
    input: { detailed: false }
    expect: { services.postgresql.status: up }
risk: low
estimated_minutes: 3
---

# The frobnicator jams
`

let marks: CommandMarks
let at: Place
let agents: AgentServer

before(async () => {
  await new Promise<void>((resolve) => void printer.listen(0, '127.0.0.1', resolve))
  marks = await commandMarks()
  at = await place()
  const file = async (name: string, text: string) => {
    await writeFile(join(at.folder, name), text)
    return join(at.folder, name)
  }
  await file('frobnicator-jam.md', procedure)
  agents = await at.start({
    COMMANDER_POLICY: marks.policy,
    APPROVAL_POLICY: await file('approvals.yaml', approvalPolicy),
    MONITORING_FILE: await file('monitoring.yaml', monitoringFile((printer.address() as AddressInfo).port)),
    SOP_FOLDER: at.folder,
  })
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
  await marks?.[Symbol.asyncDispose]()
  printer.close()
})

const call = <Data = Record<string, unknown>>(
  name: string,
  body?: string,
  options?: { method?: string; token?: string | null },
) => callTool<Data>(agents, name, body, options)

async function ok<Data = Record<string, unknown>>(name: string, body?: string): Promise<Data> {
  const reply = await call<Data>(name, body)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  assert.equal(reply.body.status, 'ok')
  assert.equal(reply.body.error, null)
  assert.ok(Math.abs(Date.parse(reply.body.timestamp) - Date.now()) < 60_000)
  return reply.body.data
}

function hasFields(data: object, names: string): void {
  for (const name of names.split(' ')) assert.ok(name in data, `${name} is missing in ${JSON.stringify(data)}`)
}

test('list_autonomous_agents names the eight, by GET and by POST, for anyone', async () => {
  for (const method of ['GET', 'POST']) {
    const { status, body } = await call<{ total: number; agents: { name: string; capabilities: string[] }[] }>(
      'list_autonomous_agents',
      undefined,
      { method, token: null },
    )
    assert.equal(status, 200)
    hasFields(body.data, 'version total base_class agents infrastructure api_base mcp_protocol')
    assert.equal(body.data.total, 8)
    const described = await agents.get<{ agents: { name: string; capabilities: { name: string }[] }[] }>(
      '/api/v1/agents',
    )
    assert.deepEqual(
      body.data.agents.map(({ name, capabilities }) => ({ name, capabilities })),
      described.body.agents.map(({ name, capabilities }) => ({
        name,
        capabilities: capabilities.map((one) => one.name),
      })),
    )
  }
})

test('analyze_sentiment tells how a text feels, and by which words', async () => {
  const data = await ok('analyze_sentiment', '{"text": "This is amazing!", "detailed": true}')
  hasFields(data, 'sentiment confidence text_length timestamp keywords positive_score negative_score language')
  assert.equal(data['sentiment'], 'positive')
  assert.equal(data['language'], 'en')
  assert.equal(data['text_length'], 'This is amazing!'.length)
  assert.deepEqual(
    (data['keywords'] as { text: string }[]).map(({ text }) => text),
    ['amazing'],
  )
  const unhappy = await ok('analyze_sentiment', '{"text": "Everything is broken and I am furious."}')
  assert.equal(unhappy['sentiment'], 'negative')
})

describe('execute_command', () => {
  test('hostname and whoami say what this machine says', async () => {
    for (const [name, command, expected] of [
      ['execute_command', 'hostname', hostname()],
      ['execute_desktop_command', 'hostname', hostname()],
      ['execute_command', 'whoami', `${userInfo().username} (uid ${userInfo().uid}, gid ${userInfo().gid})`],
    ] as const) {
      const data = await ok(name, JSON.stringify({ command }))
      hasFields(data, 'output execution_time_seconds security_validated os_type')
      assert.equal(String(data['output']).trim(), expected)
      assert.equal(data['security_validated'], true)
    }
  })

  test('what is not allowed is not run', async () => {
    for (const [body, status] of [
      [{ command: 'rm' }, 403],
      [{ command: 'ping; id' }, 403],
      [{ command: 'hostname', args: ['--help'] }, 400],
      [{ command: 'ping', target: '$(id)' }, 400],
      [{ command: 'hostname', host: 'elsewhere' }, 403],
    ] as const) {
      const reply = await call('execute_command', JSON.stringify(body))
      assert.equal(reply.status, status, JSON.stringify(reply.body))
      assert.equal(reply.body.status, 'error')
    }
  })

  test('what a policy asks about answers 202 at once, and is done once it is approved', async () => {
    const before = Date.now()
    const { status, body } = await call('execute_command', '{"command": "mark"}')
    assert.ok(Date.now() - before < 5_000, 'nobody waits for a person')
    assert.equal(status, 202, JSON.stringify(body))
    assert.equal(body.status, 'ok')
    const { run_id: runId, approval_id: approvalId, state } = body.data as Record<string, string>
    assert.equal(state, 'waiting')
    assert.equal(await marks.count(), 0)
    const { approval } = (await agents.get<{ approval: { id: string; actionHash: string } }>(`/api/v1/runs/${runId}`))
      .body
    assert.equal(approval.id, approvalId)
    const { actionHash } = approval
    assert.equal((await agents.post(`/api/v1/approvals/${approvalId}/approve`, { actionHash })).status, 200)
    assert.equal((await agents.ended(runId!)).state, 'succeeded')
    assert.equal(await marks.count(), 1)
  })
})

test('monitor_system_health measures this machine, and shows a service that stopped', async () => {
  const data = await ok<
    Record<string, number> & { services: Record<string, { status: string }>; memory: Record<string, number> }
  >('monitor_system_health', '{"detailed": true}')
  hasFields(data, 'overall_status cpu_percent memory_percent disk_percent services alerts uptime_hours')
  assert.ok(data['cpu_percent']! >= 0 && data['cpu_percent']! <= 100)
  assert.equal(data['host'], hostname())
  assert.equal(data.memory['machine_bytes'], totalmem())
  if ((data.memory['bound_by'] as unknown) === 'machine') {
    const used = 100 * (1 - freemem() / totalmem())
    // What node calls free leaves out what the kernel would give back.
    assert.ok(
      data['memory_percent']! > 0 && data['memory_percent']! < used + 5,
      `${data['memory_percent']} of ${used} %`,
    )
  }
  assert.ok(Math.abs(data['uptime_hours']! - uptime() / 3600) < 0.05)
  assert.ok(Math.abs((data['load'] as unknown as number[])[1]! - loadavg()[1]!) < 2)
  const disks = await Promise.all(['/', at.dataDir].map(usedPercent))
  assert.ok(
    Math.abs(data['disk_percent']! - Math.max(...disks)) < 2,
    `${data['disk_percent']}, df says ${disks.join()}`,
  )
  assert.equal(data.services['postgresql']!.status, 'up')
  assert.equal(data.services['printer']!.status, 'up')
  await new Promise((resolve) => void printer.close(resolve))
  const later = await ok<typeof data>('monitor_system_health')
  assert.equal(later.services['printer']!.status, 'down')
  assert.equal(later['overall_status'], 'degraded')
})

/** As df computes it. */
async function usedPercent(path: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(path)
  return (100 * (blocks - bfree)) / (blocks - bfree + bavail)
}

describe('classify_ticket', () => {
  const text = 'My printer prints empty pages since this morning, toner is full.'
  const documented =
    'category subcategory confidence priority routed_to method ticket_id execution_time_ms database_persisted'

  test('files a ticket under what it found', async () => {
    const data = await ok('classify_ticket', JSON.stringify({ description: text, priority: 'high' }))
    hasFields(data, documented)
    assert.equal(data['database_persisted'], true)
    const rows = await agents.sql<Record<string, unknown>>('select * from tickets where id = $1', [data['ticket_id']])
    assert.equal(rows.length, 1)
    assert.equal(rows[0]!['description'], text)
    assert.equal(rows[0]!['category'], 'hardware')
    assert.equal(data['category'], 'hardware')
    assert.equal(rows[0]!['priority'], 'high')
    assert.equal(rows[0]!['routed_to'], data['routed_to'])
    assert.equal(rows[0]!['status'], 'classified')
  })

  test('classifies the ticket that is named, and makes no other', async () => {
    const { body } = await agents.post<{ id: number }>('/api/v1/tickets', { description: text })
    const count = async () => (await agents.sql<{ n: number }>('select count(*)::int as n from tickets'))[0]!.n
    const before = await count()
    const data = await ok('classify_ticket', JSON.stringify({ ticket_id: body.id, description: text }))
    assert.equal(data['ticket_id'], body.id)
    assert.equal(await count(), before)
    const [row] = await agents.sql<Record<string, unknown>>('select category from tickets where id = $1', [body.id])
    assert.equal(row!['category'], 'hardware')
  })

  test('a text that says nothing is unknown, and filed all the same', async () => {
    const data = await ok('twisterlab_mcp_classify_ticket', '{"description": "zzz qqq xxx yyy vvv"}')
    assert.equal(data['category'], 'unknown')
    const [row] = await agents.sql<Record<string, unknown>>('select category, flags from tickets where id = $1', [
      data['ticket_id'],
    ])
    assert.equal(row!['category'], null)
    assert.deepEqual(row!['flags'], ['needs_triage'])
  })

  test('a ticket that is not there is not found', async () => {
    const { status, body } = await call('classify_ticket', JSON.stringify({ ticket_id: 999_999, description: text }))
    assert.equal(status, 404, JSON.stringify(body))
    assert.equal(body.error_code, 'not_found')
  })
})

describe('resolve_ticket', () => {
  const documented = 'sop_executed steps estimated_time success_rate method'

  test('without a ticket it shows the procedure and changes nothing', async () => {
    const runs = async () => (await agents.sql<{ n: number }>('select count(*)::int as n from agent_runs'))[0]!.n
    const before = await runs()
    const data = await ok('resolve_ticket', '{"category": "hardware", "description": "the frobnicator jams"}')
    hasFields(data, documented)
    assert.equal(data['sop_executed'], 'frobnicator-jam')
    assert.equal(data['method'], 'dry_run')
    assert.equal(await runs(), before)
  })

  test('with a ticket it runs the procedure, looks, and resolves the ticket', async () => {
    const { body } = await agents.post<{ id: number }>('/api/v1/tickets', {
      description: 'The frobnicator on the second floor jams again.',
      category: 'hardware',
    })
    const data = await ok(
      'twisterlab_mcp_resolve_ticket',
      JSON.stringify({ ticket_id: body.id, classification: 'hardware' }),
    )
    hasFields(data, documented)
    assert.equal(data['sop_executed'], 'frobnicator-jam')
    assert.equal(data['verdict'], 'verified')
    const [ticket] = await agents.sql<Record<string, unknown>>('select status, outcome from tickets where id = $1', [
      body.id,
    ])
    assert.equal(ticket!['status'], 'resolved')
    assert.match(String(ticket!['outcome']), /frobnicator jams/)
    const outcomes = await agents.sql<Record<string, unknown>>('select * from sop_outcomes where ticket_id = $1', [
      body.id,
    ])
    assert.deepEqual(
      outcomes.map(({ outcome, run_id: runId }) => [outcome, runId]),
      [['resolved', data['run_id']]],
    )
    const again = await ok('resolve_ticket', '{"category": "hardware", "description": "the frobnicator jams"}')
    assert.equal(again['success_rate'], 1)
  })

  test('a ticket that is not there is not found', async () => {
    const { status, body } = await call('resolve_ticket', '{"ticket_id": 999999, "category": "hardware"}')
    assert.equal(status, 404, JSON.stringify(body))
  })
})

test('sync_cache_db counts the answers that are kept', async () => {
  const documented = 'entries_synced duration_seconds cache_entries_before cache_entries_after db_records_processed'
  const emptied = await ok('sync_cache_db', '{"operation": "clear_stale", "force": true}')
  assert.equal(emptied['cache_entries_after'], 0)
  await agents.http.add({
    name: 'mill.md',
    audience: 'public',
    text: '# Mill\n\nThe windmill on the hill grinds spelt every Thursday.\n',
  })
  await agents.http.add({
    name: 'bridge.md',
    audience: 'public',
    text: '# Bridge\n\nThe footbridge was rebuilt with larch wood in 1998.\n',
  })
  for (const question of ['What does the windmill grind?', 'Which wood was the footbridge rebuilt with?'])
    assert.ok((await agents.http.ask(question)).body.sentences.length > 0)
  const verified = await ok('twisterlab_mcp_sync_cache', '{"operation": "verify_consistency"}')
  hasFields(verified, documented)
  assert.deepEqual(
    [verified['cache_entries_before'], verified['cache_entries_after'], verified['entries_synced']],
    [2, 2, 2],
  )
  assert.equal(verified['db_records_processed'], 4, 'two sources, read twice')
  const [mill] = await agents.sql<{ id: string }>(`select id from sources where title = 'Mill'`)
  const deleted = await agents.http.send('DELETE', `/api/v1/twin/sources/${mill!.id}`, { token: agents.server.token })
  assert.equal(deleted.status, 204)
  const synced = await ok('sync_data', '{"source": "cache", "destination": "database"}')
  assert.equal(synced['verdict'], 'verified')
  assert.equal(synced['cache_entries_after'], 2, 'what was asked is asked again, ahead')
  const clean = await ok<{ stale_found: number }>('sync_cache_db', '{"operation": "verify_consistency"}')
  assert.equal(clean.stale_found, 0)
})

describe('create_backup', () => {
  test('without a body: the file is there, is what it was said to be, and restores', async () => {
    const data = await ok<Record<string, string>>('create_backup')
    hasFields(data, 'backup_id backup_name path size_bytes size_mb checksum components duration_seconds')
    const path = data['path']!
    assert.equal((await stat(path)).size, data['size_bytes'] as unknown)
    assert.equal(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      data['checksum'],
    )
    assert.deepEqual((data['components'] as unknown as string[]).toSorted(), ['config', 'database'])

    const drill = await agents.run('backup.restore_drill', { backup_id: data['backup_id'] })
    assert.equal(drill.verdict, 'verified')
    const restored = await agents.run('backup.restore_backup', {
      backup_id: data['backup_id'],
      database: 'tools_restored',
    })
    assert.equal(restored.verdict, 'verified', JSON.stringify(restored))
    const here = await agents.sql('select id, description from tickets order by id')
    assert.ok(here.length > 0)
    assert.deepEqual(await inDatabase('tools_restored', 'select id, description from tickets order by id'), here)
    await agents.sql('drop database tools_restored')
  })

  test('of the configuration only, which holds no secret', async () => {
    const data = await ok<Record<string, string>>('create_backup', '{"backup_type": "config"}')
    assert.deepEqual(data['components'], ['config'])
    assert.ok(!(await readFile(data['path']!)).includes(agents.server.token))
  })
})

/** Another database of the same server. */
async function inDatabase(name: string, text: string): Promise<object[]> {
  const { databaseUrl, dataDir } = agents.server
  const url = new URL(databaseUrl ?? `postgresql://pollux@localhost/?host=${encodeURIComponent(join(dataDir, 'run'))}`)
  url.pathname = `/${name}`
  return runSql({ databaseUrl: url.href, dataDir }, text)
}

test('a receipt of a read, when it is asked for', async () => {
  const data = await ok<Record<string, string>>('execute_command', '{"command": "hostname", "receipt": true}')
  const { body } = await agents.get<{ run: ShownRun }>(`/api/v1/runs/${data['run_id']}`)
  assert.equal(body.run.capability, 'commander.execute_command')
  assert.equal((await agents.get(`/api/v1/runs/${data['run_id']}/receipt`)).status, 200)
})
