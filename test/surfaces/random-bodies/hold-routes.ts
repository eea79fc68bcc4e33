import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import * as fc from 'fast-check'
import { Client } from 'pg'
import { errorCodes } from '#errors'
import type { AgentServer } from '../../agents/agent-server.ts'
import { markedPlace, type MarkedPlace } from '../../agents/marked-place.ts'
import { modern } from '../../mcp/raw-request.ts'
import { isOfPart, type Part } from './parts.ts'
import { operationsOf, requestsTo, rpcRequests, type Operation, type Sent } from './random-requests.ts'
import type { Hints, Schema } from './random-values.ts'

const seed = Number(process.env['RANDOM_BODIES_SEED'] ?? randomInt(2 ** 31))
const numRuns = Number(process.env['RANDOM_BODIES_RUNS'] ?? (process.env['POLLUX_LONG'] === '1' ? longRuns() : 50))
const only = process.env['RANDOM_BODIES_ROUTE'] ?? ''

const askAlways = `rules:
  - { capability: commander.execute_command, decision: ask }
  - { risk: read, decision: allow }
  - { risk: change, decision: ask }
  - { risk: dangerous, decision: ask }
`
/** Written besides what is asked for: when a key was used, figures of the machine, what was shown, refused or asked, and who guessed. */
const besides = new Set([
  'api_key_secrets',
  'monitoring_samples',
  'milestones',
  'answer_leaves',
  'audit_entries',
  'auth_failures',
  'nodes',
  'analytics_counts',
  'analytics_events',
  'analytics_salts',
  'analytics_segments',
  'analytics_topics',
  'analytics_visits',
])
const planted = 'Zanthorpe-7741'
/** Nothing may take longer; a run that somebody is asked about is waited for as long as the request says, 30 s at most. */
const hungMs = 45_000

let place: MarkedPlace
let at: AgentServer
let database: Client
/** The last change that was committed: what was written and undone is none, and nothing can be changed without it. */
const lastChange = 'select coalesce(max(id), 0)::text as id from changes_seen'
let key: string
const connections = new Agent({ keepAlive: true, maxSockets: 4 })

before(async () => {
  place = await markedPlace()
  const policy = join(place.folder, 'approvals.yaml')
  await writeFile(policy, askAlways)
  at = await place.start({ APPROVAL_POLICY: policy })
  const { databaseUrl, dataDir } = at.server
  database = new Client(
    databaseUrl
      ? { connectionString: databaseUrl }
      : { host: join(dataDir, 'run'), user: 'pollux', database: 'pollux' },
  )
  await database.connect()
  const { rows } = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !besides.has(name))
  await database.query('create table changes_seen (id bigint generated always as identity primary key)')
  await database.query(
    `create function see_change() returns trigger language plpgsql as
      'begin insert into public.changes_seen default values; return null; end'`,
  )
  for (const name of tables)
    await database.query(
      `create trigger see_change after insert or update or delete on "${name}" for each row execute function see_change()`,
    )
  await at.http.add({ name: 'office.md', text: '# Office\n\nThe office has 14 desks.', audience: 'public' })
  await at.http.add({ name: 'plan.md', text: `# Plan\n\nThe code word of my plan is ${planted}.`, audience: 'owner' })
  const made = await at.post<{ secret: string }>('/api/v1/keys', { name: 'few', audience: 'public', scopes: ['ask'] })
  key = made.body.secret
})
after(async () => {
  connections.destroy()
  await database?.end()
  await at?.[Symbol.asyncDispose]()
  await place?.[Symbol.asyncDispose]()
})

/**
 * Random and hostile requests to every route of a part that the server describes. What could do something real cannot: every
 * change of an agent is asked about and nobody says yes, commands (reads too) among them, which would leave a mark.
 *
 * RANDOM_BODIES_SEED repeats a run, RANDOM_BODIES_RUNS sets how many requests each route gets that takes a body (others get a
 * tenth, and no fewer than 20), RANDOM_BODIES_ROUTE (part of a route) which; a failure is shrunk to the smallest request that fails.
 */
export function randomBodies(part: Part): void {
  const isAsked = (route: string, name = route) => isOfPart(part, route) && name.includes(only)

  test(`random bodies: ${numRuns} at each route, seed ${seed}`, async (t) => {
    const document = (await at.get<Parameters<typeof operationsOf>[0]>('/api/openapi.json')).body
    const hints = await hintsOf()
    const components = document.components.schemas
    for (const operation of operationsOf(document)) {
      const name = `${operation.method} ${operation.route}`
      if (!isAsked(operation.route, name)) continue
      await t.test(name, () => hold(requestsTo(operation, { components, hints }), numRunsOf(operation)))
    }
    // Beside what the document describes: a start that must not be missed when somebody hides a route.
    const hidden: Operation[] = [
      '/',
      '/health',
      '/ready',
      '/api/health',
      '/api/openapi.json',
      '/api/reference/{file}',
      '/assets/{file}',
      '/{any}',
    ].map((route) => ({ method: 'GET', route, bodies: {} }))
    for (const operation of hidden)
      if (isAsked(operation.route))
        await t.test(`GET ${operation.route}`, () =>
          hold(requestsTo(operation, { components, hints }), numRunsOf(operation)),
        )
    if (!isAsked('/mcp')) return
    const listed = await modern(at.server, 'tools/list', {}, { token: at.server.token })
    const tools = listed.json.result.tools as { name: string; inputSchema: Schema }[]
    assert.ok(tools.length > 20)
    const methods = [
      'tools/list',
      'resources/list',
      'resources/read',
      'resources/templates/list',
      'prompts/list',
      'prompts/get',
      'completion/complete',
      'server/discover',
      'ping',
      'initialize',
      'notifications/cancelled',
      'constructor',
    ]
    await t.test('/mcp', () => hold(rpcRequests(tools, { methods, hints }), numRuns))
  })

  test('after all of it the server lives, told nobody of an unplanned end, and ran no command', async () => {
    assert.equal((await fetch(`${at.server.url}/ready`)).status, 200)
    assert.doesNotThrow(() => process.kill(at.server.pid, 0))
    assert.equal(await place.marks.count(), 0)
    assertQuiet(at.server.logs())
  })
}

/** Names of what there is, for fields that take any text. */
async function hintsOf(): Promise<Hints> {
  const { agents } = (await at.get<{ agents: { capabilities: { name: string }[]; name: string }[] }>('/api/v1/agents'))
    .body
  const { sources } = (await at.get<{ sources: { id: string }[] }>('/api/v1/twin/sources')).body
  await at.post('/api/v1/tickets', { title: 'The printer is on fire', description: 'It burns.' })
  return {
    id: [1, ...sources.map(({ id }) => id)],
    capability: agents.flatMap(({ name, capabilities }) => capabilities.map((one) => `${name}.${one.name}`)),
    command: ['mark', 'break_glass', 'uptime'],
    stream: [false, true],
  }
}

function numRunsOf({ bodies }: Operation): number {
  return Object.keys(bodies).length > 0 ? numRuns : Math.max(20, Math.ceil(numRuns / 10))
}

/** The last change after the last request. */
let known = ''

async function hold(requests: fc.Arbitrary<Sent>, runs: number): Promise<void> {
  known = await settled()
  const heard = at.server.logs().length
  const property = fc.asyncProperty(requests, async (sent) => {
    const { status, type, text } = await send(sent)
    assert.ok(status < 500, `${status} ${text.slice(0, 500)}`)
    assert.ok(
      ![at.server.token, key, planted].some((secret) => text.includes(secret)) || mayRead(sent),
      text.slice(0, 500),
    )
    const refused = status >= 400 || /^\{"jsonrpc":"2\.0".{0,60}"error":/.test(text)
    if (refused) {
      assertErrorShape(sent, type, text)
      assert.doesNotMatch(text, /node_modules|\.ts:\d|\\n\s+at |postgres:|select .* from/i)
      if ((await change()) !== known) {
        // What an earlier request left to do may have come late: at rest, the same request shows whether it was this one.
        known = await settled(sent.path)
        const again = await send(sent)
        const now = await change()
        const before = known
        known = now
        assert.equal(now, before, `a refused request changed something: ${again.status}`)
      }
    } else if ((await change()) !== known || /tickets|runs/.test(sent.path)) known = await settled(sent.path)
  })
  await fc.assert(property, { seed, numRuns: runs })
  assertQuiet(at.server.logs().slice(heard))
}

/** The owner may be shown what is the owner's; a token is nobody's to see. */
function mayRead({ as }: Sent): boolean {
  return as === 'owner'
}

function assertErrorShape({ path }: Sent, type: string, text: string): void {
  assert.match(type, /^application\/json/, text.slice(0, 200))
  const body = JSON.parse(text) as {
    jsonrpc?: string
    status?: string
    error?: { code: string | number; message: string } | string
    error_code?: string
  }
  const { error } = body
  if (body.jsonrpc !== undefined) {
    assert.ok(path.startsWith('/mcp') && typeof error === 'object' && typeof error.code === 'number', text)
    return
  }
  const isEnvelope = path.startsWith('/v1/mcp/tools/') && body.status === 'error'
  const code = isEnvelope ? body.error_code : (error as { code: string } | undefined)?.code
  const message = isEnvelope ? error : (error as { message: string } | undefined)?.message
  assert.ok(typeof message === 'string' && message.length > 0, text.slice(0, 500))
  const codes: readonly string[] = errorCodes
  const ofOpenAi = path.startsWith('/v1/') && typeof code === 'string' && /^[a-z_]+$/.test(code)
  assert.ok(codes.includes(code ?? '') || ofOpenAi, text.slice(0, 500))
}

function assertQuiet(logs: string): void {
  const bad = logs.split('\n').filter((line) => /unhandled|uncaught|"level":[56]0|^\s+at /i.test(line))
  assert.deepEqual(bad, [])
  for (const secret of [at.server.token, key]) assert.ok(!logs.includes(secret), 'a secret is in the log')
}

async function change(): Promise<string> {
  return (await database.query<{ id: string }>(lastChange)).rows[0]!.id
}

/** Runs, and tickets that will be classified by themselves in a moment. */
const stillAtWork = `select 1 from agent_runs where state in ('queued', 'running')
  union all select 1 from tickets where status = 'new' and classification is null
    and (category is null or source = 'alert') and created_at > now() - interval '5 seconds' limit 1`

/** What an accepted request began goes on for a while: the last change when nothing has happened for a moment. */
async function settled(path = ''): Promise<string> {
  // A ticket is taken up after it has been answered that it is there.
  const pauseMs = path.includes('ticket') ? 60 : 15
  let before = await change()
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    await delay(pauseMs)
    const now = await change()
    const { rows } = await database.query(stillAtWork)
    if (now === before && rows.length === 0) return now
    before = now
  }
  throw new Error('the server does not come to rest')
}

interface Came {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** A stream that goes on as long as somebody listens: its first event is enough. */
const endless = /^\/api\/v1\/operations\/events\b/

/** Past fetch, which would mend the path. */
function send({ method, path, as, headers, body }: Sent): Promise<Came> {
  const { promise, resolve, reject } = Promise.withResolvers<Came>()
  const token = { stranger: undefined, key, owner: at.server.token }[as]
  const request = httpRequest(
    at.server.url,
    {
      method,
      path,
      agent: connections,
      signal: AbortSignal.timeout(hungMs),
      headers: {
        ...headers,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
    },
    (reply) => {
      const chunks: Buffer[] = []
      const type = reply.headers['content-type'] ?? ''
      const came = () => resolve({ status: reply.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() })
      reply.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (!endless.test(path) || !type.startsWith('text/event-stream')) return
        came()
        reply.destroy()
      })
      reply.on('error', reject)
      reply.on('end', came)
    },
  )
  request.on('error', reject)
  request.end(body)
  return promise
}

/** Once is enough: what a request may be has nothing to do with the database, and ten thousand take half an hour. */
function longRuns(): number {
  return process.env['TEST_DATABASE'] === 'postgres15' ? 1_000 : 10_000
}
