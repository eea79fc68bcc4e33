import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { McpServer } from '@modelcontextprotocol/server'
import { anyone, owner, type Actor } from '#auth'
import { createSessions } from './sessions.ts'

/** Sessions behind a real HTTP server; who calls is told by a header. */
async function bench(now?: () => number) {
  const failures: Error[] = []
  const sessions = createSessions({
    createServer: () => new McpServer({ name: 'test', version: '1' }, { capabilities: { tools: {} } }),
    newId: randomUUID,
    failed: (error) => void failures.push(error),
    ...(now && { now }),
  })
  const actors: Record<string, Actor> = { owner, anyone, narrowed: { ...owner, scopes: new Set(['ask']) } }
  const http = createHttpServer((request, response) => {
    const actor = actors[String(request.headers['x-actor'])]!
    json(request)
      .then((body) => sessions.answer(request, response, body, actor))
      .catch((error: Error) => void failures.push(error))
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
  const send = (actor: string, body: object, session?: string) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'x-actor': actor,
        ...(session && { 'mcp-session-id': session }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }),
    })
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
  return {
    async begin(actor: string): Promise<string> {
      const reply = await send(actor, { method: 'initialize', params })
      await reply.text()
      return reply.headers.get('mcp-session-id')!
    },
    async status(actor: string, session?: string): Promise<number> {
      const reply = await send(actor, { method: 'ping' }, session)
      await reply.text()
      return reply.status
    },
    failures,
    async [Symbol.asyncDispose]() {
      await sessions.close()
      http.closeAllConnections()
      http.close()
    },
  }
}

test('a session answers the one who began it, and nobody with other rights', async () => {
  await using at = await bench()
  const session = await at.begin('owner')
  assert.equal(await at.status('owner', session), 200)
  assert.equal(await at.status('anyone', session), 404)
  assert.equal(await at.status('narrowed', session), 404, 'the same id with fewer scopes')
  assert.equal(await at.status('owner', 'no-such-session'), 404)
  assert.equal(await at.status('owner'), 400, 'no session, and no beginning of one')
  assert.deepEqual(at.failures, [])
})

test('the session unused for longest makes room for a new one of its caller, and of nobody else', async () => {
  let time = 0
  await using at = await bench(() => ++time)
  const owners = await at.begin('owner')
  const [first, second] = [await at.begin('anyone'), await at.begin('anyone')]
  assert.equal(await at.status('anyone', first), 200)
  for (let count = 2; count < 201; count++) await at.begin('anyone')
  assert.equal(await at.status('anyone', first), 200)
  assert.equal(await at.status('anyone', second), 404)
  assert.equal(await at.status('owner', owners), 200)
})

test('a session that is not used for half an hour ends', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let time = 0
  await using at = await bench(() => time)
  const session = await at.begin('owner')
  time = 29 * 60_000
  t.mock.timers.tick(60_000)
  assert.equal(await at.status('owner', session), 200)
  time = 60 * 60_000
  t.mock.timers.tick(60_000)
  assert.equal(await at.status('owner', session), 404)
})
