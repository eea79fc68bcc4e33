import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { place, type AgentServer, type Place } from './agent-server.ts'
import { callTool, type Envelope } from './call-tool.ts'

let at: Place
let agents: AgentServer

before(async () => {
  at = await place()
  agents = await at.start()
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
})

const call = <Data = Record<string, unknown>>(
  name: string,
  body?: string,
  options?: { method?: string; token?: string | null },
) => callTool<Data>(agents, name, body, options)

/** Each tool under each of its names, with a body that it takes. */
const validBodies: Record<string, object> = {
  classify_ticket: { description: 'My screen stays black.' },
  twisterlab_mcp_classify_ticket: { description: 'My screen stays black.' },
  resolve_ticket: { category: 'network' },
  twisterlab_mcp_resolve_ticket: { classification: 'network' },
  monitor_system_health: {},
  create_backup: {},
  sync_cache_db: {},
  twisterlab_mcp_sync_cache: {},
  sync_data: { source: 'a', destination: 'b' },
  execute_command: { command: 'hostname' },
  execute_desktop_command: { command: 'hostname' },
  analyze_sentiment: { text: 'fine' },
}
const aliases = ['twisterlab_mcp_', 'sync_data', 'execute_desktop_command']
const isAlias = (name: string) => aliases.some((part) => name.startsWith(part))

describe('what a tool does not take, it says in the envelope', () => {
  function assertError({ status, body }: { status: number; body: Envelope }, expected: number, code: string): void {
    assert.equal(status, expected, JSON.stringify(body))
    assert.deepEqual(Object.keys(body).sort(), ['data', 'error', 'error_code', 'status', 'timestamp'])
    assert.equal(body.status, 'error')
    assert.equal(body.data, null)
    assert.equal(body.error_code, code)
    assert.ok(body.error)
  }

  for (const [name, body] of Object.entries(validBodies))
    test(name, async () => {
      const text = JSON.stringify(body)
      const runs = async () => (await agents.sql<{ n: number }>('select count(*)::int as n from agent_runs'))[0]!.n
      const before = await runs()
      assertError(await call(name, text, { token: null }), 401, 'unauthenticated')
      assertError(await call(name, text, { token: `${agents.server.token}x` }), 401, 'unauthenticated')
      assertError(await call(name, '{"nonsense": 1}', { token: null }), 401, 'unauthenticated')
      assertError(await call(name, '{"half": '), 400, 'invalid_json')
      assertError(await call(name, '[1]'), 400, 'invalid_input')
      const unknown = await call(name, JSON.stringify({ ...body, colour: 'blue' }))
      assertError(unknown, 400, 'invalid_input')
      assert.match(unknown.body.error!, /colour/)
      assert.equal(await runs(), before, 'nothing was started')
    })

  test('values out of bounds', async () => {
    for (const [name, body, field] of [
      ['classify_ticket', {}, 'description'],
      ['classify_ticket', { description: 'too short' }, 'description'],
      ['classify_ticket', { description: '          a         ' }, 'description'],
      ['classify_ticket', { description: 'x'.repeat(5_001) }, 'description'],
      ['classify_ticket', { description: 'My screen stays black.', priority: 'urgent' }, 'priority'],
      ['classify_ticket', { description: 'My screen stays black.', ticket_id: 0 }, 'ticket_id'],
      ['resolve_ticket', {}, 'category'],
      ['resolve_ticket', { category: 'weather' }, 'category'],
      ['resolve_ticket', { classification: 'weather' }, 'category'],
      ['resolve_ticket', { category: 'network', ticket_id: '1' }, 'ticket_id'],
      ['resolve_ticket', { category: 'network', description: 'x'.repeat(5_001) }, 'description'],
      ['monitor_system_health', { detailed: 'yes' }, 'detailed'],
      ['create_backup', { backup_type: 'half' }, 'backup_type'],
      ['sync_cache_db', { operation: 'drop' }, 'operation'],
      ['sync_cache_db', { force: 1 }, 'force'],
      ['execute_command', {}, 'command'],
      ['execute_command', { command: 'ping', args: 'x' }, 'args'],
      ['analyze_sentiment', {}, 'text'],
      ['analyze_sentiment', { text: '' }, 'text'],
    ] as const) {
      const reply = await call(name, JSON.stringify(body))
      assertError(reply, 400, 'invalid_input')
      assert.match(reply.body.error!, new RegExp(field), `${name} ${JSON.stringify(body).slice(0, 80)}`)
    }
  })

  test('a tool that does not exist, and health without a token', async () => {
    assertError(await call('make_coffee', '{}'), 404, 'not_found')
    assertError(await call('health', undefined, { method: 'GET', token: null }), 401, 'unauthenticated')
  })

  test('no body where one is needed', async () => {
    assertError(await call('classify_ticket'), 400, 'invalid_input')
    assertError(await call('analyze_sentiment', 'null'), 400, 'invalid_input')
  })
})

test('health names the tools that can be called', async () => {
  const { status, body } = await call<{ tools: number; tools_available: string[] }>('health', undefined, {
    method: 'GET',
  })
  assert.equal(status, 200)
  assert.equal(body.data['tools'], body.data.tools_available.length)
  assert.deepEqual(
    body.data.tools_available.toSorted(),
    Object.keys(validBodies)
      .filter((name) => !isAlias(name))
      .sort(),
  )
})
