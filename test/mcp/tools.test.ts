import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SdkHttpError, type Client } from '@modelcontextprotocol/client'
import type { Citation } from '#twin'
import type { AgentServer } from '../agents/agent-server.ts'
import { connect, eras } from './mcp-client.ts'
import { planted, startMcpServer } from './mcp-server.ts'

let server: AgentServer
before(async () => void (server = await startMcpServer()))
after(() => server[Symbol.asyncDispose]())

/** Of what the tools answer, the fields looked at here. */
interface Structured {
  refused: boolean
  conversationId: string
  ratings: { count: number }
  recent: { answerId: string; rating: number }[]
  period: { from: string }
  points: unknown[]
  topics: { questions: number }[]
  links: unknown[]
  sentences: { text: string; citations: [Citation, ...Citation[]] }[]
  unsupported: string[]
  statements: { text: string }[]
  results: unknown[]
  total: number
  state: string
  output: Record<string, string>
  run_id: string
  approval_id: string
  id: number
  title: string
  priority: string
  text: string
  tickets: { id: number }[]
  runs: unknown[]
  waitsFor: { id: string }[]
  approvals: unknown[]
  approval: { state: string }
  receipt: { approval: { reason: string } }
  sources: { id: string; title: string }[]
  source: { id: string }
  questions: { id: string; question: string }[]
  question: { state: string }
  job: { id: string }
  jobs: { id: string }[]
  requirements: { status: string }[]
  lines: unknown[]
  deleted: string
}

/** What a tool answers, which must be what its schema says: the client checks that. */
async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Structured> {
  const { isError, structuredContent, content } = await client.callTool({ name, arguments: args })
  assert.ok(!isError, `${name}: ${JSON.stringify(content)}`)
  const [text] = content as { type: string; text: string }[]
  assert.equal(text?.type, 'text')
  assert.notEqual(text.text, '')
  return structuredContent as unknown as Structured
}

const publicTools = [
  'ask_twin',
  'get_personalized_response',
  'search_experience',
  'get_personal_info',
  'get_work_experience',
  'get_education',
  'get_skills',
  'get_projects',
  'get_interview_prep',
  'generate_resume_summary',
  'list_autonomous_agents',
  'list_sources',
  'find_source',
  'rate_answer',
  'record_outcome',
]

const experimentTools = [
  'run_ab_test',
  'get_variant_performance',
  'list_experiments',
  'find_experiment',
  'create_experiment',
  'start_experiment',
  'stop_experiment',
  'delete_experiment',
  'ship_experiment',
  'record_outcome',
]

/** Each is called in everything.test.ts, and works in test/interviews. */
const interviewTools = [
  'list_interview_questions',
  'plan_interview',
  'start_interview_simulation',
  'start_practice_session',
  'answer_practice_question',
  'change_practice_session',
  'find_practice_session',
  'list_practice_sessions',
  'get_practice_report',
  'get_practice_progress',
  'delete_practice_session',
  'evaluate_response',
  'record_performance',
  'get_performance_metrics',
  'get_personalized_recommendations',
  'get_next_milestones',
]

const texts = ({ statements }: Structured): string => statements.map(({ text }) => text).join('\n')

for (const era of eras) {
  test(`the owner is shown every tool, and each does its work [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const called = new Set<string>()
    const use = (name: string, args?: Record<string, unknown>) => {
      called.add(name)
      return call(client, name, args)
    }
    const { tools } = await client.listTools()

    const answer = await use('ask_twin', { question: 'Where do you live?', strategy: 'concise' })
    assert.equal(answer.refused, false)
    assert.match(answer.sentences[0]!.text, /Lyon/)
    const { sourceId, version, start, end, quote } = answer.sentences[0]!.citations[0]
    const cited = await use('find_source', { id: sourceId, version })
    assert.equal(cited.text.slice(start, end), quote)
    const followUp = await call(client, 'ask_twin', {
      question: 'And what is your name?',
      conversation_id: answer.conversationId,
    })
    assert.equal(followUp.conversationId, answer.conversationId)

    assert.match(texts(await use('get_personal_info')), /My name is Liva Ostrenkamp/)
    assert.match(texts(await use('get_work_experience', { company: 'brindlecope' })), /Oracle/)
    assert.doesNotMatch(texts(await call(client, 'get_work_experience', { company: 'brindlecope' })), /Doorman/)
    assert.match(texts(await use('get_education')), /statistics/i)
    const databases = texts(await use('get_skills', { category: 'databases' }))
    assert.match(databases, /PostgreSQL/)
    assert.doesNotMatch(databases, /blameless/)
    assert.notEqual(texts(await use('get_projects')), '')
    assert.match(texts(await use('get_interview_prep', { section: 'self_introduction' })), /I am Liva/)
    const found = await use('search_experience', { keyword: 'restore drills' })
    assert.match(JSON.stringify(found.results), /drill/)
    const summary = await use('generate_resume_summary', {
      job_title: 'database administrator',
      focus_areas: ['PostgreSQL', 'deep-sea welding'],
    })
    assert.match(JSON.stringify(summary.sentences), /PostgreSQL/)
    assert.deepEqual(summary.unsupported.includes('deep-sea welding'), true)
    const told = await use('get_personalized_response', { query: 'What is your greatest strength?' })
    assert.equal(typeof told.refused, 'boolean')

    assert.equal((await use('list_autonomous_agents')).total, 8)
    const sentiment = await use('analyze_sentiment', { text: 'I love how quickly this was repaired, thank you!' })
    assert.equal(sentiment.state, 'done')
    assert.equal(sentiment.output.sentiment, 'positive')
    const health = await use('monitor_system_health')
    assert.match(String(health.output['overall_status']), /healthy|degraded|unhealthy|critical|warning/)
    const ping = await use('execute_command', { command: 'hostname' })
    assert.match(ping.state, /done|waiting/)
    const backup = await use('create_backup', { backup_type: 'config' })
    assert.equal(backup.state, 'waiting', 'a change that a model asks for waits for a person')
    const sync = await use('sync_cache_db', { operation: 'verify_consistency' })
    assert.match(sync.state, /done|waiting/)
    const description = 'The laptop does not connect to the office network since this morning.'
    const classified = await use('classify_ticket', { description })
    assert.match(classified.state, /done|waiting/)
    const resolved = await use('resolve_ticket', { category: 'network', description })
    assert.match(resolved.state, /done|waiting/)

    const ticket = await use('create_ticket', { description, tags: [`era-${era}`] })
    assert.equal((await use('find_ticket', { id: ticket.id })).title, ticket.title)
    assert.equal((await use('update_ticket', { id: ticket.id, priority: 'high' })).priority, 'high')
    assert.equal((await use('comment_ticket', { id: ticket.id, text: 'Looked at it.' })).text, 'Looked at it.')
    assert.ok((await use('list_tickets', { limit: 5 })).tickets.some(({ id }) => id === ticket.id))

    assert.ok((await use('list_runs', { state: 'waiting' })).runs.length > 0)
    const waiting = await use('find_run', { id: backup.run_id })
    assert.equal(waiting.waitsFor[0]!.id, backup.approval_id)
    assert.equal((await use('list_approvals', { state: 'pending' })).approvals.length > 0, true)
    const no = await use('refuse_action', { approval_id: backup.approval_id, reason: 'Not today.' })
    assert.equal(no.approval.state, 'refused')
    const receipt = await use('find_receipt', { id: backup.run_id })
    assert.equal(receipt.receipt.approval.reason, 'Not today.')
    const another = await call(client, 'create_backup', { backup_type: 'config' })
    assert.equal((await use('cancel_run', { id: another.run_id })).state, 'cancelled')
    called.add('approve_action') // approvals.test.ts
    for (const name of interviewTools) called.add(name)
    for (const name of experimentTools) called.add(name) // everything.test.ts and test/experiments

    assert.ok((await use('list_sources')).sources.length >= 2)
    await server.http.ask(`Do you play the ${era} theremin?`)
    const questions = (await use('list_inbox')).questions
    const asked = questions.find(({ question }) => question.includes(`${era} theremin`))!
    const kept = await use('answer_question', { id: asked.id, answer: 'Yes, I play the theremin since 2019.' })
    assert.match(kept.source.id, /^src_/)
    await server.http.ask(`Do you own a ${era} zeppelin?`)
    const second = (await call(client, 'list_inbox')).questions.find(({ question }) => question.includes('zeppelin'))!
    assert.equal((await use('dismiss_question', { id: second.id })).question.state, 'dismissed')
    assert.equal((await use('delete_question', { id: second.id })).deleted, second.id)
    assert.equal((await call(client, 'list_inbox', { state: 'dismissed' })).total, 0)

    const { job } = await use('import_job', { text: `Hiring for ${era}.\n\nRequirements\n- PostgreSQL\n- Fortran` })
    assert.ok((await use('list_jobs')).jobs.some(({ id }) => id === job.id))
    const { requirements } = await use('get_job_analysis', { job_id: job.id })
    assert.deepEqual(
      requirements.map(({ status }) => status),
      ['matched', 'gap'],
    )
    assert.ok((await use('tailor_resume', { job_id: job.id })).lines.length > 20)
    assert.equal((await use('delete_job', { job_id: job.id })).deleted, job.id)
    const answerId = String(answer.id)
    await use('rate_answer', { answer_id: answerId, thumb: 'down', reason: 'Too short.' })
    await use('rate_answer', { answer_id: answerId, rating: 4 })
    const rated = (await use('get_answer_ratings')).recent.filter((rating) => rating.answerId === answerId)
    assert.deepEqual(
      rated.map(({ rating }) => rating),
      [4],
    )
    assert.ok((await use('get_analytics_summary', { days: 1 })).ratings.count > 0)
    assert.equal((await use('get_analytics_series', { days: 1, step: 'hour' })).points.length, 24)
    assert.ok((await use('get_question_topics')).topics[0]!.questions > 0)
    assert.deepEqual((await use('get_share_link_funnels')).links, [])
    assert.ok((await use('get_analytics_report', { period: 'daily' })).period.from)

    assert.deepEqual(tools.map(({ name }) => name).sort(), [...called].sort())
    for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
      assert.ok(description, name)
      assert.equal(inputSchema.type, 'object', name)
      assert.equal(outputSchema?.type, 'object', name)
      assert.equal(typeof annotations?.readOnlyHint, 'boolean', name)
      assert.equal(typeof annotations?.destructiveHint, 'boolean', name)
      assert.equal(typeof annotations?.idempotentHint, 'boolean', name)
    }
  })

  test(`a stranger is shown what is open, and told which token the rest needs [${era}]`, async () => {
    await using stranger = await connect(server.server, { era })
    await using owner = await connect(server.server, { era, token: server.server.token })
    const shown = (await stranger.listTools()).tools.map(({ name }) => name)
    assert.deepEqual(shown.sort(), publicTools.toSorted())
    const all = (await owner.listTools()).tools.map(({ name }) => name)
    for (const name of all.filter((tool) => !publicTools.includes(tool))) {
      // Arguments that are wrong: what is wrong with them is no stranger's to know.
      const refused = await stranger.callTool({ name, arguments: { wrong: true } }).catch((error: unknown) => error)
      // As a refusal of HTTP, on which clients begin to sign their user in: see oauth.test.ts.
      assert.ok(refused instanceof SdkHttpError, name)
      assert.equal(refused.status, 401, name)
      assert.match(refused.message, /needs the scope \\"[a-z]+:[a-z]+\\"/, name)
      assert.doesNotMatch(refused.message, /wrong|invalid_input/)
    }
  })

  test(`nothing of the owner's reaches a stranger by any tool, resource or prompt [${era}]`, async () => {
    await using stranger = await connect(server.server, { era })
    await using owner = await connect(server.server, { era, token: server.server.token })
    const { sources } = await call(owner, 'list_sources')
    const plan = sources.find(({ title }) => title === 'Plan')!
    assert.match(JSON.stringify(await call(owner, 'find_source', { id: plan.id })), new RegExp(planted))

    const seen: unknown[] = []
    const secrets = ['code word of the secret plan', 'phone number', 'postal address', 'salary', 'references']
    for (const question of secrets) {
      seen.push(await call(stranger, 'ask_twin', { question: `What is your ${question}?` }))
      seen.push(await call(stranger, 'get_personalized_response', { query: question, context: 'The secret plan.' }))
      seen.push(await call(stranger, 'search_experience', { keyword: question, limit: 25 }))
      seen.push(await call(stranger, 'generate_resume_summary', { job_title: question, focus_areas: [question] }))
    }
    for (const name of publicTools.filter((tool) => /^(get_[a-z_]+|list_sources)$/.test(tool)))
      if (name !== 'get_personalized_response') seen.push(await call(stranger, name))
    const { resources } = await stranger.listResources()
    for (const { uri } of resources) seen.push(await stranger.readResource({ uri }))
    seen.push(resources, await stranger.listResourceTemplates(), await stranger.listPrompts())
    seen.push(
      await stranger.complete({
        ref: { type: 'ref/resource', uri: 'digitaltwin://sources/{id}' },
        argument: { name: 'id', value: 'src' },
      }),
    )
    // Phone, street and salary of the sample, which are for recruiters.
    const hidden = [planted, plan.id, '39 98 41 07', 'rue des Tilleuls']
    for (const secret of hidden) assert.ok(!JSON.stringify(seen).includes(secret), `"${secret}" was told`)

    // What is forbidden and what is missing look alike.
    const missing = await stranger.callTool({ name: 'find_source', arguments: { id: `src_${'0'.repeat(20)}` } })
    const forbidden = await stranger.callTool({ name: 'find_source', arguments: { id: plan.id } })
    assert.equal(forbidden.isError, true)
    assert.deepEqual(forbidden.content, missing.content)
    const read = (uri: string) =>
      stranger.readResource({ uri }).then(
        () => assert.fail(uri),
        (error: Error) => error.message,
      )
    const [one, other] = ['0'.repeat(20), plan.id.slice(4)]
    assert.equal(
      (await read(`digitaltwin://sources/src_${one}`)).replace(one, ''),
      (await read(`digitaltwin://sources/src_${other}`)).replace(other, ''),
    )
    assert.match(await read(`digitaltwin://runs/run_${'0'.repeat(32)}`), /not found/i)
  })
}
