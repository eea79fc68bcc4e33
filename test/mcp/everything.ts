import assert from 'node:assert/strict'
import type { Client } from '@modelcontextprotocol/client'
import type { AgentServer } from '../agents/agent-server.ts'
import { connect } from './mcp-client.ts'

type Args = Record<string, unknown>

/** What there is at a server for the tools to work on; each piece is new whenever it is asked for. */
export interface Arranged {
  readonly sourceId: string
  readonly endedRun: string
  ticket(): Promise<{ id: number; description: string }>
  /** A run that waits for a person, begun by a client that shows no forms. */
  waiting(): Promise<{ run_id: string; approval_id: string }>
  /** A job posting; each is another. */
  job(): Promise<string>
  /** An interview that is practised, the only one: so many may wait for their end, and no more. */
  practice(): Promise<string>
  /** A question that nothing answered. */
  question(): Promise<string>
  /** An experiment of colleagues, when no other runs. */
  experiment(state: 'draft' | 'running'): Promise<string>
  /** An answer that an experiment counts. */
  triedAnswer(): Promise<string>
  /** The id of an answer that the owner was given. */
  answer(): Promise<string>
}

const things =
  'zeppelin theremin goldfish submarine sextant harpsichord lighthouse windmill abacus unicycle telescope gramophone kayak loom anvil didgeridoo'.split(
    ' ',
  )

export async function arrange(server: AgentServer): Promise<Arranged> {
  const { sources } = (await server.get<{ sources: { id: string }[] }>('/api/v1/twin/sources')).body
  const { id: endedRun } = await server.run('sentiment.analyze_sentiment', { text: 'All is well.' })
  let count = 0
  let asked = 0
  async function experiment(state: 'draft' | 'running', audience = 'colleague'): Promise<string> {
    const running = await server.get<{ experiments: { id: string }[] }>('/api/v1/experiments?state=running')
    for (const { id } of running.body.experiments) await server.post(`/api/v1/experiments/${id}/stop`, {})
    const { body } = await server.post<{ id: string }>('/api/v1/experiments', {
      name: 'Short answers',
      hypothesis: 'They are liked better.',
      metric: 'thumb',
      arms: [{ name: 'detailed' }, { name: 'concise' }],
      audiences: [audience],
    })
    if (state === 'running') await server.post(`/api/v1/experiments/${body.id}/start`)
    return body.id
  }
  let jobs = 0
  return {
    sourceId: sources[0]!.id,
    endedRun,
    async ticket() {
      // What a procedure for it can do something about.
      const description = `The nightly backup number ${++count} failed: the backup of the database is overdue.`
      return (await server.post<{ id: number; description: string }>('/api/v1/tickets', { description })).body
    },
    async waiting() {
      await using client = await connect(server.server, { era: '2026-07-28', token: server.server.token })
      const params = { name: 'create_backup', arguments: { backup_type: 'config' } }
      return (await client.callTool(params)).structuredContent as { run_id: string; approval_id: string }
    },
    async answer() {
      return (await server.http.ask('Where do you live?', {}, server.server.token)).body.id
    },
    async job() {
      const text = `We are hiring.\n\nRequirements\n- PostgreSQL\n- ${++jobs} ${things[jobs % things.length]}s`
      return (await server.post<{ job: { id: string } }>('/api/v1/jobs', { text })).body.job.id
    },
    async practice() {
      const { body } = await server.get<{ sessions: { id: string; state: string }[] }>('/api/v1/interviews/sessions')
      for (const { id, state } of body.sessions)
        if (/^(running|paused)$/.test(state)) await server.post(`/api/v1/interviews/sessions/${id}/abandon`)
      return (await server.post<{ id: string }>('/api/v1/interviews/sessions', { minutes: 5 })).body.id
    },
    async question() {
      // Questions that say the same are one in the inbox.
      const question = `Do you own a ${things[asked++]}?`
      await server.http.ask(question)
      const { body } = await server.get<{ questions: { id: string; question: string }[] }>(
        '/api/v1/twin/inbox?state=open',
      )
      return body.questions.find((gap) => gap.question === question)!.id
    },
    experiment,
    async triedAnswer() {
      await experiment('running', 'public')
      return (await server.http.ask('Where do you live?')).body.id
    },
  }
}

/** Fitting arguments for every tool there is. A new tool needs an entry, or the tests fail. */
export const toolCalls: Readonly<Record<string, (at: Arranged) => Args | Promise<Args>>> = {
  ask_twin: () => ({ question: 'Where do you live?', strategy: 'concise' }),
  get_personalized_response: () => ({ query: 'What is your greatest strength?', context: 'Tell me about yourself.' }),
  search_experience: () => ({ keyword: 'restore drills', limit: 3 }),
  get_personal_info: () => ({}),
  get_work_experience: () => ({ company: 'brindlecope' }),
  get_education: () => ({}),
  get_skills: () => ({ category: 'databases' }),
  get_projects: () => ({}),
  get_interview_prep: () => ({ section: 'strengths' }),
  generate_resume_summary: () => ({ job_title: 'database administrator', focus_areas: ['PostgreSQL'] }),
  list_autonomous_agents: () => ({}),
  analyze_sentiment: () => ({ text: 'I love how quickly this was repaired, thank you!', detailed: true }),
  monitor_system_health: () => ({ detailed: true }),
  execute_command: () => ({ command: 'hostname' }),
  create_backup: () => ({ backup_type: 'config' }),
  sync_cache_db: () => ({ operation: 'verify_consistency' }),
  classify_ticket: () => ({ description: 'The laptop does not connect to the office network since this morning.' }),
  async resolve_ticket(at) {
    const { id, description } = await at.ticket()
    return { category: 'database', ticket_id: id, description }
  },
  create_ticket: () => ({ description: 'The screen of the projector stays black.', priority: 'low' }),
  list_tickets: () => ({ limit: 5 }),
  find_ticket: async (at) => ({ id: (await at.ticket()).id }),
  update_ticket: async (at) => ({ id: (await at.ticket()).id, priority: 'high' }),
  comment_ticket: async (at) => ({ id: (await at.ticket()).id, text: 'Looked at it.' }),
  list_runs: () => ({ state: 'succeeded' }),
  find_run: ({ endedRun }) => ({ id: endedRun }),
  cancel_run: async (at) => ({ id: (await at.waiting()).run_id }),
  find_receipt: ({ endedRun }) => ({ id: endedRun }),
  list_approvals: () => ({ state: 'pending' }),
  approve_action: async (at) => ({ approval_id: (await at.waiting()).approval_id }),
  refuse_action: async (at) => ({ approval_id: (await at.waiting()).approval_id, reason: 'Not today.' }),
  list_sources: () => ({}),
  find_source: ({ sourceId }) => ({ id: sourceId }),
  list_inbox: () => ({ state: 'open' }),
  list_interview_questions: () => ({ kind: 'technical', topic: 'sql' }),
  plan_interview: () => ({ role: 'Senior Database Administrator', minutes: 20 }),
  start_interview_simulation: () => ({ role: 'Junior Business Analyst', minutes: 10 }),
  start_practice_session: () => ({ role: 'Linux administrator', minutes: 5 }),
  answer_practice_question: async (at) => ({
    id: await at.practice(),
    key: 'first-answer',
    turn: 1,
    answer: 'I restored a file share of 3 TB in 19 hours.',
  }),
  change_practice_session: async (at) => ({ id: await at.practice(), change: 'pause' }),
  find_practice_session: async (at) => ({ id: await at.practice() }),
  list_practice_sessions: () => ({ limit: 5 }),
  get_practice_report: async (at) => ({ id: await at.practice() }),
  get_practice_progress: () => ({}),
  delete_practice_session: async (at) => ({ id: await at.practice() }),
  evaluate_response: () => ({
    question: 'Tell me about a time when you repaired something under pressure.',
    response:
      'The mail queue was full. I moved the logs to another disk, and within 20 minutes mail was delivered again.',
    question_type: 'behavioral',
  }),
  record_performance: () => ({
    accuracy: 80,
    storyCoverage: 70,
    satisfaction: 90,
    responseTime: 1_500,
    category: 'databases',
  }),
  get_performance_metrics: () => ({}),
  get_personalized_recommendations: () => ({ includeAnalytics: true }),
  get_next_milestones: () => ({ numberOfMilestones: 3 }),
  run_ab_test: () => ({ questionId: 'q1', question: 'Where do you live?', testVariantId: 'concise' }),
  get_variant_performance: () => ({ variantId: 'concise' }),
  list_experiments: () => ({ state: 'running' }),
  find_experiment: async (at) => ({ id: await at.experiment('running') }),
  create_experiment: () => ({
    name: 'Examples',
    hypothesis: 'People like examples.',
    metric: 'follow-up',
    arms: [{ name: 'automatic' }, { name: 'example-driven' }],
  }),
  start_experiment: async (at) => ({ id: await at.experiment('draft') }),
  stop_experiment: async (at) => ({ id: await at.experiment('running'), note: 'Enough.' }),
  delete_experiment: async (at) => ({ id: await at.experiment('draft') }),
  ship_experiment: async (at) => ({
    id: await at.experiment('running'),
    arm: 'concise',
    force: true,
    note: 'Nobody wants to read.',
  }),
  record_outcome: async (at) => ({ answerId: await at.triedAnswer(), kind: 'citation-opened' }),
  answer_question: async (at) => ({ id: await at.question(), answer: 'Only on Sundays.', audience: 'public' }),
  get_analytics_report: () => ({ period: 'monthly' }),
  get_analytics_summary: () => ({ days: 7 }),
  get_analytics_series: () => ({ days: 2, step: 'hour' }),
  get_question_topics: () => ({ limit: 5 }),
  get_share_link_funnels: () => ({}),
  get_answer_ratings: () => ({}),
  rate_answer: async (at) => ({ answer_id: await at.answer(), rating: 4, reason: 'Short and right.' }),
  dismiss_question: async (at) => ({ id: await at.question() }),
  delete_question: async (at) => ({ id: await at.question() }),
  import_job: () => ({ text: 'We are hiring a baker.\n\nRequirements\n- Sourdough\n- Rye (nice to have)' }),
  list_jobs: () => ({}),
  get_job_analysis: async (at) => ({ job_id: await at.job() }),
  tailor_resume: async (at) => ({ job_id: await at.job(), audience: 'recruiter' }),
  delete_job: async (at) => ({ job_id: await at.job() }),
}

/** The same for prompts; what an argument may be is completed by the server where `complete` says so. */
export const promptCalls: Readonly<
  Record<string, { args(at: Arranged): Promise<Record<string, string>>; complete: readonly string[] }>
> = {
  prepare_interview: {
    args: async () => ({ job_title: 'Site reliability engineer', interview_type: 'technical' }),
    complete: ['interview_type'],
  },
  handle_ticket: { args: async (at) => ({ ticket_id: String((await at.ticket()).id) }), complete: ['ticket_id'] },
}

/** The id of something that a template of resources makes the address of. */
const templateIds: Readonly<Record<string, (at: Arranged) => string>> = {
  'digitaltwin://sources/{id}': ({ sourceId }) => sourceId,
  'digitaltwin://runs/{id}': ({ endedRun }) => endedRun,
}

/**
 * Calls everything that a server has with the official client, which holds each answer to the schema its tool declares.
 * The client's user approves what is asked; what was approved is done when the call ends.
 */
export async function callEverything(client: Client, at: Arranged): Promise<void> {
  const { tools } = await client.listTools()
  assert.deepEqual(tools.map(({ name }) => name).sort(), Object.keys(toolCalls).sort(), 'each tool has an entry here')
  for (const { name, outputSchema } of tools) {
    assert.ok(outputSchema, `${name} says what it answers`)
    const called = await client.callTool({ name, arguments: await toolCalls[name]!(at) }, { timeout: 120_000 })
    assert.ok(!called.isError, `${name}: ${JSON.stringify(called.content)}`)
    const answer = called.structuredContent as { state?: string } | undefined
    assert.ok(answer, name)
    // An agent's: nothing is left waiting, since the user said yes.
    if ('run_id' in answer)
      assert.match(String(answer.state), /^(done|succeeded)$/, `${name}: ${JSON.stringify(answer)}`)
  }

  const { resources } = await client.listResources()
  assert.ok(resources.length > 5)
  for (const { uri, mimeType } of resources) {
    const { contents } = await client.readResource({ uri })
    const [content] = contents as { uri: string; mimeType: string; text: string }[]
    assert.deepEqual([content!.uri, content!.mimeType], [uri, mimeType])
    if (mimeType === 'application/json') assert.ok(JSON.parse(content!.text), uri)
  }

  const { resourceTemplates } = await client.listResourceTemplates()
  assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate).sort(), Object.keys(templateIds).sort())
  for (const { uriTemplate } of resourceTemplates) {
    const id = templateIds[uriTemplate]!(at)
    const { contents } = await client.readResource({ uri: uriTemplate.replace('{id}', id) })
    assert.ok((contents[0] as { text: string }).text.includes(id))
    const ref = { type: 'ref/resource' as const, uri: uriTemplate }
    const { completion } = await client.complete({ ref, argument: { name: 'id', value: id.slice(0, 10) } })
    assert.ok(completion.values.includes(id), uriTemplate)
  }

  const { prompts } = await client.listPrompts()
  assert.deepEqual(prompts.map(({ name }) => name).sort(), Object.keys(promptCalls).sort())
  for (const { name } of prompts) {
    const { args, complete } = promptCalls[name]!
    const given = await args(at)
    assert.ok((await client.getPrompt({ name, arguments: given })).messages.length > 0, name)
    for (const argument of complete) {
      const value = given[argument]!
      const ref = { type: 'ref/prompt' as const, name }
      const { completion } = await client.complete({ ref, argument: { name: argument, value: value.slice(0, 3) } })
      assert.ok(completion.values.includes(value), `${name}: ${argument}`)
    }
  }
}
