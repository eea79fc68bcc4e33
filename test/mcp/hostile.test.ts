import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer } from '#test/start-server.ts'
import type { AgentServer, RunDetails } from '../agents/agent-server.ts'
import { startMcpServer } from './mcp-server.ts'
import { beginSession, modern, send } from './raw-request.ts'

let at: AgentServer
before(async () => void (at = await startMcpServer({ POLLUX_INTAKE_TOKEN: 'intake_0123456789abcdefghijklmnopqrstuv' })))
after(() => at[Symbol.asyncDispose]())

const ping = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const question = { name: 'ask_twin', arguments: { question: 'Where do you live?' } }

test('a wrong token is refused on /mcp with a JSON-RPC error, and is not taken for a stranger', async () => {
  for (const token of ['wrong', `${at.server.token}x`, at.server.token.slice(0, -1)]) {
    const reply = await modern(at.server, 'tools/call', question, { token })
    assert.equal(reply.status, 401)
    assert.equal(reply.json.error.data.code, 'unauthenticated')
    assert.equal(reply.json.jsonrpc, '2.0')
    assert.match(String(reply.headers['www-authenticate']), /^Bearer/)
  }
})

test('a token that may only hand things in is shown nothing', async () => {
  const token = 'intake_0123456789abcdefghijklmnopqrstuv'
  const listed = await modern(at.server, 'tools/list', {}, { token })
  assert.deepEqual(listed.json.result.tools, [])
  const asked = await modern(at.server, 'tools/call', question, { token })
  assert.equal(asked.json.result.isError, true)
  assert.match(asked.json.result.content[0]!.text, /needs a token with the scope "ask"/)
  assert.deepEqual((await modern(at.server, 'resources/list', {}, { token })).json.result.resources, [])
})

test('bodies that are no JSON-RPC get a JSON-RPC error with the status that fits', async () => {
  const cases: [body: string | undefined, headers: Record<string, string>, status: number][] = [
    ['{"jsonrpc"', {}, 400],
    ['', {}, 400],
    ['null', {}, 400],
    ['[]', {}, 400],
    ['"text"', {}, 400],
    ['{"jsonrpc":"2.0","id":1,"method":"tools/list","__proto__":{"admin":true}}', {}, 400],
    ['{}', { 'content-type': 'text/plain' }, 415],
    ['a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['--x', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    [undefined, {}, 415],
    [`"${'x'.repeat(1_100_000)}"`, {}, 413],
  ]
  for (const [body, headers, status] of cases) {
    const reply = await send(at.server, body, { headers })
    assert.equal(reply.status, status, `${body?.slice(0, 60)}: ${reply.text}`)
    assert.equal(reply.json.jsonrpc, '2.0', reply.text)
    assert.equal(typeof reply.json.error.code, 'number', reply.text)
    assert.doesNotMatch(reply.text, /node_modules|\.ts:|at .*\(/)
  }
  assert.equal((await send(at.server, '{"jsonrpc"')).json.error.code, -32700)
})

test('other methods of HTTP find nothing there', async () => {
  for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
    const reply = await send(at.server, undefined, { method })
    assert.equal(reply.status, 404, method)
  }
  assert.equal((await send(at.server, undefined, { method: 'GET' })).status, 400)
  assert.equal((await send(at.server, undefined, { method: 'DELETE' })).status, 400)
})

test('a page that had a name rebound to this machine, and a page of another site, are refused', async () => {
  const refused: Record<string, string>[] = [
    { host: 'evil.example' },
    { host: 'evil.example:80' },
    { host: '127.0.0.1.evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
  ]
  for (const headers of refused) {
    const reply = await modern(at.server, 'tools/call', question, { headers, token: at.server.token })
    assert.equal(reply.status, 403, JSON.stringify(headers))
    assert.equal(reply.json.error.data.code, 'forbidden')
  }
  const welcome: Record<string, string>[] = [
    { host: 'localhost:9' },
    { host: '192.0.2.7' },
    { host: '[::1]:80' },
    { origin: 'http://localhost:5173' },
  ]
  for (const headers of welcome)
    assert.equal((await modern(at.server, 'tools/list', {}, { headers })).status, 200, JSON.stringify(headers))
})

test('a page of another site is given no leave to read an answer', async () => {
  const reply = await modern(at.server, 'tools/list', {})
  assert.equal(reply.headers['access-control-allow-origin'], undefined)
  assert.equal(reply.headers['x-content-type-options'], 'nosniff')
  assert.ok(reply.headers['x-request-id'])
})

test('headers that say other than the body are refused', async () => {
  for (const headers of [{ 'mcp-method': 'tools/list' }, { 'mcp-name': 'list_sources' }]) {
    const reply = await modern(at.server, 'tools/call', question, { headers })
    assert.equal(reply.status, 400, JSON.stringify(headers))
    assert.ok(reply.json.error)
  }
})

test("a session is its caller's alone: to others it is as missing as one that never was", async () => {
  const { token } = at.server
  const owners = await beginSession(at.server, token)
  const list = (session: string, by?: string) =>
    send(at.server, ping, { token: by, headers: { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' } })
  assert.equal((await list(owners, token)).status, 200)
  const stolen = await list(owners)
  const missing = await list('00000000-0000-4000-8000-000000000000')
  assert.equal(stolen.status, 404)
  assert.equal(stolen.text, missing.text)
  const strangers = await beginSession(at.server)
  assert.equal((await list(strangers, token)).status, 404, 'rights do not grow within a session')
  const ended = await send(at.server, undefined, {
    method: 'DELETE',
    token,
    headers: { 'mcp-session-id': owners, 'mcp-protocol-version': '2025-11-25' },
  })
  assert.equal(ended.status, 200)
  assert.equal((await list(owners, token)).status, 404)
})

test('arguments that are wrong or too large are refused, and nothing breaks', async () => {
  const { token } = at.server
  const cases: [name: string, args: unknown][] = [
    ['ask_twin', {}],
    ['ask_twin', { question: '' }],
    ['ask_twin', { question: 'x'.repeat(2_001) }],
    ['ask_twin', { question: 'Who?', audience: 'owner' }],
    ['ask_twin', { question: 'Who?', conversation_id: "1' or '1'='1" }],
    ['find_source', { id: '../../secrets.json' }],
    ['find_run', { id: 'run_x' }],
    ['find_ticket', { id: 2 ** 40 }],
    ['find_ticket', { id: '1; drop table tickets' }],
    ['update_ticket', { id: 1 }],
    ['list_tickets', { limit: 100_000 }],
    ['execute_command', { command: 'rm', args: ['-rf', '/'] }],
    ['execute_command', { command: 'ping', args: ['-c', '4; id'], target: '127.0.0.1' }],
    ['create_backup', { backup_type: 'full\u0000' }],
    ['answer_question', { id: 'gap_0', answer: 'x', audience: 'everybody' }],
    ['search_experience', { keyword: 'x', limit: Array.from({ length: 2_000 }, () => 1) }],
  ]
  for (const [name, args] of cases) {
    const reply = await modern(at.server, 'tools/call', { name, arguments: args as object }, { token })
    assert.equal(reply.status, 200, `${name} ${JSON.stringify(args).slice(0, 80)}: ${reply.text}`)
    assert.equal(reply.json.result.isError, true, `${name} ${JSON.stringify(args).slice(0, 80)}: ${reply.text}`)
    assert.doesNotMatch(reply.text, /node_modules|\.ts:\d|syntax error|pg_/)
  }
  const unknown = await modern(at.server, 'tools/call', { name: 'constructor', arguments: {} }, { token })
  assert.ok(unknown.json.error, unknown.text)
  assert.doesNotMatch(at.server.logs(), /"level":"(error|fatal)"/)
})

test('the state of a call that waits cannot be forged, moved to another tool, or used by another', async () => {
  const { token } = at.server
  const capabilities = { elicitation: { form: {} } }
  const begin = { name: 'create_backup', arguments: { backup_type: 'config' } }
  const asked = await modern(at.server, 'tools/call', begin, { token, capabilities })
  assert.equal(asked.json.result.resultType, 'input_required', asked.text)
  const { requestState } = asked.json.result
  const inputResponses = { approval: { action: 'accept', content: { decision: 'approve' } } }
  const goOn = (params: object, by: string | undefined = token) =>
    modern(at.server, 'tools/call', { ...begin, inputResponses, ...params }, { token: by, capabilities })

  const [version, body, seal] = requestState.split('.') as [string, string, string]
  const opened = JSON.parse(Buffer.from(body, 'base64url').toString()) as { p: Record<string, unknown> }
  const forged = Buffer.from(JSON.stringify({ ...opened, p: { ...opened.p, approvalId: 'apr_0' } })).toString(
    'base64url',
  )
  for (const state of [`${version}.${forged}.${seal}`, `${version}.${body}.${seal.slice(0, -2)}AA`, 'x', '']) {
    const reply = await goOn({ requestState: state })
    assert.ok(reply.json.error ?? reply.json.result.resultType === 'input_required', `${state}: ${reply.text}`)
  }
  const moved = await goOn({ requestState, name: 'analyze_sentiment', arguments: { text: 'Fine.' } })
  assert.doesNotMatch(moved.text, /succeeded/)
  // Without a token: the tool itself is closed, before anything is opened.
  assert.doesNotMatch((await goOn({ requestState }, '')).text, /succeeded/)
  // By another caller who may do the very same.
  const key = await at.post<{ secret: string }>('/api/v1/keys', {
    name: 'another client',
    audience: 'owner',
    scopes: ['ask', 'agents:read', 'agents:run', 'approvals:decide'],
  })
  const byAnother = await goOn({ requestState }, key.body.secret)
  assert.equal(byAnother.json.error?.code, -32602, byAnother.text)
  const runId = String(opened.p['runId'])
  const { approval } = (await at.get<RunDetails>(`/api/v1/runs/${runId}`)).body
  assert.equal(approval!.state, 'pending', 'none of that was a yes')

  const done = await goOn({ requestState })
  assert.equal(done.json.result.structuredContent.state, 'succeeded', done.text)
  const replayed = await goOn({ requestState })
  assert.equal(replayed.json.result.structuredContent.run_id, runId, 'the same run again, and no second one')
})

test('a call whose caller goes away is given up', async () => {
  const { token } = at.server
  const stopping = new AbortController()
  const slow = { command: 'ping', args: ['-c', '10'], target: '127.0.0.1', receipt: true }
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name: 'execute_command',
      arguments: slow,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
        progressToken: 'p',
      },
    },
  }
  const reply = await fetch(new URL('/mcp', at.server.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'execute_command',
    },
    body: JSON.stringify(body),
    signal: stopping.signal,
  })
  const reader = reply.body!.getReader()
  await reader.read()
  stopping.abort()
  const { runs } = (await at.get<{ runs: { id: string }[] }>('/api/v1/runs?capability=commander.execute_command')).body
  assert.equal((await at.ended(runs[0]!.id)).state, 'cancelled')
})

test('a server that is told to stop does not wait for streams that clients keep open', async () => {
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  const session = await beginSession(server, server.token)
  const stream = await fetch(new URL('/mcp', server.url), {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${server.token}`,
      'mcp-session-id': session,
      'mcp-protocol-version': '2025-11-25',
    },
  })
  assert.equal(stream.status, 200)
  const listening = modern(server, 'subscriptions/listen', { notifications: { toolsListChanged: true } })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const started = performance.now()
  assert.equal(await server.stop(), 0)
  assert.ok(performance.now() - started < 6_000, 'below the grace for requests that are being answered')
  await Promise.allSettled([listening, stream.text()])
})
