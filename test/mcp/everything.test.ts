import { after, before, test } from 'node:test'
import { connectStdio } from './connect-stdio.ts'
import { arrange, callEverything, type Arranged } from './everything.ts'
import { connect, eras } from './mcp-client.ts'
import { startMcpPlace, type McpPlace } from './mcp-server.ts'

let at: McpPlace
let arranged: Arranged
before(async () => {
  at = await startMcpPlace()
  arranged = await arrange(at)
})
after(() => at?.[Symbol.asyncDispose]())

for (const era of eras) {
  test(`the official client calls everything over HTTP [${era}]`, async () => {
    await using client = await connect(at.server, {
      era,
      token: at.server.token,
      capabilities: { elicitation: { form: {} } },
      prepare: (made) =>
        made.setRequestHandler('elicitation/create', () => ({
          action: 'accept' as const,
          content: { decision: 'approve' },
        })),
    })
    await callEverything(client, arranged)
  })
}

// In the older revision with test:long; stdio.test.ts goes that way too, every time.
for (const era of process.env['POLLUX_LONG'] === '1' ? eras : eras.slice(0, 1))
  test(`the official client calls everything over stdio [${era}]`, async () => {
    await using client = await connectStdio(era, at.env)
    await callEverything(client, arranged)
  })
