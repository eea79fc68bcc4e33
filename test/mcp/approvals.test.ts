import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import type { Client } from '@modelcontextprotocol/client'
import { untilTrue, type AgentServer, type RunDetails, type ShownApproval } from '../agents/agent-server.ts'
import { connect, eras, type ConnectOptions, type Era } from './mcp-client.ts'
import { startMcpServer } from './mcp-server.ts'

let server: AgentServer
before(async () => void (server = await startMcpServer()))
after(() => server[Symbol.asyncDispose]())

interface Form {
  message: string
  requestedSchema: { properties: Record<string, unknown>; required?: string[] }
}
type FormAnswer = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string> }

/** The owner's client, whose user answers each form as given. */
function person(
  era: Era,
  answer: (form: Form) => FormAnswer | Promise<FormAnswer>,
  more: Partial<ConnectOptions> = {},
) {
  return connect(server.server, {
    era,
    token: server.server.token,
    capabilities: { elicitation: { form: {} } },
    prepare: (client) =>
      client.setRequestHandler('elicitation/create', (request) => answer(request.params as unknown as Form)),
    ...more,
  })
}

interface AgentAnswer {
  state: string
  run_id: string
  verdict: string | null
  output: Record<string, unknown> | null
  approval_id?: string
}

async function backup(client: Client, options: object = {}): Promise<AgentAnswer> {
  const params = { name: 'create_backup', arguments: { backup_type: 'config' } }
  const { isError, content, structuredContent } = await client.callTool(params, options)
  if (isError) throw new Error(JSON.stringify(content))
  return structuredContent as unknown as AgentAnswer
}

test("a key is shown no form for what it asked for itself: its yes would be nobody else's", async () => {
  const { body } = await server.post<{ secret: string }>('/api/v1/keys', {
    name: 'client',
    audience: 'owner',
    scopes: ['agents:run', 'agents:read', 'approvals:decide'],
  })
  let forms = 0
  const answer = (): FormAnswer => {
    forms++
    return { action: 'accept', content: { decision: 'approve' } }
  }
  await using client = await person('2026-07-28', answer, { token: body.secret })
  const waits = await backup(client)
  assert.deepEqual([waits.state, forms], ['waiting', 0])
  const asked = await client.callTool({ name: 'approve_action', arguments: { approval_id: waits.approval_id } })
  assert.match(JSON.stringify(asked.content), /asked for this yourself/)
  assert.equal(forms, 0)
  await server.post(`/api/v1/approvals/${waits.approval_id}/refuse`, { reason: 'Enough.' })
})

const runOf = async (id: string) => (await server.get<RunDetails>(`/api/v1/runs/${id}`)).body
const pendingOverRest = async () =>
  (await server.get<{ approvals: ShownApproval[] }>('/api/v1/approvals?state=pending')).body.approvals

for (const era of eras) {
  test(`a person is shown the exact action, and their yes has it done [${era}]`, async () => {
    let shown: Form | undefined
    let onRest: ShownApproval[] = []
    await using client = await person(era, async (form) => {
      shown = form
      onRest = await pendingOverRest()
      return { action: 'accept', content: { decision: 'approve' } }
    })
    const done = await backup(client)
    assert.equal(done.state, 'succeeded')
    assert.equal(done.verdict, 'verified')
    assert.match(shown!.message, /backup\.create_backup \(change\)/)
    assert.match(shown!.message, /"backup_type": "config"/)
    assert.deepEqual(shown!.requestedSchema.required, ['decision'])
    assert.ok(
      onRest.some(({ approval }) => approval.runId === done.run_id),
      'the same approval stood on REST meanwhile',
    )
    const { approval, run } = await runOf(done.run_id)
    assert.equal(approval!.state, 'used')
    assert.equal((run as unknown as { origin: string }).origin, 'model')
  })

  test(`a no ends the run with the reason, whichever way it is said [${era}]`, async () => {
    const noes: [FormAnswer, RegExp][] = [
      [{ action: 'decline' }, /the MCP client said no/],
      [{ action: 'accept', content: { decision: 'refuse', reason: 'The disk is full.' } }, /The disk is full\./],
    ]
    for (const [answer, reason] of noes) {
      await using client = await person(era, () => answer)
      const failed = await backup(client).then(
        () => assert.fail(),
        (error: Error) => error.message,
      )
      assert.match(failed, reason)
      const { run, approval } = await runOf(/run_[0-9a-f]{32}/.exec(failed)![0])
      assert.equal(run.state, 'cancelled')
      assert.match(approval!.decisionReason!, reason)
    }
  })

  test(`who looks and says nothing leaves it waiting [${era}]`, async () => {
    await using client = await person(era, () => ({ action: 'cancel' }))
    const left = await backup(client)
    assert.equal(left.state, 'waiting')
    assert.equal((await runOf(left.run_id)).approval!.state, 'pending')
  })

  test(`a form sent off without a choice is asked again, and approves nothing [${era}]`, async () => {
    let times = 0
    await using client = await person(era, () =>
      ++times === 1 ? { action: 'accept', content: {} } : { action: 'cancel' },
    )
    const left = await backup(client)
    assert.equal(times, 2)
    assert.equal(left.state, 'waiting')
  })

  test(`what was decided on another surface meanwhile holds [${era}]`, async () => {
    const answerOnRest = (verb: 'approve' | 'refuse') => async (): Promise<FormAnswer> => {
      const { approval } = (await pendingOverRest()).at(-1)!
      const body = verb === 'approve' ? { actionHash: approval.actionHash } : { reason: 'Refused on REST.' }
      assert.equal((await server.post(`/api/v1/approvals/${approval.id}/${verb}`, body)).status, 200)
      return { action: 'accept', content: { decision: 'approve' } }
    }
    for (const { approval } of await pendingOverRest())
      await server.post(`/api/v1/approvals/${approval.id}/refuse`, { reason: 'Of an earlier test.' })
    await using approved = await person(era, answerOnRest('approve'))
    assert.equal((await backup(approved)).state, 'succeeded')
    await using refused = await person(era, answerOnRest('refuse'))
    await assert.rejects(backup(refused), /Refused on REST/)
  })

  test(`a client without forms is told how a person approves, and a model cannot [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const left = await backup(client)
    assert.equal(left.state, 'waiting')
    const { isError, content } = await client.callTool({
      name: 'approve_action',
      arguments: { approval_id: left.approval_id },
    })
    assert.equal(isError, true)
    assert.match(JSON.stringify(content), /a model's word approves nothing/)
    assert.equal((await runOf(left.run_id)).approval!.state, 'pending')
  })

  test(`an approval that waits can be put before a person later [${era}]`, async () => {
    await using without = await connect(server.server, { era, token: server.server.token })
    const left = await backup(without)
    await using client = await person(era, ({ message }) => {
      assert.match(message, new RegExp(left.approval_id!))
      return { action: 'accept', content: { decision: 'approve' } }
    })
    const params = { name: 'approve_action', arguments: { approval_id: left.approval_id } }
    const { structuredContent, content } = await client.callTool(params)
    const { approval } = structuredContent as unknown as ShownApproval
    assert.match(approval.state, /approved|used/, JSON.stringify(content))
    assert.equal((await server.ended(left.run_id)).state, 'succeeded')
    const again = await client.callTool(params)
    assert.equal(again.isError, true)
  })

  test(`what a run starts in turn is asked for as well, one after the other [${era}]`, async () => {
    const asked: string[] = []
    await using client = await person(era, ({ message }) => {
      asked.push(/^\S+/.exec(message)![0])
      return { action: 'accept', content: { decision: 'approve' } }
    })
    const description = `The nightly backup of ${era} failed: the backup of the database is overdue.`
    const { body: ticket } = await server.post<{ id: number }>('/api/v1/tickets', { description })
    const { content, structuredContent } = await client.callTool({
      name: 'resolve_ticket',
      arguments: { category: 'database', ticket_id: ticket.id, description },
    })
    assert.deepEqual(
      asked,
      ['resolver.resolve_ticket', 'backup.create_backup', 'backup.restore_drill', 'resolver.human_step'],
      JSON.stringify(content),
    )
    assert.equal((structuredContent as { state: string }).state, 'succeeded')
  })

  test(`a long call tells how far it is, and stops what it began when it is cancelled [${era}]`, async () => {
    await using client = await person(era, () => ({ action: 'accept', content: { decision: 'approve' } }))
    const told: (string | undefined)[] = []
    const progressed: number[] = []
    const onprogress = ({ message, progress }: { message?: string | undefined; progress: number }) => {
      told.push(message)
      progressed.push(progress)
    }
    const done = await backup(client, { onprogress })
    assert.equal(done.state, 'succeeded')
    // In 2026-07-28 each round is a request of its own.
    if (era === '2025-11-25')
      for (const [index, progress] of progressed.entries())
        assert.ok(index === 0 || progress > progressed[index - 1]!, `progress grows: ${progressed.join()}`)
    assert.ok(
      told.includes('started') && told.some((message) => message?.startsWith('step: ')),
      `progress: ${told.join(', ')}`,
    )

    const stopping = new AbortController()
    // Ten attempts, a second apart; a read, so that nobody need be asked.
    const slow = { command: 'ping', args: ['-c', '10'], target: '127.0.0.1', receipt: true }
    const cancelled = client.callTool(
      { name: 'execute_command', arguments: slow },
      {
        signal: stopping.signal,
        onprogress({ message }) {
          if (message === 'started') stopping.abort('enough')
        },
      },
    )
    await assert.rejects(cancelled)
    const [latest] = (await server.get<{ runs: { id: string }[] }>('/api/v1/runs?capability=commander.execute_command'))
      .body.runs
    assert.equal((await server.ended(latest!.id)).state, 'cancelled')
  })

  test(`a read that leaves no run tells that it goes on, and stops when it is cancelled [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const stopping = new AbortController()
    let told: string | undefined
    const slow = { command: 'ping', args: ['-c', '9'], target: '127.0.0.1' }
    const call = client.callTool(
      { name: 'execute_command', arguments: slow },
      {
        signal: stopping.signal,
        onprogress({ message }) {
          told = message
          stopping.abort('enough')
        },
      },
    )
    await assert.rejects(call)
    assert.match(told!, /^running for [2-4] s$/)
    const pinging = () => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes('-c 9 127.0.0.1')
    await untilTrue('the program has ended', 3_000, async () => !pinging())
  })
}
