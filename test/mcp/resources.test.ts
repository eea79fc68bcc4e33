import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AgentServer } from '../agents/agent-server.ts'
import { connect, eras } from './mcp-client.ts'
import { startMcpServer } from './mcp-server.ts'

let server: AgentServer
before(async () => void (server = await startMcpServer()))
after(() => server[Symbol.asyncDispose]())

const fixed = ['personal', 'experience', 'education', 'skills', 'full-profile'].map((name) => `digitaltwin://${name}`)

for (const era of eras) {
  test(`every resource is listed, read, and completed [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const run = await server.run('sentiment.analyze_sentiment', { text: 'All is well.' })
    const { resources } = await client.listResources()
    const uris = resources.map(({ uri }) => uri)
    for (const uri of fixed) assert.ok(uris.includes(uri), uri)
    assert.ok(uris.includes(`digitaltwin://runs/${run.id}`))
    assert.ok(uris.some((uri) => uri.startsWith('digitaltwin://sources/')))
    const read = async (uri: string): Promise<{ sections: { section: string }[]; run: { id: string } }> => {
      const { contents } = await client.readResource({ uri })
      const [content] = contents as { uri: string; mimeType: string; text: string }[]
      assert.equal(content!.uri, uri)
      assert.equal(content!.mimeType, 'application/json')
      return JSON.parse(content!.text) as Awaited<ReturnType<typeof read>>
    }
    for (const uri of uris) if (uri.startsWith('digitaltwin:')) assert.ok(await read(uri), uri)
    const personal = await read('digitaltwin://personal')
    assert.match(JSON.stringify(personal), /Liva Ostrenkamp/)
    assert.deepEqual(
      personal.sections.map(({ section }) => section),
      ['personal'],
    )
    const whole = await read('digitaltwin://full-profile')
    assert.equal(whole.sections.length, 7)
    assert.match(JSON.stringify(whole), /Brindlecope/)
    assert.equal((await read(`digitaltwin://runs/${run.id}`)).run.id, run.id)

    const { resourceTemplates } = await client.listResourceTemplates()
    assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate).sort(), [
      'digitaltwin://runs/{id}',
      'digitaltwin://sources/{id}',
    ])
    for (const { uriTemplate } of resourceTemplates) {
      const id = uris
        .find((uri) => uri.startsWith(uriTemplate.replace('{id}', '')))!
        .split('/')
        .at(-1)!
      const { completion } = await client.complete({
        ref: { type: 'ref/resource', uri: uriTemplate },
        argument: { name: 'id', value: id.slice(0, 8) },
      })
      assert.ok(completion.values.includes(id), uriTemplate)
    }
    await assert.rejects(client.readResource({ uri: 'digitaltwin://nothing' }), /not found/i)
    await assert.rejects(client.readResource({ uri: `digitaltwin://runs/run_${'0'.repeat(32)}` }), /not found/i)
    await assert.rejects(client.readResource({ uri: 'digitaltwin://sources/..%2F..%2Fsecrets' }), /not found/i)
  })

  test(`every prompt is listed, completed, and filled in [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const description = 'The printer on the second floor prints nothing but stripes.'
    const { body: ticket } = await server.post<{ id: number }>('/api/v1/tickets', { description })
    const { prompts } = await client.listPrompts()
    assert.deepEqual(prompts.map(({ name }) => name).sort(), ['handle_ticket', 'prepare_interview'])

    const interview = await client.getPrompt({
      name: 'prepare_interview',
      arguments: { job_title: 'Site reliability engineer', interview_type: 'technical' },
    })
    assert.match(JSON.stringify(interview.messages), /technical interview as Site reliability engineer/)
    const types = await client.complete({
      ref: { type: 'ref/prompt', name: 'prepare_interview' },
      argument: { name: 'interview_type', value: 'te' },
    })
    assert.deepEqual(types.completion.values, ['technical'])

    const handling = await client.getPrompt({ name: 'handle_ticket', arguments: { ticket_id: String(ticket.id) } })
    assert.match(JSON.stringify(handling.messages), /nothing but stripes/)
    const numbers = await client.complete({
      ref: { type: 'ref/prompt', name: 'handle_ticket' },
      argument: { name: 'ticket_id', value: '' },
    })
    assert.ok(numbers.completion.values.includes(String(ticket.id)))
    await assert.rejects(
      client.getPrompt({ name: 'handle_ticket', arguments: { ticket_id: '99999999' } }),
      /no ticket/i,
    )
  })

  test(`a stranger sees the profile for all, and neither runs nor tickets [${era}]`, async () => {
    await using client = await connect(server.server, { era })
    const uris = (await client.listResources()).resources.map(({ uri }) => uri)
    for (const uri of fixed) assert.ok(uris.includes(uri), uri)
    assert.ok(!uris.some((uri) => uri.includes('runs')))
    assert.deepEqual(
      (await client.listPrompts()).prompts.map(({ name }) => name),
      ['prepare_interview'],
    )
    await assert.rejects(client.getPrompt({ name: 'handle_ticket', arguments: { ticket_id: '1' } }))
  })
}
