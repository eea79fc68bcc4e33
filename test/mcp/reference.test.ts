import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { connect } from './mcp-client.ts'
import { startMcpServer } from './mcp-server.ts'

const page = new URL('../../docs/reference/mcp.md', import.meta.url)

test('the table of tools in docs/reference/mcp.md says what the server says', async () => {
  await using server = await startMcpServer()
  await using owner = await connect(server.server, { era: '2026-07-28', token: server.server.token })
  await using stranger = await connect(server.server, { era: '2026-07-28' })
  const open = new Set((await stranger.listTools()).tools.map(({ name }) => name))
  const scopeOf = async (name: string): Promise<string> => {
    if (open.has(name)) return 'ask'
    const { message } = await stranger.callTool({ name, arguments: {} }).then(
      () => assert.fail(name),
      (error: Error) => error,
    )
    return /scope \\"([a-z:]+)\\"/.exec(message)![1]!
  }
  const rows: string[] = []
  for (const { name, title, annotations = {} } of (await owner.listTools()).tools) {
    const { readOnlyHint, destructiveHint, idempotentHint } = annotations
    const hints = [readOnlyHint, destructiveHint, idempotentHint].map((hint) => (hint ? 'yes' : 'no'))
    rows.push(`| ${[`\`${name}\``, title, `\`${await scopeOf(name)}\``, ...hints].join(' | ')} |`)
  }
  const written = (await readFile(page, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replace(/ +\|/g, ' |'))
    .filter((line) => line.split(' | ').length === 6)
  const guide = await readFile(new URL('../../docs/guides/mcp.md', import.meta.url), 'utf8')
  const table = guide.split('\n').filter((line) => line.startsWith('| `'))
  const named = table.flatMap((line) => [...line.split(' | ')[0]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!))
  const listed = rows.map((row) => /`(\w+)`/.exec(row)![1]!)
  assert.deepEqual(named.sort(), listed.sort(), 'the table in docs/guides/mcp.md names every tool once')
  rows.sort()
  assert.deepEqual(written, rows, `the table should be:\n${rows.join('\n')}`)
})
