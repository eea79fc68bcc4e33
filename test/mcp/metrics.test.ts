import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '#test/start-server.ts'
import { untilTrue } from '../agents/agent-server.ts'
import { beginSession, modern, send } from './raw-request.ts'

test('every request to /mcp is counted, timed and logged, whoever answers it', async () => {
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never', LOG_LEVEL: 'debug' } })
  const { token } = server
  const call = { name: 'list_autonomous_agents', arguments: {} }
  const counted = async (method: string, status: number) => {
    const page = await (await fetch(`${server.url}/metrics`)).text()
    return Number(
      new RegExp(
        `^http_request_duration_seconds_count\\{.*method="${method}",path="/mcp",status="${status}"\\} (\\d+)`,
        'm',
      ).exec(page)?.[1] ?? 0,
    )
  }
  const addsOne = async (what: string, method: string, status: number, ask: () => Promise<{ status: number }>) => {
    const before = await counted(method, status)
    assert.equal((await ask()).status, status, what)
    await untilTrue(`${what} is counted`, 5_000, async () => (await counted(method, status)) === before + 1)
  }

  await addsOne('a plain call', 'POST', 200, () => modern(server, 'tools/call', call, { token }))
  await addsOne('an answer of the SDK', 'POST', 200, () => modern(server, 'tools/list', {}, { token }))
  await addsOne('a refusal of the SDK', 'POST', 400, () =>
    modern(server, 'tools/call', { ...call, name: 'no' }, { token, headers: { 'mcp-name': 'x' } }),
  )
  await addsOne('a refusal of ours', 'POST', 401, () => modern(server, 'tools/list', {}, { token: 'wrong' }))
  let session = ''
  await addsOne('the beginning of a session', 'POST', 200, async () => {
    session = await beginSession(server, token)
    return { status: 200 }
  })
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  await addsOne('a request of a session', 'POST', 200, () => send(server, list, { token, headers }))
  await addsOne('the end of a session', 'DELETE', 200, () =>
    send(server, undefined, { method: 'DELETE', token, headers }),
  )
  await addsOne('one without a session', 'POST', 404, () => send(server, list, { token, headers }))
  assert.equal(server.logs().match(/"path":"\/mcp","status":\d+,"durationMs":[\d.]+/g)?.length, 8)
})
