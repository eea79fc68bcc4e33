import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { engine, testDatabase } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer, type StartServerOptions } from '#test/start-server.ts'
import { tamper } from '#test/tamper.ts'
import { modern } from '../mcp/raw-request.ts'

interface Entry {
  sequence: number
  at: string
  kind: string
  subject: string
  body: string
}
interface Verification {
  entries: number
  head: string
  broken?: { sequence: number; reason: string }
  waiting: number
}

let folder: string
let server: RunningServer
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-audit-'))
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  await client(server).add({ name: 'me.md', text: 'I keep bees in Lyon since 2011.', audience: 'public' })
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const get = <Body>(path: string, token: string | undefined = server.token, at = server) =>
  client(at).get<Body & ErrorBody>(`/api/v1/audit${path}`, token)
const verify = async (at = server) => (await get<Verification>('/verification', at.token, at)).body
const pollux = (...args: string[]) =>
  runPollux(['audit', ...args], { DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl })
const list = async (query: string) => (await get<{ entries: Entry[]; next: number | null }>(`?${query}`)).body

async function chained(at = server): Promise<void> {
  for (const deadline = Date.now() + 10_000; (await verify(at)).waiting > 0; await delay(50))
    assert.ok(Date.now() < deadline, 'chained within seconds')
}

test('an answer is proved to be what was shown, by REST and the command line, until it is changed', async () => {
  const { body: answer } = await client(server).ask('Where do you keep bees?')
  assert.equal(answer.refused, false)
  await chained()
  const { body: proof } = await get<{ sequence: number; statement: { text: string; actor: string }; problem?: string }>(
    `/answers/${answer.id}`,
  )
  assert.deepEqual([proof.problem, proof.statement.actor], [undefined, 'anyone'])
  const { entries } = await list(`kind=answers&after=${proof.sequence - 1}&limit=1`)
  assert.equal(entries[0]?.sequence, proof.sequence)
  const shown = await pollux('answer', answer.id)
  assert.equal(shown.code, 0, shown.stderr)
  assert.match(shown.stdout, /What is stored is what was shown: to anyone \(public\), extractive, \d+ citations/)

  const change = (from: string, to: string) =>
    runSql(server, 'update answers set question = replace(question, $1, $2) where id = $3', [from, to, answer.id])
  await change('bees', 'wasps')
  assert.match((await pollux('answer', answer.id)).stdout, /not what was shown/)
  const broken = await pollux('verify')
  assert.equal(broken.code, 1)
  assert.match(broken.stdout, new RegExp(`broken at entry ${proof.sequence}: the answer ${answer.id} was changed`))
  await change('wasps', 'bees')
  assert.equal((await pollux('verify')).code, 0)
  assert.equal((await get(`/answers/ans_${'0'.repeat(32)}`)).status, 404)
  assert.equal((await get('/answers/x')).status, 400)
})

test('what the health check asks is not chained', async () => {
  const before = await runSql<{ n: number }>(server, 'select count(*)::int as n from answer_leaves')
  await client(server).get('/api/health')
  assert.deepEqual(await runSql(server, 'select count(*)::int as n from answer_leaves'), before)
})

test('entries are listed by page, kind, subject and time, and only to whom they may be', async () => {
  const { body: key } = await client(server).send<{ key: { id: string }; secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'auditor', scopes: ['audit:read'] },
  })
  const { body: weak } = await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'weak', scopes: ['ask', 'agents:read'] },
  })
  const { entries } = await list(`kind=api_key&subject=${key.key.id}`)
  assert.deepEqual(
    entries.map(({ body }) => (JSON.parse(body) as { event: string }).event),
    ['created'],
  )
  const at = entries[0]!.at
  assert.equal((await list(`subject=${key.key.id}&from=${at}`)).entries.length, 1)
  assert.equal((await list(`subject=${key.key.id}&to=${at}`)).entries.length, 0)
  const first = await list('limit=1')
  assert.deepEqual([first.entries[0]!.sequence, first.next], [1, 1])
  assert.equal((await list('limit=1&after=1')).entries[0]!.sequence, 2)
  assert.equal((await list('after=1000000')).next, null)
  for (const path of ['', '/verification', '/checkpoint', `/answers/ans_${'0'.repeat(32)}`]) {
    assert.equal((await client(server).get(`/api/v1/audit${path}`)).status, 401, path)
    assert.equal((await get(path, weak.secret)).status, 403, path)
    assert.notEqual((await get(path, key.secret)).status, 403, path)
  }
  for (const wrong of ['limit=0', 'limit=1001', 'after=-1', 'from=yesterday', 'color=red'])
    assert.equal((await get(`?${wrong}`)).status, 400, wrong)
  const listed = await pollux('list', '--kind', 'api_key', '--subject', key.key.id, '--json')
  assert.equal((JSON.parse(listed.stdout) as Entry).kind, 'api_key', listed.stdout + listed.stderr)
})

test('a checkpoint kept elsewhere shows that the end was cut off', async () => {
  const file = join(folder, 'checkpoint.json')
  const written = await pollux('checkpoint', '--output', file)
  assert.equal(written.code, 0, written.stderr)
  assert.equal((await pollux('checkpoint', '--output', file)).code, 1, 'none is overwritten')
  const good = await pollux('verify', '--checkpoint', file)
  assert.equal(good.code, 0, good.stdout + good.stderr)
  const checkpoint = JSON.parse(await readFile(file, 'utf8')) as { sequence: number; signature: string }
  const { body: same } = await get<{ publicKey: string }>('/checkpoint')
  assert.match(written.stdout, new RegExp(same.publicKey))

  const forged = join(folder, 'forged.json')
  await writeFile(forged, JSON.stringify({ ...checkpoint, sequence: 1 }))
  assert.match((await pollux('verify', '--checkpoint', forged)).stderr, /not as it was signed/)
  await writeFile(forged, '{}')
  assert.match((await pollux('verify', '--checkpoint', forged)).stderr, /is no checkpoint/)
  const other = ['--public-key', 'A'.repeat(43)]
  assert.match((await pollux('verify', '--checkpoint', file, ...other)).stderr, /If you trust that key, name it/)

  await tamper(server, 'create table cut as select * from audit_entries where sequence >= $1', [checkpoint.sequence])
  await tamper(server, 'delete from audit_entries where sequence >= $1', [checkpoint.sequence])
  assert.equal((await pollux('verify')).code, 0, 'by itself it looks whole')
  const cut = await pollux('verify', '--checkpoint', file)
  assert.equal(cut.code, 1)
  assert.match(cut.stdout, new RegExp(`broken at entry ${checkpoint.sequence}: .* cut off`))
  await tamper(server, 'insert into audit_entries select * from cut')
  await tamper(server, 'drop table cut')
  assert.equal((await verify()).broken, undefined)
})

test('whoever asks while one verification is under way gets its result', async () => {
  const results = await Promise.all(Array.from({ length: 20 }, () => verify()))
  for (const result of results) assert.deepEqual(result, results[0])
})

interface Place {
  start(more?: StartServerOptions): Promise<RunningServer>
}
async function place(resources: AsyncDisposableStack): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-audit-data-'))
  resources.defer(() => rm(dataDir, { recursive: true, force: true }))
  const url = engine() === 'postgres15' ? resources.use(await testDatabase()).url : undefined
  return {
    start: ({ env } = {}) =>
      startServer({ dataDir, env: { POLLUX_SAMPLE: 'never', ...(url && { DATABASE_URL: url }), ...env } }),
  }
}

test('answers of a process that was killed before it chained them are chained by the next', async () => {
  await using resources = new AsyncDisposableStack()
  const at = await place(resources)
  const ids: string[] = []
  {
    await using doomed = await at.start({ env: { POLLUX_FAULT_POINT: 'answers-stored' } })
    for (const question of ['One?', 'Two?']) ids.push((await client(doomed).ask(question)).body.id)
    for (const deadline = Date.now() + 10_000; isRunning(doomed.pid); await delay(20))
      assert.ok(Date.now() < deadline, 'it was killed while it chained')
  }
  await using next = await at.start()
  await chained(next)
  const { entries, broken } = await verify(next)
  assert.deepEqual([entries, broken], [1, undefined])
  for (const id of ids) {
    const { status, body } = await get<{ problem?: string }>(`/answers/${id}`, next.token, next)
    assert.deepEqual([status, body.problem], [200, undefined])
  }
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('who was refused is in the chain after an orderly stop, without an address or a secret', async () => {
  await using resources = new AsyncDisposableStack()
  const at = await place(resources)
  {
    await using first = await at.start()
    for (let n = 0; n < 3; n++)
      assert.equal((await client(first).get('/api/v1/runs', 'plx_key_wrong-token-of-somebody')).status, 401)
    const { body: link } = await client(first).send<{ token: string; id: string }>('POST', '/api/v1/share-links', {
      token: first.token,
      body: { name: 'one question', audience: 'public', questionLimit: 1 },
    })
    assert.notEqual((await client(first).ask('Who?', {}, link.token)).status, 403)
    assert.equal((await client(first).ask('Who?', {}, link.token)).status, 403)
    assert.equal((await client(first).get('/api/v1/keys', link.token)).status, 403)
    const call = await modern(first, 'tools/call', { name: 'list_runs', arguments: {} }, { token: link.token })
    assert.match(call.json.result.content[0]!.text, /^forbidden/)
    await client(first).ask('And this one?')
    await first.stop()
  }
  await using next = await at.start()
  const { body } = await client(next).get<{ entries: Entry[] }>('/api/v1/audit?kind=denial', next.token)
  const said = body.entries.map(({ subject, body: text }) => ({
    subject: subject.replace(/:[0-9a-f]{32}$|_[0-9a-f]{20}$/, ''),
    ...(JSON.parse(text) as { what: string; code: string; times: number }),
  }))
  const found = (subject: string, what: string) =>
    said.find((entry) => entry.subject === subject && entry.what === what) ?? assert.fail(JSON.stringify(said))
  assert.deepEqual(
    [found('address', 'GET /api/v1/runs').times, found('address', 'GET /api/v1/runs').code],
    [3, 'unauthenticated'],
  )
  assert.equal(found('link', 'POST /api/v1/twin/answers').code, 'forbidden')
  assert.equal(found('link', 'GET /api/v1/keys').times, 1)
  assert.equal(found('link', 'tool list_runs').code, 'forbidden')
  assert.doesNotMatch(JSON.stringify(body), /127\.0\.0\.1|wrong-token/)
  const { waiting, broken } = await verify(next)
  assert.deepEqual([waiting, broken], [0, undefined], 'answers too are chained before the end')
})

test('the newest entries come first when asked, page by page', async () => {
  for (const name of ['one', 'two', 'three', 'four'])
    await client(server).send('POST', '/api/v1/keys', { token: server.token, body: { name, scopes: ['ask'] } })
  const all = (await list('kind=api_key&limit=1000')).entries.map(({ sequence }) => sequence)
  const seen: number[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list(`kind=api_key&order=newest&limit=3&after=${after}`)
    seen.push(...page.entries.map(({ sequence }) => sequence))
    after = page.next
  }
  assert.ok(all.length > 3)
  assert.deepEqual(seen, all.toReversed())
})
