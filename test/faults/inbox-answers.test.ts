import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Gap } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { engine, testDatabase } from '#test/postgres.ts'
import { connectionTo, runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

const quiet = { POLLUX_SAMPLE: 'never' }
/** Each with a question of its own: an answer to one must not answer the next. */
const faults = {
  'inbox-answer:written': 'Which tugboat did you polish?',
  'inbox-answer:linked': 'Which circus did you join?',
  'inbox-answer:committed': 'Which volcano did you climb?',
}

/** For the tests that kill nothing of ours. */
let living: RunningServer
before(async () => (living = await startServer({ env: quiet })))
after(() => living?.[Symbol.asyncDispose]())

/** What the owner of a server does and sees of one question. */
function ownerOf(server: RunningServer, question: string) {
  const { token } = server
  const http = client(server)
  async function find(): Promise<Gap | undefined> {
    for (const state of ['open', 'answered']) {
      const { body } = await http.get<{ questions: Gap[] }>(`/api/v1/twin/inbox?state=${state}`, token)
      const found = body.questions.find((gap) => gap.question === question)
      if (found) return found
    }
    return undefined
  }
  return {
    ask: () => http.ask(question),
    async answer() {
      const body = { answer: 'Only on Sundays.', audience: 'public' }
      const path = `/api/v1/twin/inbox/${(await find())!.id}/answer`
      return http.send<{ source: { id: string } } & ErrorBody>('POST', path, { token, body })
    },
    /** Where the question is, the source it names, and those that were made of answers to it. */
    async now() {
      const { state, sourceId, times } = (await find())!
      const { sources } = (await http.get<{ sources: { id: string; title: string }[] }>('/api/v1/twin/sources', token))
        .body
      return { state, times, sourceId, sources: sources.filter(({ title }) => title === question).map(({ id }) => id) }
    },
  }
}

/** Holds an answer at its last write, when its source and its question are written, until it is disposed. */
async function holdAnswers(server: RunningServer) {
  const holder = connectionTo(server)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table regression_cases in share mode')
  return {
    /** The process of PostgreSQL that waits to write a table. */
    async waiting(table: string): Promise<number> {
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(20)) {
        const [process] = await runSql<{ pid: number }>(
          server,
          `select pid from pg_stat_activity where wait_event_type = 'Lock' and query ~ ('^\\s*insert into "?' || $1)`,
          [table],
        )
        if (process) return process.pid
      }
      throw new Error(`nothing waits to write ${table}`)
    },
    [Symbol.asyncDispose]: () => holder.end(),
  }
}

test('killed in the middle of an answer, the question is open and there is no source, or answered by the one there is', async () => {
  await using resources = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-inbox-'))
  resources.defer(() => rm(dataDir, { recursive: true, force: true }))
  const database = engine() === 'postgres15' ? resources.use(await testDatabase()) : undefined
  const token = randomUUID() + randomUUID()
  const env = { ...quiet, POLLUX_OWNER_TOKEN: token, ...(database && { DATABASE_URL: database.url }) }
  for (const [fault, question] of Object.entries(faults)) {
    {
      await using server = await startServer({ dataDir, env: { ...env, POLLUX_FAULT_POINT: fault } })
      const { ask, answer } = ownerOf(server, question)
      assert.equal((await ask()).body.refused, true)
      // The process is gone before it could answer.
      await assert.rejects(answer(), /fetch failed/)
      await server.kill('SIGKILL')
    }
    await using server = await startServer({ dataDir, env })
    const { answer, now } = ownerOf(server, question)
    if (fault !== 'inbox-answer:committed') {
      assert.deepEqual(await now(), { state: 'open', times: 1, sourceId: null, sources: [] }, fault)
      assert.equal((await answer()).status, 200)
    }
    const { state, sourceId, sources } = await now()
    assert.deepEqual([state, sources], ['answered', [sourceId]], fault)
    assert.equal((await answer()).status, 409)
    await server.stop()
  }
})

test('the database goes away in the middle of an answer: nothing of it is there, and it can be sent again', async () => {
  const { ask, answer, now } = ownerOf(living, 'Which windmill did you build?')
  await ask()
  {
    await using held = await holdAnswers(living)
    const sent = answer()
    await runSql(living, 'select pg_terminate_backend($1)', [await held.waiting('regression_cases')])
    const { status, body } = await sent
    assert.deepEqual([status, body.error.code], [503, 'storage_unavailable'])
  }
  assert.deepEqual(await now(), { state: 'open', times: 1, sourceId: null, sources: [] })
  const { source } = (await answer()).body
  assert.deepEqual(await now(), { state: 'answered', times: 1, sourceId: source.id, sources: [source.id] })
})

test('who asks while the answer is being stored does not open the question again', async () => {
  const { ask, answer, now } = ownerOf(living, 'Which lighthouse did you repaint?')
  await ask()
  const underWay = await (async () => {
    await using held = await holdAnswers(living)
    const sent = answer()
    await held.waiting('regression_cases')
    const asked = ask()
    await held.waiting('unanswered')
    return { sent, asked }
  })()
  const { source } = (await underWay.sent).body
  assert.equal((await underWay.asked).body.refused, true)
  assert.deepEqual(await now(), { state: 'answered', times: 2, sourceId: source.id, sources: [source.id] })
})
