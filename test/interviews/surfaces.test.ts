import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { productEntry } from '#test/product-entry.ts'
import { runPollux } from '#test/run-pollux.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { connect } from '../mcp/mcp-client.ts'

function environmentOf(server: RunningServer): Record<string, string | undefined> {
  return {
    DATA_DIR: server.dataDir,
    ...(process.env['TEST_DATABASE'] === 'postgres15' && { DATABASE_URL: server.databaseUrl }),
  }
}

test('in the terminal: questions, a plan, a simulated interview, and one that is practised, left and gone on with', async () => {
  await using server = await startServer()
  const env = environmentOf(server)
  const questions = await runPollux(['interview', 'questions', '--kind', 'technical', '--topic', 'kubernetes'], env)
  assert.match(questions.stdout, /^technical-\d{3} /m)
  const plan = await runPollux(['interview', 'plan', '--role', 'Junior Business Analyst'], env)
  assert.match(plan.stdout, /junior \(the title says "Junior"\)/)
  assert.match(plan.stdout, /^1\. .*\(\d min\)\n +- /m)
  const simulated = await runPollux(['interview', 'simulate', '--role', 'SRE', '--minutes', '10'], env)
  assert.equal(simulated.code, 0, simulated.stderr)
  assert.match(simulated.stdout, /\[1\]/)
  assert.match(
    simulated.stdout,
    /questions answered \(\d+ only in other words\), \d+ answered beside the question; (\d+) of \1 sentences cited/,
  )
  const wrong = await runPollux(['interview', 'plan', '--posting', '/nowhere.json'], env)
  assert.equal(wrong.code, 1)
  assert.match(wrong.stderr, /cannot be read/)

  const first = await practise(
    ['--role', 'Linux administrator', '--minutes', '9'],
    'I restored a share of 3 TB in 19 hours.\n\n',
    env,
  )
  const id = /ivs_[0-9a-f]{32}/.exec(first)?.[0]
  assert.ok(id, first)
  assert.match(first, /score \d+ \(\d+ to \d+\)/)
  assert.match(
    first,
    /Paused\. Go on with: npm run pollux -- interview practise --resume ivs_/,
    'the end of the input is a pause',
  )
  const second = await practise(['--resume', id], '\n/skip\n/quit\n', env)
  assert.match(second, /1 answered, 0 skipped, \d+ not reached, 1 follow-up skipped; mean score of those answered \d/)
  assert.match(second, /; 1 pause\n/)
  assert.match((await runPollux(['interview', 'sessions'], env)).stdout, new RegExp(`${id}[^]*abandoned`))
  assert.match((await runPollux(['interview', 'report', id], env)).stdout, /score \d+/)
  assert.match((await runPollux(['interview', 'remove', id], env)).stdout, /Deleted/)
})

test('over MCP: a plan, the simulation of the predecessor, and a practised interview', async () => {
  await using server = await startServer()
  await using mcp = await connect(server, { era: '2025-11-25', token: server.token })
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { isError, structuredContent, content } = await mcp.callTool({ name, arguments: args })
    const said = (content as { text: string }[])[0]!.text
    return { isError: isError === true, said, value: structuredContent as Record<string, unknown> }
  }
  const unknown = await call('start_interview_simulation', { job_id: 'job_1' })
  assert.equal(unknown.isError, true)
  assert.match(unknown.said, /There is no such posting/)
  const simulated = await call('start_interview_simulation', { role: 'Junior Business Analyst' })
  assert.match(simulated.said, /Interviewer: .*\nTwin: /)
  assert.equal((simulated.value['plan'] as { minutes: number }).minutes, 30)
  assert.ok((await call('plan_interview', { role: 'Analyst' })).value['questions'])
  assert.equal((await call('list_interview_questions', { kind: 'salary', limit: 3 })).value['total'], 15)
  const { id } = (await call('start_practice_session', { minutes: 5 })).value as { id: string }
  const given = { id, key: 'one-answer', turn: 1, answer: 'I restored a file share of 3 TB in 19 hours.' }
  const both = await call('answer_practice_question', { ...given, skip: true })
  assert.match(both.said, /not both/)
  const answered = await call('answer_practice_question', given)
  assert.equal((answered.value['answers'] as unknown[]).length, 1)
  assert.equal((await call('change_practice_session', { id, change: 'pause' })).value['state'], 'paused')
  assert.equal((await call('find_practice_session', { id })).value['state'], 'paused')
  assert.equal(((await call('list_practice_sessions')).value['sessions'] as unknown[]).length, 1)
  assert.equal((await call('change_practice_session', { id, change: 'abandon' })).value['state'], 'abandoned')
  assert.equal(((await call('get_practice_report', { id })).value['result'] as { answered: number }).answered, 1)
  assert.equal((await call('get_practice_progress')).value['change'], null)
  assert.equal((await call('delete_practice_session', { id })).value['deleted'], id)
})

test('ENABLE_INTERVIEW_SIMULATION=false takes them away: routes, tools and commands, and each says how to have them', async () => {
  await using server = await startServer({ env: { ENABLE_INTERVIEW_SIMULATION: 'false' } })
  const http = client(server)
  for (const [method, path] of [
    ['GET', 'questions'],
    ['POST', 'plans'],
    ['POST', 'simulations'],
    ['POST', 'sessions'],
    ['GET', 'sessions/progress'],
  ] as const) {
    const { status, body } = await http.send<ErrorBody>(method, `/api/v1/interviews/${path}`, {
      token: server.token,
      ...(method === 'POST' && { body: {} }),
    })
    assert.equal(status, 404, path)
    assert.match(body.error.message, /ENABLE_INTERVIEW_SIMULATION/)
  }
  await using mcp = await connect(server, { era: '2025-11-25', token: server.token })
  const names = (await mcp.listTools()).tools.map(({ name }) => name)
  assert.ok(names.includes('ask_twin'))
  assert.deepEqual(
    names.filter((name) => /practice|interview_(simulation|questions)|plan_interview/.test(name)),
    [],
  )
  const env = { ...environmentOf(server), ENABLE_INTERVIEW_SIMULATION: 'false' }
  const { code, stderr } = await runPollux(['interview', 'questions'], env)
  assert.equal(code, 1)
  assert.match(stderr, /ENABLE_INTERVIEW_SIMULATION/)
})

/** Types `input` into `pollux interview practise` and resolves with what it printed. */
async function practise(args: string[], input: string, env: Record<string, string | undefined>): Promise<string> {
  const child = spawn(process.execPath, [productEntry, 'interview', 'practise', ...args], {
    env: { ...serverEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(input)
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  assert.equal(code, 0, stdout)
  return stdout
}
