import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { arrange, promptCalls, toolCalls } from './everything.ts'
import { inspect, type InspectorTarget } from './inspector.ts'
import { startMcpPlace, type McpPlace } from './mcp-server.ts'

let at: McpPlace
before(async () => void (at = await startMcpPlace()))
after(() => at?.[Symbol.asyncDispose]())

const targets = (): Record<string, InspectorTarget> => ({
  HTTP: { url: new URL('/mcp', at.server.url), token: at.server.token },
  stdio: { env: at.env },
})

const isLong = process.env['POLLUX_LONG'] === '1'

for (const way of ['HTTP', 'stdio'])
  test(`the inspector lists everything over ${way}, and calls one of each kind`, async () => {
    const target = targets()[way]!
    const { tools } = await inspect<{ tools: { name: string }[] }>(target, 'tools/list', ['--strict'])
    assert.deepEqual(tools.map(({ name }) => name).sort(), Object.keys(toolCalls).sort())
    const called = await inspect<{ structuredContent: { refused: boolean } }>(target, 'tools/call', [
      '--tool-name',
      'ask_twin',
      '--tool-arg',
      'question=Where do you live?',
    ])
    assert.equal(called.structuredContent.refused, false)
    // Each starts a process, and over stdio two: the rest is for the long run.
    if (way === 'stdio' && !isLong) return
    const { resources } = await inspect<{ resources: { uri: string }[] }>(target, 'resources/list')
    assert.ok(resources.some(({ uri }) => uri === 'digitaltwin://full-profile'))
    const { resourceTemplates } = await inspect<{ resourceTemplates: object[] }>(target, 'resources/templates/list')
    assert.equal(resourceTemplates.length, 2)
    const { prompts } = await inspect<{ prompts: { name: string }[] }>(target, 'prompts/list')
    assert.deepEqual(prompts.map(({ name }) => name).sort(), Object.keys(promptCalls).sort())
    const read = await inspect(target, 'resources/read', ['--uri', 'digitaltwin://personal'])
    assert.match(JSON.stringify(read), /Liva Ostrenkamp/)
    const prompt = await inspect(target, 'prompts/get', [
      '--prompt-name',
      'prepare_interview',
      '--prompt-args',
      'job_title=Archivist',
    ])
    assert.match(JSON.stringify(prompt), /interview as Archivist/)
  })

test('the inspector finds the view of an answer, and the policy it declares', async () => {
  const words = ['--tool-name', 'ask_twin', '--app-info', '--advertise-apps']
  const view = await inspect<Record<string, unknown>>(targets()['HTTP']!, 'tools/call', words)
  assert.match(JSON.stringify(view), /"resourceUri":"ui:\/\/pollux\/answer"/)
  assert.match(JSON.stringify(view), /"connectDomains":\[\]/)
})

test(
  'the inspector calls everything, over HTTP and over stdio',
  { skip: !isLong && 'npm run test:long: each call starts a process' },
  async (t) => {
    const arranged = await arrange(at)
    for (const [way, target] of Object.entries(targets()))
      await t.test(way, async () => {
        for (const [name, args] of Object.entries(toolCalls)) {
          const words = ['--tool-args-json', JSON.stringify(await args(arranged))]
          // It shows no forms: what needs a yes waits, and a model's word approves nothing.
          const called = await inspect<{ isError?: boolean; structuredContent?: { state?: string } }>(
            target,
            'tools/call',
            ['--tool-name', name, ...words],
            { mayFail: name === 'approve_action' },
          )
          assert.equal(called.isError ?? false, name === 'approve_action', `${name}: ${JSON.stringify(called)}`)
          const run = called.structuredContent as { state?: string; approval_id?: string; run_id: string } | undefined
          if (run?.approval_id === undefined) continue
          await at.approveAll(run.run_id)
          assert.equal((await at.ended(run.run_id)).state, 'succeeded', name)
        }
        const { resources } = await inspect<{ resources: { uri: string }[] }>(target, 'resources/list')
        for (const { uri } of resources.slice(0, 12)) await inspect(target, 'resources/read', ['--uri', uri])
        for (const [name, { args }] of Object.entries(promptCalls)) {
          const words = Object.entries(await args(arranged)).map(([key, value]) => `${key}=${value}`)
          await inspect(target, 'prompts/get', ['--prompt-name', name, '--prompt-args', ...words])
        }
      })
  },
)
