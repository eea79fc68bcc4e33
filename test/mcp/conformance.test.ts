import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '#test/start-server.ts'
import { assertConforms, conformanceEnvironment, required } from './assert-conforms.ts'
import { connect, eras } from './mcp-client.ts'

test('the official conformance suite passes for both revisions, without a warning', async (t) => {
  await using server = await startServer({ env: conformanceEnvironment })
  for (const era of eras)
    await t.test(`${required[era]} of ${required[era]} scenarios of ${era}`, () => assertConforms(server.url, era))
})

test('what the suite looks for is there in a test only, whatever the variable says', async () => {
  for (const NODE_ENV of ['development', 'production']) {
    await using server = await startServer({ env: { ...conformanceEnvironment, NODE_ENV } })
    await using client = await connect(server, { era: '2026-07-28' })
    const { tools } = await client.listTools()
    assert.ok(tools.length > 0)
    assert.ok(!tools.some(({ name }) => name.startsWith('test_')), NODE_ENV)
  }
})
