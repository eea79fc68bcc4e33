import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Client } from 'pg'
import { createClient } from 'redis'
import { runSql } from '#test/run-sql.ts'
import { startRedis, type RedisServer } from '#test/start-redis.ts'
import { place, untilTrue, type AgentServer, type Place, type RunDetails, type ShownRun } from './agent-server.ts'
import { commandMarks, type CommandMarks } from './command-marks.ts'

const health = 'monitoring.monitor_system_health'
const command = 'commander.execute_command'
const printerAnswers = `{ name: printer_answers, kind: check, capability: ${health}, input: { detailed: false }, expect: { services.printer.status: up } }`

/** Says it repaired the printer, and did not. */
const lyingProcedure = `---
id: printer-lies
title: The printer is repaired, it says
when: { category: hardware, keywords: [printer] }
steps:
  - { name: repair, kind: capability, capability: ${command}, input: { command: mark }, expect: { exit_code: 0 } }
postconditions:
  - ${printerAnswers}
risk: low
estimated_minutes: 3
---

# The printer is repaired, it says
`

let marks: CommandMarks
let at: Place
let redis: RedisServer
let agents: AgentServer
let printer: Server
let notes: string
/** Every run that was sabotaged: none of them may be called verified. */
const sabotaged: string[] = []

before(async () => {
  marks = await commandMarks()
  redis = await startRedis()
  at = await place({ COMMANDER_POLICY: marks.policy, REDIS_URL: redis.url })
  printer = await listen(0)
  notes = join(at.folder, 'notes')
  await mkdir(notes)
  await mkdir(join(at.folder, 'sops'))
  await writeFile(join(notes, 'mill.md'), '# Mill\n\nThe windmill on the hill grinds spelt every Thursday.\n')
  await writeFile(join(at.folder, 'sops', 'printer-lies.md'), lyingProcedure)
  const { port } = printer.address() as AddressInfo
  const monitoring = join(at.folder, 'monitoring.yaml')
  await writeFile(monitoring, `targets: [{ name: printer, kind: tcp, host: 127.0.0.1, port: ${port} }]\n`)
  agents = await at.start({
    MONITORING_FILE: monitoring,
    SOP_FOLDER: join(at.folder, 'sops'),
    KNOWLEDGE_FOLDERS: `${notes}=public`,
  })
  // A step that is being stored waits until the test has had its turn with the world.
  // In a schema of its own, which backups leave out.
  await agents.sql('create schema sabotage')
  await agents.sql('create table sabotage.paused (step text)')
  await agents.sql(`create function sabotage.pause_step() returns trigger language plpgsql as $$ begin
    if new.finished_at is not null and exists (select from sabotage.paused where step = new.name)
    then perform pg_advisory_xact_lock(${pauseLock}); end if; return new; end $$`)
  await agents.sql(
    `create trigger pause_step before update on agent_steps for each row execute function sabotage.pause_step()`,
  )
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
  await redis?.[Symbol.asyncDispose]()
  await marks?.[Symbol.asyncDispose]()
  printer?.close()
})

const pauseLock = 4_711_000

async function listen(port: number): Promise<Server> {
  const server = createServer((socket) => socket.end()).unref()
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  return server
}

function urlOf(database?: string): string {
  const { databaseUrl, dataDir } = agents.server
  const own = databaseUrl ?? `postgresql://pollux@localhost/pollux?host=${encodeURIComponent(join(dataDir, 'run'))}`
  const url = new URL(own)
  if (database !== undefined) url.pathname = `/${database}`
  return url.href
}

/** Runs a capability and, after its step has done its work and before the world is looked at, does something to that. */
async function runWith(
  capability: string,
  input: object,
  step: string,
  sabotage: (runId: string) => Promise<unknown>,
): Promise<ShownRun> {
  const lock = new Client({ connectionString: urlOf() })
  await lock.connect()
  await lock.query('select pg_advisory_lock($1)', [pauseLock])
  await agents.sql('insert into sabotage.paused values ($1)', [step])
  let id: string | undefined
  try {
    id = (await agents.start({ capability, input })).body.run!.id
    await untilTrue(`"${step}" is done`, 20_000, async () => {
      const { run } = (await agents.get<RunDetails>(`/api/v1/runs/${id}`)).body
      if (run.verdict !== null) throw new Error(`it ended before "${step}": ${JSON.stringify(run)}`)
      const waiting = await agents.sql(
        `select from pg_locks where locktype = 'advisory' and not granted and objid = ${pauseLock}`,
      )
      return waiting.length > 0
    })
    await sabotage(id)
  } finally {
    await agents.sql('delete from sabotage.paused')
    await lock.end()
  }
  return agents.ended(id)
}

function assertNotVerified(run: ShownRun, code?: string): void {
  sabotaged.push(run.id)
  assert.notEqual(run.verdict, 'verified', JSON.stringify(run))
  if (code) assert.deepEqual([run.state, run.verdict, run.error?.code], ['failed', 'failed', code], JSON.stringify(run))
}

/** Sabotage by the database itself: a trigger that changes what is being written. */
async function withTrigger<Output>(
  table: string,
  when: string,
  change: string,
  work: () => Promise<Output>,
): Promise<Output> {
  await agents.sql(
    `create function sabotage.change() returns trigger language plpgsql as $$ begin ${change} return new; end $$`,
  )
  await agents.sql(`create trigger sabotage before ${when} on ${table} for each row execute function sabotage.change()`)
  try {
    return await work()
  } finally {
    await agents.sql('drop function sabotage.change cascade')
  }
}

test('without sabotage, each of these is verified', async () => {
  const ticket = await newTicket()
  for (const [capability, input] of [
    ['backup.create_backup', {}],
    ['backup.restore_drill', {}],
    ['sync.sync_cache_db', {}],
    ['sync.sync_knowledge', {}],
    ['monitoring.sample', {}],
    ['classifier.classify_ticket', { description: 'My printer prints empty pages since this morning.' }],
    ['resolver.resolve_ticket', { ticket_id: ticket, sop_id: 'printer-lies' }],
    ['maestro.orchestrate', { command: '@monitoring.sample()' }],
  ] as const) {
    const run = await agents.run(capability, input)
    assert.equal(run.verdict, 'verified', JSON.stringify(run))
  }
})

async function newTicket(): Promise<number> {
  const { body } = await agents.post<{ id: number }>('/api/v1/tickets', {
    description: 'The printer on the second floor prints nothing.',
    category: 'hardware',
  })
  return body.id
}

describe('backup', () => {
  const newest = async () => {
    const folder = join(at.dataDir, 'backups')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.pxb'))
    const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
    return join(folder, dated.sort((a, b) => b.at - a.at)[0]!.name)
  }
  const spoilers: [what: string, spoil: (path: string) => Promise<unknown>][] = [
    ['the file is gone: nothing was written', (path) => rm(path)],
    ['the file and its manifest are gone', async (path) => [await rm(path), await rm(`${path}.json`)]],
    ['the manifest is gone', (path) => rm(`${path}.json`)],
    ['the file is cut short', (path) => truncate(path, 3_000)],
    ['the file is zeros', async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length))],
    ['one byte is another', async (path) => flip(path, 2_000)],
    ['one byte near the end is another', async (path) => flip(path, -60)],
  ]
  for (const [what, spoil] of spoilers)
    test(what, async () => {
      const run = await runWith('backup.create_backup', {}, 'write the backup', async () => spoil(await newest()))
      assertNotVerified(run, 'probe_failed')
    })

  async function flip(path: string, from: number): Promise<void> {
    const bytes = await readFile(path)
    bytes[from < 0 ? bytes.length + from : from]! ^= 1
    await writeFile(path, bytes)
  }

  const restored: [what: string, text: string][] = [
    ['a row is lost', 'delete from passages where id = (select min(id) from passages)'],
    ['a table is empty', 'truncate ticket_events'],
    ['a table is gone', 'drop table sop_outcomes'],
    ['a value is another', `update tickets set title = title || '!' where id = (select min(id) from tickets)`],
  ]
  for (const [what, text] of restored)
    test(`a restore drill in which ${what}`, async () => {
      await agents.run('backup.create_backup')
      const run = await runWith('backup.restore_drill', {}, 'restore into a database of its own', async () => {
        const [drill] = await agents.sql<{ name: string }>(
          `select datname as name from pg_database where datname like 'pollux_drill_%'`,
        )
        await runSql({ databaseUrl: urlOf(drill!.name), dataDir: '' }, text)
      })
      assertNotVerified(run, 'probe_failed')
      assert.deepEqual(await agents.sql(`select from pg_database where datname like 'pollux_drill_%'`), [])
    })

  test('a restored database that is gone again', async () => {
    const run = await runWith('backup.restore_backup', { database: 'sabotaged' }, 'restore into a new database', () =>
      agents.sql('drop database sabotaged with (force)'),
    )
    assertNotVerified(run, 'probe_failed')
  })
})

describe('sync', () => {
  const open = () => createClient({ url: redis.url })
  const key = async (work: (client: ReturnType<typeof open>, keys: string[]) => Promise<unknown>) => {
    const client = open()
    await client.connect()
    try {
      const keys = (await client.keys('*')).filter((name) => name.includes('answers:'))
      assert.ok(keys.length > 0, 'there is nothing to sabotage')
      await work(client, keys)
    } finally {
      client.destroy()
    }
  }
  before(async () => {
    for (const question of ['What does the windmill grind?', 'When does the windmill grind?'])
      assert.equal((await agents.http.ask(question)).status, 200)
  })
  for (const [what, spoil] of [
    ['everything is lost', () => key((client) => client.flushAll())],
    ['one entry is lost', () => key((client, [one]) => client.del(one!))],
    ['one entry is garbage', () => key((client, [one]) => client.set(one!, 'garbage'))],
    ['one entry is empty JSON', () => key((client, [one]) => client.set(one!, '{}'))],
    ['a stale entry appears', () => key((client) => client.set('pollux:answers:x:y', '{"id":"x"}'))],
  ] as const)
    test(`of the cache: ${what}`, async () => {
      assertNotVerified(await runWith('sync.sync_cache_db', {}, 'sync_all', spoil))
      await agents.run('sync.sync_cache_db') // puts right what was spoilt
    })

  test('a source whose index does not know that it has expired', async () => {
    await agents.sql(`update sources set expires_at = now() - interval '1 day'`)
    assertNotVerified(await agents.run('sync.sync_cache_db'), 'probe_failed')
    await agents.sql('update sources set expires_at = null')
    assert.equal((await agents.run('sync.sync_cache_db')).verdict, 'verified')
  })

  test('of a folder: a file whose source is stored as another', async () => {
    // The server has seen the file too, and may be first: its runs are lied to just as well.
    const change = `new.fingerprint = 'another:' || new.fingerprint;`
    const run = await withTrigger('sources', 'insert or update', change, async () => {
      await writeFile(join(notes, 'bridge.md'), '# Bridge\n\nThe footbridge was rebuilt with larch wood in 1998.\n')
      return agents.run('sync.sync_knowledge')
    })
    assertNotVerified(run, 'probe_failed')
  })
})

describe('monitoring', () => {
  test('a sample that is stored as another', async () => {
    const run = await withTrigger('monitoring_samples', 'insert', `new.figures = '{"cpu_percent": 1}';`, () =>
      agents.run('monitoring.sample'),
    )
    assertNotVerified(run, 'probe_failed')
  })

  test('a sample that is stored nowhere', async () => {
    const run = await withTrigger('monitoring_samples', 'insert', 'return null;', () => agents.run('monitoring.sample'))
    assertNotVerified(run)
  })
})

describe('the desk', () => {
  test('a classification that is not stored', async () => {
    const run = await withTrigger('tickets', 'update', 'new.classification = null;', () =>
      agents.run('classifier.classify_ticket', { description: 'My printer prints empty pages since this morning.' }),
    )
    assertNotVerified(run, 'probe_failed')
  })

  test('a ticket that is resolved, it says, and is not', async () => {
    const ticket = await newTicket()
    const change = `if new.status = 'resolved' then new.status = old.status; new.resolved_at = null; end if;`
    const run = await withTrigger('tickets', 'update', change, () =>
      agents.run('resolver.resolve_ticket', { ticket_id: ticket, sop_id: 'printer-lies' }),
    )
    assertNotVerified(run, 'probe_failed')
  })

  test('a step that says it repaired the printer, which is off', async () => {
    await off()
    const ticket = await newTicket()
    const run = await agents.run('resolver.resolve_ticket', { ticket_id: ticket, sop_id: 'printer-lies' })
    assertNotVerified(run, 'probe_failed')
    assert.match(run.error!.message, /^The procedure stopped at its step "[a-z ]+": .*expected/)
    const [row] = await agents.sql<{ status: string }>('select status from tickets where id = $1', [ticket])
    assert.equal(row!.status, 'in_progress')
    const outcomes = await agents.sql<{ outcome: string }>('select outcome from sop_outcomes where ticket_id = $1', [
      ticket,
    ])
    assert.deepEqual(outcomes, [{ outcome: 'failed' }])
    await on()
  })

  test('a printer that answers once and goes off again', async () => {
    const ticket = await newTicket()
    const run = await runWith(
      'resolver.resolve_ticket',
      { ticket_id: ticket, sop_id: 'printer-lies' },
      `run ${health}`,
      off,
    )
    assertNotVerified(run, 'probe_failed')
    await on()
  })

  const off = () => new Promise((resolve) => void printer.close(resolve))
  const on = async () => void (printer = await listen(printerPort))
  let printerPort: number
  before(() => {
    printerPort = (printer.address() as AddressInfo).port
  })
})

describe('the commander and maestro', () => {
  test('a command that ends with 1', async () => {
    assertNotVerified(await agents.run(command, { command: 'fails' }), 'probe_failed')
  })

  test('a plan with such a command', async () => {
    const plan = `@${command}(command=mark)\n@${command}(command=fails)`
    assertNotVerified(await agents.run('maestro.orchestrate', { command: plan }), 'probe_failed')
  })

  test('a plan whose sample is stored as another', async () => {
    const run = await withTrigger('monitoring_samples', 'insert', `new.figures = '{"cpu_percent": 1}';`, () =>
      agents.run('maestro.orchestrate', { command: '@monitoring.sample()' }),
    )
    assertNotVerified(run, 'probe_failed')
  })

  test('a command that ended well, which proves nothing, and a plan with it', async () => {
    for (const run of [
      await agents.run(command, { command: 'mark' }),
      await agents.run('maestro.orchestrate', { command: `@${command}(command=mark)` }),
    ]) {
      assertNotVerified(run)
      assert.deepEqual([run.state, run.verdict], ['succeeded', 'unverified'])
    }
  })
})

test('what cannot be looked at is not called verified: the cache has gone away, the printer is off', async () => {
  await new Promise((resolve) => void printer.close(resolve))
  const sample = await agents.run('monitoring.sample')
  assertNotVerified(sample)
  assert.deepEqual([sample.state, sample.verdict], ['succeeded', 'unverified'])
  assertNotVerified(await runWith('sync.sync_cache_db', {}, 'sync_all', () => redis.stop()))
})

test('of all that was sabotaged, nothing is called verified', async () => {
  assert.ok(sabotaged.length >= 28, `${sabotaged.length} runs`)
  const rows = await agents.sql<{ n: number }>(
    `select count(*)::int as n from agent_runs r join audit_entries e on e.subject = r.id
      where r.id = any($1) and (r.verdict = 'verified' or e.body::jsonb ->> 'verdict' = 'verified')`,
    [sabotaged],
  )
  assert.deepEqual(rows, [{ n: 0 }])
})
