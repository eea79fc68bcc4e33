import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, serverEvents, type ErrorBody } from '#test/client.ts'
import { runCapability } from '#test/run-capability.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'

interface Snapshot {
  at: string
  requests: { requests: number; errors: number; latencyMs: { p50: number | null }; slots: unknown[] }
  queue: { queued: number; active: number; approvals: number }
  services: { name: string; status: string }[]
  cache: { name: string; hits: number; misses: number }[]
  database: { bytes: number; connections: number; maxConnections: number; version: string }
  models: unknown[]
  host: { cpuPercent: number; disks: { usedPercent: number }[] }
  backups: {
    count: number
    newest: { id: string }[]
    provenRestore: { runId: string; backupId: string; tables: number; rows: number } | null
    failedDrill: { runId: string } | null
  }
  alerts: { name: string; ticketId: number; runbook: { sop: { id: string } | null; url: string | null } }[] | null
  problems: { part: string; message: string }[]
}

const password = 'four unrelated plain words'
/** The first one, whose folder the second one goes on with. */
let first: RunningServer
let server: RunningServer
let owner: Visitor
before(async () => {
  server = first = await startServer({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
  owner = await setUpOwner(server, { email: 'ada@example.com', password })
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await first?.[Symbol.asyncDispose]()
})

const http = () => client(server)
const snapshot = async (token = server.token) => (await http().get<Snapshot>('/api/v1/operations', token)).body

async function key(scopes: string[]): Promise<string> {
  const body = { name: scopes.join(), audience: 'colleague', scopes }
  return (await http().send<{ secret: string }>('POST', '/api/v1/keys', { token: server.token, body })).body.secret
}

async function person(role: 'operator' | 'viewer'): Promise<Visitor> {
  const email = `${role}@example.com`
  const { body } = await owner.send<{ url: string }>('POST', '/api/v1/users/invitations', { email, role })
  const browser = visitor(server)
  await browser.send('POST', '/api/v1/session/set-up', { token: tokenOf(body.url), name: role, password })
  return browser
}

test('operators and the owner see it; strangers, viewers and keys without the scope do not', async () => {
  for (const path of ['/api/v1/operations', '/api/v1/operations/events']) {
    const stranger = await http().get<ErrorBody>(path)
    assert.equal(stranger.status, 401)
  }
  const [operator, viewer] = [await person('operator'), await person('viewer')]
  assert.equal((await operator.send('GET', '/api/v1/operations')).status, 200)
  for (const path of ['/api/v1/operations', '/api/v1/operations/events']) {
    const refused = await viewer.send('GET', path)
    assert.equal(refused.status, 403)
    assert.match(refused.body.error.message, /operators and the owner/)
  }
  assert.equal((await http().get('/api/v1/operations', await key(['agents:read']))).status, 200)
  assert.equal((await http().get('/api/v1/operations', await key(['ask']))).status, 403)
})

test('it tells what was asked, what fires and what to do about it, and nothing that is secret', async () => {
  for (let times = 0; times < 3; times++) await http().ask('What do you do at work today?')
  const alert = {
    status: 'firing',
    labels: { alertname: 'service_down', severity: 'critical', target: 'shop' },
    annotations: { summary: 'The shop is down.', runbook_url: 'https://runbooks.example.com/shop' },
    startsAt: '2026-01-01T10:00:00Z',
    fingerprint: 'aaaaaaaaaaaaaaaa',
  }
  const evil = {
    ...alert,
    labels: { alertname: 'NobodyKnows' },
    annotations: { runbook_url: 'javascript:alert(1)' },
    fingerprint: 'bbbbbbbbbbbbbbbb',
  }
  const told = await http().send('POST', '/api/v1/tickets/alertmanager', {
    token: server.token,
    body: { version: '4', status: 'firing', alerts: [alert, evil] },
  })
  assert.equal(told.status, 200, JSON.stringify(told.body))
  await delay(5_100) // what it keeps of earlier looks
  const seen = await snapshot()
  assert.deepEqual(seen.problems, [])
  assert.ok(seen.requests.requests >= 3 && seen.requests.latencyMs.p50! > 0)
  assert.equal(seen.requests.errors, 0)
  const answers = seen.cache.find(({ hits, misses }) => hits >= 2 && misses >= 1)
  assert.ok(answers, JSON.stringify(seen.cache))
  assert.ok(seen.database.bytes > 1_000_000 && seen.database.connections <= seen.database.maxConnections)
  assert.ok(seen.host.cpuPercent >= 0 && seen.host.disks.length > 0)
  assert.equal(seen.services.find(({ name }) => name === 'postgresql')?.status, 'up')
  const shop = seen.alerts?.find(({ name }) => name === 'service_down')
  assert.deepEqual(shop?.runbook.sop?.id, 'service-down')
  assert.equal(shop?.runbook.url, 'https://runbooks.example.com/shop')
  const other = seen.alerts?.find(({ name }) => name === 'NobodyKnows')
  assert.deepEqual(other?.runbook.url, null, 'only addresses of pages are passed on')
  const text = JSON.stringify(seen)
  for (const secret of [server.token, server.dataDir, password]) assert.ok(!text.includes(secret))

  // The one snapshot that is kept for all tells of tickets only to who may read them.
  const [blind, reader] = [await key(['agents:read']), await key(['agents:read', 'desk:read'])]
  for (const look of [snapshot, firstOfStream]) {
    const without = await look(blind)
    assert.deepEqual([without.alerts, without.problems], [null, []])
    assert.doesNotMatch(JSON.stringify(without), /service.down|NobodyKnows|runbooks\.example/)
    assert.deepEqual((await look(reader)).alerts?.length, 2)
  }
})

test('a backup and the drill that proved it are told; one that proved nothing is told too', async () => {
  const made = await runCapability(server, 'backup.create_backup')
  assert.equal(made.verdict, 'verified')
  const drill = await runCapability(server, 'backup.restore_drill')
  const failed = await runCapability(server, 'backup.restore_drill', { backup_id: '0123456789abcdef' })
  const fresh = await restarted()
  const { backups } = (await client(fresh).get<Snapshot>('/api/v1/operations', fresh.token)).body
  assert.equal(backups.count, 1)
  assert.equal(backups.provenRestore?.runId, drill.id)
  assert.equal(backups.provenRestore?.backupId, backups.newest[0]?.id)
  assert.ok(backups.provenRestore!.tables > 20 && backups.provenRestore!.rows > 0)
  assert.equal(backups.failedDrill?.runId, failed.id)
})

test('a stream sends one snapshot after another, is limited, and ends with its caller and with the server', async () => {
  const watching = await open()
  assert.equal(watching.reply.statusCode, 200)
  assert.match(watching.reply.headers['content-type'] ?? '', /^text\/event-stream/)
  let text = ''
  for await (const chunk of watching.reply.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += chunk
    if (serverEvents(text).length >= 2 && text.endsWith('\n\n')) break
  }
  const [one, two] = serverEvents(text) as { event: string; data: Snapshot }[]
  assert.equal(one!.event, 'snapshot')
  assert.ok(Date.parse(two!.data.at) - Date.parse(one!.data.at) >= 2_000)

  const more = await Promise.all([open(), open(), open(), open()])
  const tooMany = await open()
  assert.equal(tooMany.reply.statusCode, 429)
  assert.equal(tooMany.reply.headers['retry-after'], '30')
  for (const { close } of [...more, tooMany]) close()
  for (let tries = 0; ; tries++) {
    const again = await open()
    if (again.reply.statusCode === 200) break
    again.close()
    assert.ok(tries < 50, 'those that were closed are counted no more')
    await delay(100)
  }
  const before = Date.now()
  assert.equal(await server.stop(), 0)
  const stopMs = Date.now() - before
  assert.ok(stopMs < 8_000, `open streams held the stop up: ${stopMs} ms`)
  watching.close()
})

async function firstOfStream(token: string): Promise<Snapshot> {
  const { reply, close } = await open(token)
  let text = ''
  for await (const chunk of reply.setEncoding('utf8')) if ((text += chunk).endsWith('\n\n')) break
  close()
  return serverEvents(text)[0]!.data as Snapshot
}

/** A stream on a connection of its own: `fetch` opens others in advance, and those hold up a stop. */
async function open(token = server.token): Promise<{ reply: IncomingMessage; close: () => void }> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  const sent = request(`${server.url}/api/v1/operations/events`, { headers, agent: false }).end()
  const [reply] = (await once(sent, 'response')) as [IncomingMessage]
  sent.on('error', () => {}) // the server cuts it when it stops
  reply.on('error', () => {})
  return { reply, close: () => void sent.destroy() }
}

/** Another look at the same house: what the first one keeps for a minute is not waited for. */
async function restarted(): Promise<RunningServer> {
  await server.stop()
  const { dataDir, databaseUrl } = server
  const env = { MONITORING_INTERVAL_SECONDS: '0', ...(databaseUrl && { DATABASE_URL: databaseUrl }) }
  return (server = await startServer({ dataDir, env }))
}
