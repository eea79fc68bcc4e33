import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ErrorBody } from '#test/client.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'
import { assertError, untilTrue, type AgentServer, type RunDetails, type ShownRun } from './agent-server.ts'
import { markedPlace, type MarkedPlace } from './marked-place.ts'

/** What people who have signed in may have agents do. */
const password = 'four unrelated plain words'
const mark = { capability: 'commander.execute_command', input: { command: 'mark' } }
type Started = { run: ShownRun | null } & ErrorBody

let at: MarkedPlace
let agents: AgentServer
let ada: Visitor

before(async () => {
  at = await markedPlace()
  agents = await at.start({ TRUST_PROXY: '127.0.0.1' })
  ada = await setUpOwner(agents.server, { email: 'ada@example.com', password })
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
})

async function joined(email: string, role: string): Promise<{ browser: Visitor; id: string }> {
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { email, role })
  const browser = visitor(agents.server)
  const made = await browser.send<{ user: { id: string } }>('POST', '/api/v1/session/set-up', {
    token: tokenOf(body.url),
    password,
  })
  return { browser, id: made.body.user.id }
}

async function asked(browser: Visitor, body: object): Promise<{ run: ShownRun; approval: RunDetails['approval'] }> {
  const started = await browser.send<Started>('POST', '/api/v1/runs', body)
  assert.equal(started.status, 202, JSON.stringify(started.body))
  const { run, approval } = (await agents.get<RunDetails>(`/api/v1/runs/${started.body.run!.id}`)).body
  return { run, approval }
}

const approve = (browser: Visitor, approval: RunDetails['approval']) =>
  browser.send('POST', `/api/v1/approvals/${approval!.id}/approve`, { actionHash: approval!.actionHash })

test('an operator is asked for what they change, and somebody else must say yes; an owner is not asked', async () => {
  const before = await at.marks.count()
  const { browser: olga } = await joined('olga@example.com', 'operator')
  const { browser: oto } = await joined('oto@example.com', 'operator')
  const { run, approval } = await asked(olga, mark)
  assert.equal(run.state, 'waiting')
  assertError(await approve(olga, approval), 403, 'forbidden', /asked for this yourself/)
  const objection = async (browser: Visitor) => {
    const { body } = await browser.send<{ approvals: { approval: { id: string }; objection: string | null }[] }>(
      'GET',
      '/api/v1/approvals?state=pending',
    )
    return body.approvals.find((action) => action.approval.id === approval!.id)?.objection
  }
  const { browser: vera } = await joined('vera@example.com', 'viewer')
  assert.deepEqual(await Promise.all([olga, oto, ada, vera].map(objection)), ['own', null, null, 'no_right'])
  assert.equal(await at.marks.count(), before)
  assert.equal((await approve(oto, approval)).status, 200)
  await agents.ended(run.id)
  assert.equal(await at.marks.count(), before + 1)

  const own = await ada.send<Started>('POST', '/api/v1/runs', { ...mark, waitSeconds: 30, receipt: true })
  assert.equal(own.body.run?.state, 'succeeded', JSON.stringify(own.body))
  assert.equal(await at.marks.count(), before + 2)

  const dangerous = await asked(ada, { ...mark, input: { command: 'break_glass' } })
  assert.equal(dangerous.run.state, 'waiting', 'what is dangerous is asked of everybody')
  assert.equal((await approve(ada, dangerous.approval)).status, 200)
  await agents.ended(dangerous.run.id)
})

test('what somebody asked for who was removed since cannot be approved', async () => {
  const { browser, id } = await joined('gone@example.com', 'operator')
  const { approval } = await asked(browser, mark)
  assert.equal((await ada.send('DELETE', `/api/v1/users/${id}`)).status, 204)
  assertError(await approve(ada, approval), 409, 'conflict', /may not act any more/)
})

test('who watches a run sees no more of it once they have signed out', async () => {
  const { browser } = await joined('sam@example.com', 'operator')
  const { run } = await asked(browser, mark)
  const watching = await fetch(`${agents.server.url}/api/v1/runs/${run.id}/events`, {
    headers: {
      accept: 'text/event-stream',
      cookie: [...browser.cookies].map((cookie) => cookie.join('=')).join('; '),
    },
  })
  assert.equal(watching.status, 200)
  let ended = false
  const reading = watching.text().then((text) => {
    ended = true
    return text
  })
  // Longer than it takes to be asked again who is watching.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  assert.equal(ended, false)
  assert.equal((await browser.send('DELETE', '/api/v1/session')).status, 204)
  await untilTrue('the stream has ended', 10_000, async () => ended)
  assert.match(await reading, /event: /)
})

test('a schedule starts nothing once whoever set it may do less than it needs', async () => {
  const { browser, id } = await joined('dan@example.com', 'operator')
  const set = await browser.send('PUT', '/api/v1/schedules/of-dan', {
    cron: '0 0 1 1 *',
    capability: 'commander.list_commands',
  })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  const [schedule] = (await agents.get<{ schedules: { name: string }[] }>('/api/v1/schedules')).body.schedules
  assert.equal(schedule?.name, 'of-dan')
  // What the queue hands over when it is due.
  const [stored] = await agents.sql<{ data: object }>(`select data from pgboss.schedule where key = 'of-dan'`)
  const due = () => agents.sql(`insert into pgboss.job (name, data) values ('agent-schedules', $1)`, [stored!.data])
  const runs = async () =>
    (await agents.sql<{ n: number }>(`select count(*)::int as n from agent_runs where origin = 'schedule'`))[0]!.n
  await due()
  await untilTrue('it starts a run', 20_000, async () => (await runs()) === 1)
  assert.equal((await ada.send('PATCH', `/api/v1/users/${id}`, { role: 'viewer' })).status, 200)
  await due()
  await agents.server.printed(/a schedule starts nothing any more/)
  assert.equal(await runs(), 1)
})

test('names stand behind the ids for who reads runs; addresses and keys of who sees more do not', async () => {
  const { browser: viewer, id } = await joined('vito@example.com', 'viewer')
  const key = await agents.post<{ key: { id: string } }>('/api/v1/keys', {
    name: 'owner’s script',
    audience: 'owner',
    scopes: ['ask'],
  })
  assert.equal(key.status, 201, JSON.stringify(key.body))
  type Named = { actors: { id: string; name: string; role: string | null }[] }
  const shown = (await viewer.send<Named>('GET', '/api/v1/actors')).body
  assert.equal(shown.actors.find((actor) => actor.id === id)?.role, 'viewer')
  assert.doesNotMatch(JSON.stringify(shown), /@|owner’s script/)
  const all = (await agents.get<Named>('/api/v1/actors')).body.actors
  assert.equal(all.find((actor) => actor.id === key.body.key.id)?.name, 'owner’s script')
  assertError(await visitor(agents.server).send('GET', '/api/v1/actors'), 401, 'unauthenticated')
})

test('each agent says how it did lately, with its last failure', async () => {
  const { body } = await agents.start({ capability: 'commander.execute_command', input: { command: 'fails' } })
  await agents.ended(body.run!.id)
  type Described = {
    agents: {
      name: string
      lately: { failed: number; succeeded: number; lastFailure: { runId: string } | null } | null
    }[]
  }
  const described = (await agents.get<Described>('/api/v1/agents')).body.agents
  const commander = described.find(({ name }) => name === 'commander')!.lately!
  assert.ok(commander.succeeded >= 1)
  const run = (await agents.get<RunDetails>(`/api/v1/runs/${body.run!.id}`)).body.run
  assert.equal(commander.lastFailure?.runId === run.id, run.state === 'failed')
  assert.equal(described.find(({ name }) => name === 'sentiment')!.lately, null)
})
