import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connectionTo } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { experimentsOn } from './experiment-server.ts'

let server: RunningServer
let at: ReturnType<typeof experimentsOn>
before(async () => {
  server = await startServer()
  at = experimentsOn(server)
})
after(() => server[Symbol.asyncDispose]())

const question = 'What do you do at work?'

let batches = 0

interface PlantedArm {
  readonly visitors: number
  readonly successes?: number
  readonly refused?: number
}

/**
 * Adds visitors who are not worth 20 minutes of HTTP: so many in each arm, the first so many of them successful, or refused. All at
 * once: the server looks now and then, and would stop an experiment with visitors in one arm only.
 */
async function plant(id: string, arms: readonly PlantedArm[]): Promise<void> {
  const connection = connectionTo(server)
  await connection.connect()
  await connection.query('begin')
  for (const [arm, { visitors, successes = 0, refused = 0 }] of arms.entries())
    await connection.query(
      `with visitors as (
         insert into experiment_exposures (experiment_id, visitor, arm, audience)
         select $1, sha256(convert_to($2 || ' ' || n, 'UTF8')), $6::smallint, 0 from generate_series(1, $3::int) n
         returning visitor
       ), numbered as (select visitor, row_number() over () as n from visitors),
       told as (
         insert into experiment_outcomes (experiment_id, visitor, kind, at)
         select $1, visitor, 'thumb', now() from numbered where n <= $4::int
       )
       insert into experiment_answers (answer_id, experiment_id, visitor, refused, sentences, dropped)
       select 'planted_' || $2 || '_' || n, $1, visitor, n <= $5::int, 0, 0 from numbered`,
      [id, `${arm} ${batches++}`, visitors, successes, refused, arm],
    )
  await connection.query('commit')
  await connection.end()
}

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(100)) if (await look()) return
  assert.fail(what)
}

test('a winner is named when its interval excludes zero, and shipped: it is how strangers are answered from then on', async () => {
  const id = await at.running()
  const thousand = (successes: number) => ({ visitors: 1_000, successes })
  await plant(id, [thousand(200), thousand(210)])
  const early = await at.post(`/${id}/ship`, { arm: 'concise' })
  assert.equal(early.status, 409)
  assert.match(early.body.error.message, /Nothing shows that "concise" is better/)
  assert.equal((await at.result(id)).experiment.state, 'running', 'what was refused changed nothing')
  assert.equal((await at.post(`/${id}/ship`, { arm: 'concise', force: true })).status, 400, 'force needs a reason')
  assert.equal((await at.post(`/${id}/ship`, { arm: 'loud' })).status, 400)
  await plant(id, [thousand(200), thousand(390)])
  const { verdict, arms } = await at.result(id)
  assert.deepEqual([verdict.decided, verdict.winner], [true, 'concise'])
  assert.ok(arms[1]!.difference!.low > 0)
  const csv = await fetch(`${server.url}/api/v1/experiments/${id}/export?format=csv`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  assert.match(csv.headers.get('content-type')!, /^text\/csv/)
  const lines = (await csv.text()).trimEnd().split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[2]!, /,concise,concise,automatic,0\.5,2000,600,0\.3,/)

  assert.equal((await at.post(`/${id}/ship`, { arm: 'automatic' })).status, 409)
  const shipped = (await at.post(`/${id}/ship`, { arm: 'concise' })).body
  assert.deepEqual([shipped.state, shipped.shippedArm], ['shipped', 'concise'], JSON.stringify(shipped))
  assert.equal(await at.strategyOf((await at.ask('anybody', question)).body.id), 'concise')
  const defaults = await at.get<{ defaults: { audience: string; strategy: string }[] }>('/defaults')
  assert.deepEqual(
    defaults.body.defaults.map(({ audience, strategy }) => [audience, strategy]),
    [['public', 'concise']],
  )
  const clear = () => at.http.send('DELETE', '/api/v1/experiments/defaults/public', { token: server.token })
  assert.equal((await clear()).status, 204)
  assert.equal((await clear()).status, 404)
  assert.equal(await at.strategyOf((await at.ask('anybody', question)).body.id), 'detailed')
  const { body: audit } = await at.http.get<{ entries: { body: string }[] }>(
    `/api/v1/audit?kind=experiment&subject=${id}`,
    server.token,
  )
  assert.deepEqual(
    audit.entries.map(({ body }) => (JSON.parse(body) as { event: string }).event),
    ['created', 'started', 'shipped'],
  )
})

test('visitors that do not come in the ratio of the weights stop the experiment', async () => {
  const id = await at.running()
  await plant(id, [{ visitors: 2_250 }, { visitors: 2_750 }])
  await until('the mismatch stopped it', async () => (await at.result(id)).experiment.state === 'stopped')
  const { experiment, sampleRatio, verdict } = await at.result(id)
  assert.deepEqual([experiment.stoppedFor, sampleRatio.mismatch, verdict.winner], ['sample-ratio', true, null])
  assert.ok(sampleRatio.p < 0.001)
  assert.equal((await at.post(`/${id}/ship`, { arm: 'concise' })).status, 409)
  const forced = await at.post(`/${id}/ship`, { arm: 'concise', force: true, note: 'A robot came; the rest is clear.' })
  assert.equal(forced.body.state, 'shipped')
  await at.http.send('DELETE', '/api/v1/experiments/defaults/public', { token: server.token })
})

test('an arm that refuses more often is stopped by itself, its visitors get the control, and the others go on', async () => {
  const arms = [{ name: 'automatic' }, { name: 'concise' }, { name: 'star' }]
  const id = await at.running({ arms })
  const question2 = 'Which databases do you know?'
  const before = new Map<string, string>()
  for (let visitor = 0; visitor < 24; visitor++)
    before.set(`b${visitor}`, await at.strategyOf((await at.ask(`b${visitor}`, question2)).body.id))
  assert.equal(new Set(before.values()).size, 3, 'all arms are shown')
  const counted = (await at.result(id)).arms.find(({ name }) => name === 'concise')!.visitors
  await plant(
    id,
    [30, 150, 30].map((refused) => ({ visitors: 600, refused })),
  )
  const concise = async () => (await at.result(id)).arms.find(({ name }) => name === 'concise')!
  await until('the arm stopped', async () => (await concise()).stoppedFor === 'refusals')
  await delay(1_100) // Another process may show it for a second more.
  const control = [...before.values()].find((strategy) => strategy !== 'star' && strategy !== 'concise')!
  for (const [browser, strategy] of before) {
    const now = await at.strategyOf((await at.ask(browser, question2)).body.id)
    assert.equal(now, strategy === 'concise' ? control : strategy)
  }
  for (let visitor = 0; visitor < 12; visitor++) {
    const { id: answer } = (await at.ask(`new ${visitor}`, question2)).body
    assert.notEqual(await at.strategyOf(answer), 'concise')
  }
  assert.equal((await concise()).visitors, 600 + counted, 'nobody is added to it, and what it found stays')
  const { experiment } = await at.result(id)
  assert.equal(experiment.state, 'running', 'the other arm goes on')
  const page = await (await fetch(`${server.url}/metrics`)).text()
  assert.match(page, /^pollux_experiment_stops_total\{reason="refusals"\} 1$/m)
  assert.match(page, /^pollux_experiment_exposures_total\{arm="concise"\} \d+$/m)
  await at.stopAll()
})
