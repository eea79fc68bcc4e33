import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AppError } from '#errors'
import { owner, type Actor } from '#auth'
import type { Agents, Run } from '#agents'
import { freePort } from '#test/free-port.ts'
import { testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import type { AlertChange } from '../../src/agents/monitoring/alerts/evaluate-alerts.ts'
import { readMonitoringFile, type MonitoringFile } from '../../src/agents/monitoring/monitoring-file.ts'
import type { SystemHealth } from '../../src/agents/monitoring/system-health.ts'
import { openMonitoring } from './monitoring-process.ts'

const program = fileURLToPath(new URL('./monitoring-process.ts', import.meta.url))
/** No machine that runs tests is ever too busy or too full for these. */
const calm = 'cpu_percent: { warning: null }, memory_percent: { warning: null }'
const calmest = `${calm}, disk_percent: { warning: null, critical: null }`

async function monitoringFile(text: string): Promise<MonitoringFile> {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-monitoring-'))
  try {
    await writeFile(join(folder, 'monitoring.yaml'), text)
    return await readMonitoringFile(join(folder, 'monitoring.yaml'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function serve(answer: RequestListener): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function health(agents: Agents, detailed = false): Promise<SystemHealth> {
  const started = await agents.startRun(owner, 'monitoring.monitor_system_health', { detailed }, { origin: 'rest' })
  assert.ok(!started.run)
  return started.output as SystemHealth
}

async function sample(agents: Agents): Promise<Run> {
  const { run } = await agents.startRun(owner, 'monitoring.sample', {}, { origin: 'schedule' })
  assert.ok(run)
  return agents.runs.wait(owner, run.id, AbortSignal.timeout(30_000))
}

async function read(agents: Agents, capability: string, input: object, actor: Actor = owner): Promise<unknown> {
  const started = await agents.startRun(actor, `monitoring.${capability}`, input, { origin: 'rest' })
  assert.ok(!started.run)
  return started.output
}

/** One statement on the database, past the product. */
const query = (at: { url: string }, text: string): Promise<Record<string, unknown>[]> =>
  runSql({ databaseUrl: at.url, dataDir: '' }, text)

const samplesOf = async (at: { url: string }): Promise<number> =>
  Number((await query(at, 'select count(*) as count from monitoring_samples'))[0]?.['count'])

test('health has the documented fields, true figures, and more of them when asked', async () => {
  await using at = await testDatabase()
  await using frame = await openMonitoring(at.url, { file: await monitoringFile(`thresholds: { ${calmest} }`) })
  const short = await health(frame.agents)
  assert.deepEqual(Object.keys(short).sort(), [
    'alerts',
    'cpu_percent',
    'disk_percent',
    'memory_percent',
    'overall_status',
    'services',
    'uptime_hours',
  ])
  assert.deepEqual([short.overall_status, short.alerts], ['healthy', []])
  assert.deepEqual(Object.keys(short.services), ['postgresql', 'queue'])
  assert.equal(short.services['queue']?.detail, '0 wait, 0 run')
  for (const percent of [short.cpu_percent, short.memory_percent, short.disk_percent])
    assert.ok(percent >= 0 && percent <= 100)
  const long = await health(frame.agents, true)
  assert.equal(long.services['redis']?.status, 'not_configured')
  assert.equal(long.load?.length, 3)
  assert.ok(long.processes?.some(({ resident_bytes }) => resident_bytes > 0))
  assert.ok((long.network?.['lo']?.sent_bytes_per_second ?? -1) >= 0)
  assert.equal(long.memory!.used_bytes < long.memory!.total_bytes, true)
})

test('what is beyond a threshold shows at once: a warning degrades, what is critical is unhealthy', async () => {
  await using at = await testDatabase()
  for (const [limits, status] of [
    ['warning: 0.0001, critical: null', 'degraded'],
    ['warning: null, critical: 0.0001', 'unhealthy'],
  ]) {
    const file = await monitoringFile(`thresholds: { ${calm}, disk_percent: { ${limits} } }`)
    await using frame = await openMonitoring(at.url, { file })
    const { overall_status, alerts, host } = await health(frame.agents, true)
    assert.equal(overall_status, status)
    assert.deepEqual([alerts[0]?.name, alerts[0]?.target], ['disk_full', `${host}:/`])
  }
})

test('sabotage: with a target down nothing is healthy, and no run is verified', async () => {
  await using at = await testDatabase()
  let status = 500
  await using shop = await serve((_, response) => response.writeHead(status).end())
  const file = await monitoringFile(`
targets:
  - { name: shop, kind: http, url: '${shop.url}/' }
  - { name: mail, kind: tcp, host: 127.0.0.1, port: ${await freePort()}, essential: true }
thresholds: { ${calmest} }`)
  {
    await using frame = await openMonitoring(at.url, { file })
    const { agents } = frame
    const first = await health(agents)
    assert.deepEqual([first.services['shop']?.status, first.services['mail']?.status], ['down', 'down'])
    assert.equal(first.overall_status, 'unhealthy')
    const run = await sample(agents)
    assert.deepEqual([run.state, run.verdict], ['succeeded', 'unverified'])
    assert.match(JSON.stringify(run.probe), /shop, mail/)
    const { run: seen } = await agents.startRun(
      owner,
      'monitoring.monitor_system_health',
      {},
      { origin: 'rest', receipt: true },
    )
    const ended = await agents.runs.wait(owner, seen!.id, AbortSignal.timeout(30_000))
    assert.equal(ended.verdict, 'unverified')
  }
  await using other = await openMonitoring(at.url, { file: { ...file, targets: file.targets.slice(0, 1) } })
  status = 200
  assert.equal((await health(other.agents)).services['shop']?.status, 'up')
  assert.equal((await sample(other.agents)).verdict, 'verified')
})

test('sabotage: a sample that is lost or changed on its way is never verified', async () => {
  for (const act of [
    'delete from monitoring_samples where id = new.id',
    `update monitoring_samples set figures = '{}' where id = new.id`,
  ]) {
    await using at = await testDatabase()
    await using frame = await openMonitoring(at.url)
    await query(at, `create function lose() returns trigger language plpgsql as $$ begin ${act}; return null; end $$`)
    await query(at, 'create trigger lose after insert on monitoring_samples for each row execute function lose()')
    const run = await sample(frame.agents)
    assert.deepEqual([run.state, run.verdict, run.error?.code], ['failed', 'failed', 'probe_failed'])
  }
})

test('health without the database is unhealthy, and says what it cannot know', async () => {
  await using at = await testDatabase()
  await using frame = await openMonitoring(at.url, {
    pingDatabase: () => Promise.reject(new AppError('storage_unavailable', 'away')),
  })
  const { overall_status, services, missing } = await health(frame.agents, true)
  assert.deepEqual([overall_status, services['postgresql']?.status], ['unhealthy', 'down'])
  assert.ok(missing?.some((line) => line.startsWith('alerts:')))
})

test('two bad checks make an alert, told once with the sample that shows it; two good ones end it', async () => {
  await using at = await testDatabase()
  let status = 500
  let deskIsDown = true
  await using shop = await serve((_, response) => response.writeHead(status).end())
  const file = await monitoringFile(`
targets: [{ name: shop, kind: http, url: '${shop.url}/' }]
thresholds: { ${calmest} }`)
  const told: AlertChange[] = []
  await using frame = await openMonitoring(at.url, {
    file,
    async onAlert(_transaction, change, actor) {
      assert.equal(actor.id, 'owner')
      if (deskIsDown) throw new Error('the desk takes no tickets')
      told.push(change)
    },
  })
  const { agents } = frame
  assert.equal((await sample(agents)).state, 'succeeded')
  const refused = await sample(agents)
  assert.deepEqual([refused.state, await samplesOf(at)], ['failed', 1], 'neither the ticket nor the sample is stored')
  deskIsDown = false
  await sample(agents)
  await sample(agents)
  assert.deepEqual(
    told.map(({ kind, alert }) => [kind, alert.name, alert.target, alert.severity]),
    [['began', 'service_down', 'shop', 'warning']],
  )
  assert.equal((await health(agents)).alerts[0]?.since, told[0]?.alert.since)
  status = 200
  await sample(agents)
  assert.equal((await health(agents)).alerts.length, 0, 'this look is the second good one')
  await sample(agents)
  assert.deepEqual(
    told.map(({ kind, key }) => [kind, key]),
    [
      ['began', told[0]?.key],
      ['ended', told[0]?.key],
    ],
  )
})

test('history gives points, a trend, and the hours until a disk is full', async () => {
  await using at = await testDatabase()
  await using frame = await openMonitoring(at.url)
  const history = (input: object) => read(frame.agents, 'history', input)
  await assert.rejects(history({ metric: 'cpu_percent' }), /no samples of the last day/)
  // Grows by one percent an hour for ten hours, up to 85 now.
  await query(
    at,
    `insert into monitoring_samples (at, host, figures, watches, expires_at)
     select now() - make_interval(mins => m), 'mill', jsonb_build_object('disk_percent:/', 85 - m / 60.0, 'x:a', 1, 'x:b', 2), '[]', now() + interval '1 day'
     from generate_series(0, 600) as m`,
  )
  const { points, trend, hoursUntilThreshold, threshold, metric } = (await history({
    metric: 'disk_percent',
    hours: 24,
  })) as {
    points: { samples: number; minimum: number; maximum: number }[]
    trend: { slopePerHour: number }
    hoursUntilThreshold: number
    threshold: number
    metric: string
  }
  assert.deepEqual([metric, threshold], ['disk_percent:/', 95])
  assert.ok(points.length <= 240)
  assert.equal(
    points.reduce((sum, { samples }) => sum + samples, 0),
    601,
  )
  assert.ok(Math.abs(trend.slopePerHour - 1) < 0.02, `${trend.slopePerHour}`)
  assert.ok(Math.abs(hoursUntilThreshold - 10) < 0.3, `${hoursUntilThreshold}`)
  assert.deepEqual(((await history({ metric: 'disk_percent', host: 'barn' })) as { points: unknown[] }).points, [])
  await assert.rejects(history({ metric: 'x' }), /There are: x:a, x:b\./)
  await assert.rejects(history({ metric: 'nothing' }), (error: AppError) => error.code === 'not_found')
})

test('of each ten minutes one sample is kept for a month, the others for two days', async () => {
  await using at = await testDatabase()
  await using frame = await openMonitoring(at.url)
  await query(
    at,
    `insert into monitoring_samples (at, host, figures, watches, expires_at) values (now() - interval '31 days', 'mill', '{}', '[]', now() - interval '1 day')`,
  )
  await sample(frame.agents)
  await sample(frame.agents)
  const kept = await query(
    at,
    'select round(extract(epoch from expires_at - at) / 86400)::int as days from monitoring_samples order by id',
  )
  // Across the border of ten minutes both are the first.
  const days = kept.map((row) => row['days'])
  assert.ok(days.length === 2 && days[0] === 30 && [2, 30].includes(days[1] as number), `${days}`)
})

test('a single look is for owners, and tells what it saw', async () => {
  await using at = await testDatabase()
  await using site = await serve((_, response) => response.end('ok'))
  await using frame = await openMonitoring(at.url)
  const target = { kind: 'http', url: `${site.url}/` }
  assert.equal(((await read(frame.agents, 'check_target', target)) as { status: string }).status, 'up')
  const colleague: Actor = { id: 'colleague', audience: 'colleague', scopes: owner.scopes }
  await assert.rejects(
    read(frame.agents, 'check_target', target, colleague),
    (error: AppError) => error.code === 'forbidden',
  )
  await assert.rejects(read(frame.agents, 'check_target', { kind: 'http', url: 'file:///etc/passwd' }), AppError)
})

test('killed at any point, a sample is stored once by whoever takes it over', { timeout: 120_000 }, async () => {
  const killedAt = async (fault: string): Promise<void> => {
    await using at = await testDatabase()
    const child = spawn(process.execPath, [program, at.url, fault], { stdio: 'inherit' })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(signal, 'SIGKILL', fault)
    await using frame = await openMonitoring(at.url)
    const [run] = await frame.agents.runs.list(owner, {})
    const ended = await frame.agents.runs.wait(owner, run!.id, AbortSignal.timeout(60_000))
    assert.deepEqual([ended.state, ended.verdict, await samplesOf(at)], ['succeeded', 'verified', 1], fault)
  }
  // Side by side, because each one waits until the dead process counts as dead.
  await Promise.all(['begun:measure', 'stored:measure', 'begun:store', 'stored:store', 'before-end'].map(killedAt))
})
