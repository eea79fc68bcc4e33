import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { AgentServer } from '../agents/agent-server.ts'
import { startMcpServer } from './mcp-server.ts'
import { modern, send, type RawReply } from './raw-request.ts'

let at: AgentServer
before(async () => void (at = await startMcpServer()))
after(() => at[Symbol.asyncDispose]())

interface Call {
  readonly name: string
  readonly arguments?: unknown
}

/** A key of `_meta` that nothing reads: what comes with it is none of the plain calls, and the SDK answers it. */
const bySdk = { 'example.test/by-sdk': true }

async function ask(call: Call, token: string | undefined, more: object = {}): Promise<RawReply> {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
    ...more,
  }
  const body = { jsonrpc: '2.0', id: 'a-7', method: 'tools/call', params: { ...call, _meta } }
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': call.name }
  return send(at.server, body, { token, headers })
}

/** The SDK sends its answers in chunks, of a length that it does not tell. */
const cameFromSdk = ({ headers }: RawReply) => headers['content-length'] === undefined

/** Differs from one call to the next, whoever answers it. */
const volatile =
  /\b[a-z]+_[0-9a-f]{12,}\b|\b\d{4}-\d\d-\d\dT[\d:.]+Z|(?<="(?:id|version|durationMs|duplicateOf|seconds)\\?":)[\d.]+|[0-9a-f]{64}/g

function comparable({ status, headers, text }: RawReply) {
  const {
    date: _date,
    'x-request-id': requestId,
    'content-length': _length,
    'transfer-encoding': _encoding,
    ...same
  } = headers
  assert.ok(requestId)
  return { status, headers: same, body: JSON.parse(text.replace(volatile, '0')) as object }
}

/** The reply to a call, which is what the SDK replies too; agents may change what is read between the two, but not for ever. */
async function assertSame(call: Call, token: string | undefined): Promise<RawReply> {
  for (let left = 5; ; left--) {
    const [reply, sdk] = [await ask(call, token), await ask(call, token, bySdk)]
    assert.ok(cameFromSdk(sdk))
    if (left > 0 && !isDeepStrictEqual(comparable(reply), comparable(sdk))) continue
    assert.deepEqual(comparable(reply), comparable(sdk), JSON.stringify(call))
    return reply
  }
}

const noSession = `ivs_${'0'.repeat(32)}`

/** One that is answered, or more, of every tool that asks nobody. */
const good: Record<string, readonly Record<string, unknown>[]> = {
  ask_twin: [{ question: 'Where do you live?' }, { question: 'Do you own a yacht?', language: 'en' }],
  get_personalized_response: [{ query: 'What is your greatest strength?', context: 'Hello.' }],
  search_experience: [{ keyword: 'PostgreSQL' }, { keyword: 'PostgreSQL', limit: 1 }],
  get_personal_info: [{}],
  get_work_experience: [{}, { company: 'brindlecope' }, { company: 'nobody' }],
  get_education: [{}],
  get_skills: [{}, { category: 'databases' }],
  get_projects: [{}],
  get_interview_prep: [{ section: 'strengths' }],
  generate_resume_summary: [{ job_title: 'database administrator', focus_areas: ['PostgreSQL'] }],
  list_autonomous_agents: [{}],
  list_sources: [{}],
  find_source: [{ id: 'src_00' }],
  list_tickets: [{}, { limit: 1, priority: 'high' }],
  find_ticket: [{ id: 1 }, { id: 999_999 }],
  create_ticket: [{ description: 'The printer on the second floor prints blank pages.' }],
  update_ticket: [{ id: 1, priority: 'high' }, { id: 999_999, priority: 'high' }, { id: 1 }],
  comment_ticket: [{ id: 1, text: 'Looked at it.' }],
  list_runs: [{}, { state: 'waiting' }],
  find_run: [{ id: `run_${'0'.repeat(32)}` }],
  cancel_run: [{ id: `run_${'0'.repeat(32)}` }],
  find_receipt: [{ id: `run_${'0'.repeat(32)}` }],
  list_approvals: [{}, { state: 'pending' }],
  refuse_action: [{ approval_id: `apr_${'0'.repeat(32)}`, reason: 'No.' }],
  list_inbox: [{}, { state: 'open' }],
  answer_question: [{ id: 'gap_0', answer: 'Yes.', audience: 'public' }],
  dismiss_question: [{ id: 'gap_0' }],
  delete_question: [{ id: 'gap_0' }],
  import_job: [{ text: 'We are hiring a baker.\n\nRequirements\n- Sourdough' }, { text: 'No posting.' }],
  list_jobs: [{}],
  get_job_analysis: [{ job_id: `job_${'0'.repeat(20)}` }],
  tailor_resume: [{ job_id: `job_${'0'.repeat(20)}`, audience: 'public' }],
  delete_job: [{ job_id: `job_${'0'.repeat(20)}` }],
  run_ab_test: [{ questionId: 'q1', question: 'Where do you live?' }],
  get_variant_performance: [{ variantId: 'concise' }, { variantId: 'loud' }],
  list_experiments: [{}, { state: 'running' }],
  find_experiment: [{ id: `exp_${'0'.repeat(32)}` }],
  create_experiment: [{ name: 'N', hypothesis: 'H', metric: 'thumb', arms: [{ name: 'star' }, { name: 'concise' }] }],
  start_experiment: [{ id: `exp_${'0'.repeat(32)}` }],
  stop_experiment: [{ id: `exp_${'0'.repeat(32)}` }],
  delete_experiment: [{ id: `exp_${'0'.repeat(32)}` }],
  ship_experiment: [{ id: `exp_${'0'.repeat(32)}`, arm: 'concise' }],
  record_outcome: [{ answerId: 'ans_0', kind: 'thumb' }],
  get_analytics_report: [{ period: 'weekly' }],
  get_analytics_summary: [{}, { days: 2, audience: 'owner' }],
  get_analytics_series: [{ step: 'week' }],
  get_question_topics: [{ limit: 3 }],
  get_share_link_funnels: [{}],
  get_answer_ratings: [{}],
  rate_answer: [{ answer_id: `ans_${'0'.repeat(32)}`, rating: 4 }],
  evaluate_response: [{ question: 'Why us?', response: 'Because I repair what breaks.', question_type: 'cultural' }],
  record_performance: [{ accuracy: 80, storyCoverage: 70, satisfaction: 90, responseTime: 900, category: 'sql' }],
  get_performance_metrics: [{}],
  get_personalized_recommendations: [{}, { period: 'daily' }],
  get_next_milestones: [{}, { numberOfMilestones: 2 }],
  list_interview_questions: [{}, { topic: 'sql' }],
  plan_interview: [{ role: 'Senior Database Administrator', minutes: 20 }],
  start_interview_simulation: [{ role: 'Junior Business Analyst', minutes: 10 }],
  start_practice_session: [{ role: 'Linux administrator', minutes: 5 }],
  list_practice_sessions: [{ limit: 1 }],
  find_practice_session: [{ id: noSession }],
  answer_practice_question: [{ id: noSession, key: 'first-answer', turn: 1, answer: 'Yes.' }],
  change_practice_session: [{ id: noSession, change: 'pause' }],
  get_practice_report: [{ id: noSession }],
  get_practice_progress: [{}],
  delete_practice_session: [{ id: noSession }],
}

const odd: unknown[] = [
  undefined,
  null,
  [],
  'text',
  7,
  { wrong: true },
  { id: 'x' },
  { id: -1 },
  { id: null },
  { question: '' },
  { question: 7 },
  { limit: 'many' },
  { keyword: 'a'.repeat(1_500) },
  { nested: { deeply: [1, [2, { three: 3 }]] } },
  { 'é\u0000"\\': '\ud83d\ude00' },
]

/** Of the agents, and what puts a form before a person: they need to know more of their call than a plain one says. */
const mayAsk = [
  'analyze_sentiment',
  'approve_action',
  'classify_ticket',
  'create_backup',
  'execute_command',
  'monitor_system_health',
  'resolve_ticket',
  'sync_cache_db',
]

test('a plain call is answered as the SDK answers it, and nothing else is taken for one', async () => {
  const { token } = at.server
  const { tools } = (await modern(at.server, 'tools/list', {}, { token })).json.result as { tools: { name: string }[] }
  const names = tools.map(({ name }) => name).filter((name) => !mayAsk.includes(name))
  assert.deepEqual(names.sort(), Object.keys(good).sort(), 'every tool is compared')
  for (const description of ['The mouse is broken.', String(good['create_ticket']![0]!['description'])])
    await at.post('/api/v1/tickets', { description })
  await at.post('/api/v1/jobs', good['import_job']![0]) // the second import of a posting says that it was there

  let answeredPlainly = 0
  for (const name of names) {
    const taken: unknown[] = []
    for (const given of [...good[name]!, ...odd]) {
      const call = { name, ...(given !== undefined && { arguments: given }) }
      const plain = await assertSame(call, token)
      if (!cameFromSdk(plain)) taken.push(given)
    }
    for (const given of good[name]!) {
      const refused = name === 'update_ticket' && Object.keys(given).length === 1
      assert.equal(taken.includes(given), !refused, `${name} ${JSON.stringify(given)} was answered plainly`)
    }
    answeredPlainly += taken.length
  }
  assert.ok(answeredPlainly >= names.length)
})

test('who may not call a tool is told so by the SDK, whatever the arguments', async () => {
  // A stranger is refused before that, so that a client signs its user in: see tools.test.ts.
  const { status, body } = await at.post<{ secret: string }>('/api/v1/keys', {
    name: 'asks only',
    audience: 'public',
    scopes: ['ask'],
  })
  assert.equal(status, 201)
  for (const name of ['create_ticket', 'list_runs', 'no_such_tool'])
    for (const given of [{}, { wrong: true }, undefined]) {
      const call = { name, ...(given && { arguments: given }) }
      assert.ok(cameFromSdk(await assertSame(call, body.secret)), name)
    }
})

test('whatever is more than a plain call is the SDK’s', async () => {
  const call = { name: 'get_skills', arguments: {} }
  const { token } = at.server
  assert.ok(!cameFromSdk(await ask(call, token)))
  const more: Record<string, object> = {
    'a progress token': { progressToken: 'p' },
    'a trace': { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    'a wish for logs': { 'io.modelcontextprotocol/logLevel': 'debug' },
  }
  for (const [what, meta] of Object.entries(more)) assert.ok(cameFromSdk(await ask(call, token, meta)), what)
  const answersOfForms = { ...call, requestState: 'x', inputResponses: {} }
  assert.ok(cameFromSdk(await ask(answersOfForms, token)))
  for (const headers of [
    { 'mcp-name': 'get_education' },
    { 'mcp-method': 'tools/list' },
    { 'mcp-protocol-version': '' },
  ]) {
    const reply = await modern(at.server, 'tools/call', call, { token, headers })
    assert.ok(cameFromSdk(reply), JSON.stringify(headers))
    assert.ok(reply.json.error, reply.text)
  }
  const encoded = `=?base64?${Buffer.from('get_skills').toString('base64')}?=`
  const named = await modern(at.server, 'tools/call', call, { token, headers: { 'mcp-name': encoded } })
  assert.equal(named.json.result.isError, undefined)
  const long = { name: 'ask_twin', arguments: { question: 'Where do you live?', conversation_id: 'c'.repeat(2_000) } }
  assert.ok(cameFromSdk(await ask(long, token)))
  for (const params of [null, 'text', { name: 'get_skills', arguments: {}, _meta: null }]) {
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'get_skills' }
    const reply = await send(at.server, { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, { token, headers })
    assert.ok(reply.status < 500, `${JSON.stringify(params)}: ${reply.status} ${reply.text}`)
  }
})
