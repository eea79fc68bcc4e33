import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { productEntry } from '#test/product-entry.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { place } from '../agents/agent-server.ts'
import { connectStdio } from './connect-stdio.ts'
import { eras } from './mcp-client.ts'

for (const era of eras)
  test(`pollux mcp has the owner's rights: tools, resources, prompts, and a run after a yes [${era}]`, async () => {
    await using home = await place()
    await using client = await connectStdio(era, home.env)
    const names = (await client.listTools()).tools.map(({ name }) => name)
    for (const name of ['ask_twin', 'create_ticket', 'list_inbox', 'approve_action']) assert.ok(names.includes(name))
    assert.equal(names.length, 74)

    const description = 'The VPN client refuses the certificate since the last update.'
    const opened = await client.callTool({ name: 'create_ticket', arguments: { description } })
    assert.ok(!opened.isError, JSON.stringify(opened))
    const { id } = opened.structuredContent as { id: number }
    const prompt = await client.getPrompt({ name: 'handle_ticket', arguments: { ticket_id: String(id) } })
    assert.match(JSON.stringify(prompt), /VPN client/)
    const { resources } = await client.listResources()
    for (const { uri } of resources) await client.readResource({ uri })

    const done = await client.callTool({ name: 'create_backup', arguments: { backup_type: 'config' } })
    assert.ok(!done.isError, JSON.stringify(done))
    const { state, verdict } = done.structuredContent as { state: string; verdict: string }
    assert.deepEqual([state, verdict], ['succeeded', 'verified'])
  })

test('nothing but the protocol is on standard output, and the command ends with its input', async () => {
  await using home = await place()
  const child = spawn(process.execPath, [productEntry, 'mcp'], {
    env: { ...serverEnvironment(), ...home.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)]
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } }
  const first = once(child.stdout, 'data')
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`)
  await first
  const second = once(child.stdout, 'data')
  child.stdin.write('this is no JSON\n')
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`)
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' })}\n`)
  await second
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 0, await stderr)
  const lines = (await stdout).trimEnd().split('\n')
  for (const line of lines) assert.equal((JSON.parse(line) as { jsonrpc: string }).jsonrpc, '2.0', line)
  assert.ok(lines.some((line) => line.includes('"ask_twin"')))
})
