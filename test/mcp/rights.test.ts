import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { place, untilTrue, type AgentServer, type Place } from '../agents/agent-server.ts'
import { eras, type Era } from './mcp-client.ts'
import { beginSession, modernRequest, send } from './raw-request.ts'

let home: Place
let server: AgentServer
before(async () => {
  home = await place()
  server = await home.start()
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await home?.[Symbol.asyncDispose]()
})

interface Key {
  key: { id: string }
  secret: string
}

async function newKey(): Promise<Key> {
  const { body } = await server.post<Key>('/api/v1/keys', { name: 'client', audience: 'owner', scopes: ['ask'] })
  return body
}

interface Stream {
  readonly ended: () => boolean
  readonly session: string | undefined
  close(): void
}

/** Opens the stream on which a client of an era is told what changes. */
async function openStream(era: Era, token: string): Promise<Stream> {
  const stopping = new AbortController()
  const session = era === '2025-11-25' ? await beginSession(server.server, token) : undefined
  const { url, ...init } = session
    ? { url: new URL('/mcp', server.server.url), headers: { accept: 'text/event-stream', 'mcp-session-id': session } }
    : modernRequest(server.server, 'subscriptions/listen', { notifications: { resourcesListChanged: true } })
  const reply = await fetch(url, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
    signal: stopping.signal,
  })
  assert.equal(reply.status, 200)
  let ended = false
  const reading = reply.text().then(
    () => void (ended = true),
    () => void (ended = true),
  )
  return {
    ended: () => ended,
    session,
    close() {
      stopping.abort()
      void reading
    },
  }
}

const ends = (stream: Stream) => untilTrue('the stream has ended', 8_000, async () => stream.ended())
const staysOpen = async (stream: Stream) =>
  assert.rejects(
    untilTrue('the stream has ended', 5_000, async () => stream.ended()),
    /not in/,
  )

for (const era of eras) {
  test(`a stream ends when another process revokes its key, and no other does [${era}]`, async () => {
    const [revoked, kept] = [await newKey(), await newKey()]
    const stream = await openStream(era, revoked.secret)
    const other = await openStream(era, kept.secret)
    const strangers = await fetch(server.server.url)
    assert.equal(strangers.status, 200)
    const { code, stderr } = await runPollux(['keys', 'revoke', revoked.key.id], home.env)
    assert.equal(code, 0, stderr)
    await ends(stream)
    await staysOpen(other)
    other.close()
    if (!stream.session) return
    const headers = { 'mcp-session-id': stream.session }
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
    assert.equal((await send(server.server, ping, { token: revoked.secret, headers })).status, 401)
    assert.equal(
      (await send(server.server, ping, { token: kept.secret, headers })).status,
      404,
      'nobody goes on with it',
    )
  })

  test(`a stream ends when its key expires, or may do less than before [${era}]`, async () => {
    const [expiring, narrowed] = [await newKey(), await newKey()]
    const streams = [await openStream(era, expiring.secret), await openStream(era, narrowed.secret)]
    await runSql(server.server, `update api_keys set expires_at = now() where id = $1`, [expiring.key.id])
    await runSql(server.server, `update api_keys set audience = 0 where id = $1`, [narrowed.key.id])
    await Promise.all(streams.map(ends))
  })

  test(`a stream ends with its share link [${era}]`, async () => {
    const { body: link } = await server.post<{ id: string; token: string }>('/api/v1/share-links', { name: 'Acme' })
    const stream = await openStream(era, link.token)
    await server.http.send('DELETE', `/api/v1/share-links/${link.id}`, { token: server.server.token })
    await ends(stream)
  })
}

test('the call of a key that is revoked meanwhile is cut off, and tells nothing more', async () => {
  const { key, secret } = (
    await server.post<Key>('/api/v1/keys', {
      name: 'client',
      audience: 'owner',
      scopes: ['ask', 'agents:run', 'agents:read'],
    })
  ).body
  const slow = { command: 'ping', args: ['-c', '10'], target: '127.0.0.1', receipt: true }
  const { url, ...init } = modernRequest(server.server, 'tools/call', { name: 'execute_command', arguments: slow })
  const calling = fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${secret}` } }).then(
    (reply) => reply.text(),
  )
  await untilTrue('the run has begun', 10_000, async () => {
    const { body } = await server.get<{ runs: { state: string }[] }>(
      '/api/v1/runs?capability=commander.execute_command',
    )
    return body.runs[0]?.state === 'running'
  })
  const revoked = await server.http.send('DELETE', `/api/v1/keys/${key.id}`, { token: server.server.token })
  assert.equal(revoked.status, 204)
  await assert.rejects(calling)
})
