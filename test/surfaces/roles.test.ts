import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'

let folder: string
let database: TestDatabase
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-roles-'))
  database = await testDatabase()
})
after(async () => {
  await database?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const env = () => ({ DATABASE_URL: database.url, POLLUX_SAMPLE: 'never', MONITORING_INTERVAL_SECONDS: '0' })
const status = async (url: string) => (await fetch(url)).status

interface Details {
  run: { state: string }
}

test('what is started at a web process waits for a worker, and is done by it', async () => {
  await using web = await startServer({ command: 'web', env: env() })
  const http = client(web)
  const { token } = web
  const body = { capability: 'backup.create_backup', input: {} }
  const started = await http.send<{ run: { id: string } }>('POST', '/api/v1/runs', { token, body })
  assert.equal(started.status, 202, JSON.stringify(started.body))
  const stateOf = async () => (await http.get<Details>(`/api/v1/runs/${started.body.run.id}`, token)).body.run.state
  await delay(3_000)
  assert.equal(await stateOf(), 'queued', 'nobody works yet')

  const port = String(await freePort())
  await using worker = await startServer({ command: 'worker', args: ['--port', port], env: { ...env(), PORT: port } })
  for (let tries = 0; tries < 300 && !/succeeded|failed/.test(await stateOf()); tries++) await delay(100)
  assert.equal(await stateOf(), 'succeeded')
  assert.deepEqual(
    await Promise.all(['/health', '/metrics', '/', '/api/v1/twin', '/mcp'].map((path) => status(worker.url + path))),
    [200, 200, 404, 404, 404],
    'a worker answers health checks and Prometheus alone',
  )
  assert.match(await (await fetch(`${worker.url}/metrics`)).text(), /^pollux_runs\{state="queued"\} \d+$/m)
  assert.doesNotMatch(await (await fetch(`${web.url}/metrics`)).text(), /^pollux_runs\{/m)
  assert.equal(await status(web.url), 200)
})

test('MCP has a process of its own, which answers nothing else', async () => {
  const port = String(await freePort())
  await using mcp = await startServer({ command: 'mcp', args: ['--port', port], env: { ...env(), PORT: port } })
  assert.deepEqual(
    await Promise.all(['/health', '/', '/api/v1/twin', '/v1/models'].map((path) => status(mcp.url + path))),
    [200, 404, 404, 404],
  )
  const reply = await fetch(`${mcp.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${mcp.token}`,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    }),
  })
  assert.equal(reply.status, 200)
  assert.match(await reply.text(), /"serverInfo"/)

  const asked = await runPollux(['health', '--port', port], env())
  assert.deepEqual([asked.code, JSON.parse(asked.stdout).status], [0, 'ready'])
  const nobody = await runPollux(['health', '--port', String(await freePort())], env())
  assert.equal(nobody.code, 1)
  assert.match(nobody.stdout, /nothing answers at 127\.0\.0\.1:\d+/)
})

test('migrate brings an empty database up to date and ends; secrets come from files, and a wrong file is named', async () => {
  await using empty = await emptyDatabase()
  const file = join(folder, 'database-url')
  await writeFile(file, `${empty.url}\n`)
  const given = { DATA_DIR: join(folder, 'data'), DATABASE_URL_FILE: file }
  const migrated = await runPollux(['migrate'], given)
  assert.deepEqual([migrated.code, migrated.stderr], [0, ''])
  assert.match(migrated.stdout, /up to date/)
  const [row] = await runSql<{ count: number }>(
    { databaseUrl: empty.url, dataDir: '' },
    'select count(*)::int as count from migrations',
  )
  assert.ok(row!.count > 20)

  const twice = await runPollux(['migrate'], { ...given, DATABASE_URL: empty.url })
  assert.equal(twice.code, 1)
  assert.match(twice.stderr, /DATABASE_URL and DATABASE_URL_FILE are both set/)
  const missing = await runPollux(['migrate'], { ...given, DATABASE_URL_FILE: `${file}.missing` })
  assert.equal(missing.code, 1)
  assert.match(missing.stderr, /DATABASE_URL_FILE names .*, which cannot be read \(ENOENT\)/)
})
