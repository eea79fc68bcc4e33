import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { testDatabase } from '#test/postgres.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { createNodeSeal } from '../../src/surfaces/mcp/node-seal.ts'
import { assertConforms, conformanceEnvironment, required } from './assert-conforms.ts'
import { untilTrue } from '../agents/agent-server.ts'
import { connect, eras } from './mcp-client.ts'
import { beginSession, send } from './raw-request.ts'
import { roundRobin } from './round-robin.ts'

interface Replicas extends AsyncDisposable {
  readonly servers: readonly [RunningServer, RunningServer]
  /** Another process of the same server, in place of one that is gone. */
  start(): Promise<RunningServer>
}

const signingKey = 'a signing key of replicas 0123456789'

/** Two processes with one database and the same secrets, and nothing else in common. */
async function startReplicas(env: Record<string, string> = {}): Promise<Replicas> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const shared = {
    DATABASE_URL: url,
    POLLUX_OWNER_TOKEN: serverEnvironment().POLLUX_OWNER_TOKEN,
    POLLUX_SECRET: signingKey,
    POLLUX_SAMPLE: 'never',
    MONITORING_INTERVAL_SECONDS: '0',
    LOG_LEVEL: 'warn',
    ...env,
  }
  const start = async () => resources.use(await startServer({ env: shared }))
  const servers = [await start(), await start()] as const
  const owned = resources.move()
  return {
    servers,
    start: async () => owned.use(await startServer({ env: shared })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

let replicas: Replicas
before(async () => void (replicas = await startReplicas(conformanceEnvironment)))
after(() => replicas[Symbol.asyncDispose]())

for (const era of eras)
  test(`${required[era]} of ${required[era]} scenarios of ${era} pass when each request goes to the next process`, async () => {
    await using proxy = await roundRobin(replicas.servers.map(({ url }) => url))
    await assertConforms(proxy.url, era)
    for (const [url, count] of proxy.given) assert.ok(count > 10, `${url} was given ${count}`)
  })

for (const era of eras)
  test(`an approval that one process asks for is answered at the other [${era}]`, async () => {
    await using proxy = await roundRobin(replicas.servers.map(({ url }) => url))
    const asked: string[] = []
    await using person = await connect(proxy, {
      era,
      token: replicas.servers[0].token,
      capabilities: { elicitation: { form: {} } },
      prepare: (made) =>
        made.setRequestHandler('elicitation/create', ({ params }) => {
          asked.push((params as { message: string }).message)
          return { action: 'accept', content: { decision: 'approve' } }
        }),
    })
    const before = new Map(proxy.given)
    const params = { name: 'create_backup', arguments: { backup_type: 'config' } }
    const { structuredContent, content } = await person.callTool(params)
    assert.equal((structuredContent as { state?: string } | undefined)?.state, 'succeeded', JSON.stringify(content))
    assert.equal(asked.length, 1)
    assert.match(asked[0]!, /"backup_type": "config"/)
    // The call came to one of them and the answer to the other: there is no third.
    for (const [url, count] of proxy.given) assert.ok(count > before.get(url)!, url)
  })

test('a session goes on at every process, whichever began it, and for its own caller only', async () => {
  const [one, other] = replicas.servers
  const session = await beginSession(one, one.token)
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }
  for (const server of [one, other]) {
    const reply = await send(server, list, { token: one.token, headers })
    assert.equal(reply.status, 200, reply.text)
    assert.ok(reply.json.result.tools.length > 20)
    assert.equal((await send(server, list, { headers })).status, 404, 'a stranger')
    assert.equal((await send(server, list, { headers, token: 'wrong' })).status, 401)
    const rebound = { ...headers, host: 'evil.example' }
    assert.equal((await send(server, list, { token: one.token, headers: rebound })).status, 403)
  }
  const ended = await send(other, undefined, { method: 'DELETE', token: one.token, headers })
  assert.equal(ended.status, 200, ended.text)
  assert.equal((await send(one, list, { token: one.token, headers })).status, 404)
})

test('a stream that goes through another process tells what happens as it happens, and ends with its client', async () => {
  const [one, other] = replicas.servers
  const session = await beginSession(one, one.token)
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${one.token}`,
    'mcp-session-id': session,
    'mcp-protocol-version': '2025-11-25',
  }
  const stopping = new AbortController()
  const slow = { command: 'ping', args: ['-c', '10'], target: '127.0.0.1', receipt: true }
  const reply = await fetch(new URL('/mcp', other.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 3,
      method: 'tools/call',
      params: { name: 'execute_command', arguments: slow, _meta: { progressToken: 'p' } },
    }),
    signal: stopping.signal,
  })
  assert.match(String(reply.headers.get('content-type')), /^text\/event-stream/)
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  const started = performance.now()
  let told = ''
  while (!told.includes('"started"')) told += (await reader.read()).value ?? assert.fail(`it ended: ${told}`)
  assert.ok(performance.now() - started < 8_000, 'long before the command has ended')
  const cancel = {
    jsonrpc: '2.0',
    method: 'notifications/cancelled',
    params: { requestId: 3, reason: 'enough' },
  }
  const cancelled = await fetch(new URL('/mcp', other.url), { method: 'POST', headers, body: JSON.stringify(cancel) })
  assert.equal(cancelled.status, 202)
  const api = client(one)
  await untilTrue('the run is cancelled', 10_000, async () => {
    const { body } = await api.get<{ runs: { state: string }[] }>(
      '/api/v1/runs?capability=commander.execute_command',
      one.token,
    )
    return body.runs[0]?.state === 'cancelled'
  })
  stopping.abort()

  const listening = new AbortController()
  const events = await fetch(new URL('/mcp', other.url), {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: listening.signal,
  })
  assert.equal(events.status, 200, 'the headers of a stream that is silent are sent')
  const second = await send(one, undefined, { method: 'GET', headers: { ...headers, accept: 'text/event-stream' } })
  assert.equal(second.status, 409, 'there is one such stream for a session')
  listening.abort()
  await untilTrue('the stream is free again', 5_000, async () => {
    const again = new AbortController()
    const { status } = await fetch(new URL('/mcp', one.url), {
      headers: { ...headers, accept: 'text/event-stream' },
      signal: again.signal,
    })
    again.abort()
    return status === 200
  })
})

test('when the process of a session is killed, its client is told to begin anew, and does', async () => {
  const [one] = replicas.servers
  const doomed = await replicas.start()
  const session = await beginSession(doomed, one.token)
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  assert.equal((await send(one, list, { token: one.token, headers })).status, 200)
  await doomed.kill('SIGKILL')
  const gone = await send(one, list, { token: one.token, headers })
  assert.equal(gone.status, 404, gone.text)
  assert.match(gone.text, /Start anew with initialize/)
  const anew = await beginSession(one, one.token)
  assert.notEqual(anew.split('.')[0], session.split('.')[0])
  assert.equal(
    (await send(one, list, { token: one.token, headers: { ...headers, 'mcp-session-id': anew } })).status,
    200,
  )
})

test('what is passed on is limited once, where it came in', async () => {
  await using limited = await startReplicas({ RATE_LIMIT_API: '0.01:20' })
  const [one, other] = limited.servers
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  const session = await beginSession(other, one.token)
  const headers = { 'mcp-session-id': session }
  for (const at of [one, other]) {
    const replies = await Promise.all(Array.from({ length: 18 }, () => send(at, list, { token: one.token, headers })))
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200], 'each counts what came to it')
  }
  const more = await Promise.all(Array.from({ length: 8 }, () => send(one, list, { token: one.token, headers })))
  assert.ok(
    more.some(({ status }) => status === 429),
    'and no more than is allowed',
  )
})

test('nobody passes a request on but a process of this server', async () => {
  const [one, other] = replicas.servers
  const session = await beginSession(one, one.token)
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  const now = Date.now()
  const forged = [
    'x',
    '',
    `${session.split('.')[0]}.${session.split('.')[0]}.${now}.nonce.${'A'.repeat(43)}`,
    `0a.0b.${now}.nonce.${createHmac('sha256', one.token).update('x').digest('base64url')}`,
  ]
  for (const header of forged)
    for (const server of [one, other]) {
      const headers = { 'mcp-session-id': session, 'x-pollux-passed-on': header }
      const reply = await send(server, list, { token: one.token, headers })
      assert.equal(reply.status, 403, header)
      assert.equal(reply.json.error.data.code, 'forbidden')
    }
})

test('what was passed on once is not passed on again, and a seal that was seen is no seal', async () => {
  const [one, other] = replicas.servers
  const session = await beginSession(other, one.token)
  const { seal } = createNodeSeal({ node: '0a', signingKey: () => signingKey })
  const sessionHeaders = { 'mcp-session-id': session, authorization: `Bearer ${one.token}` }
  const [id] = (await beginSession(one, one.token)).split('.') as [string]
  const sealed = seal(id, { method: 'POST', headers: sessionHeaders })
  const headers = { ...sessionHeaders, 'x-pollux-passed-on': sealed }
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  assert.equal((await send(one, list, { headers })).status, 404, 'it has no such session itself')
  assert.equal((await send(one, list, { headers })).status, 403, 'the same again')
  assert.equal((await send(one, list, { headers: sessionHeaders })).status, 200, 'and unsealed it is passed on')
})
