import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Session } from '#interview'
import { client } from '#test/client.ts'
import { engine, testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'

const sessions = '/api/v1/interviews/sessions'
const faults = ['interview-answer:stored', 'interview-answer:committed'] as const
const rounds = process.env['POLLUX_LONG'] ? 10 : 2

test(`killed in the middle of an answer ${rounds * faults.length} times, no answer is lost or there twice`, async () => {
  await using resources = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-practice-'))
  resources.defer(() => rm(dataDir, { recursive: true, force: true }))
  const database = engine() === 'postgres15' ? resources.use(await testDatabase()) : undefined
  const token = randomUUID() + randomUUID()
  const env = { POLLUX_OWNER_TOKEN: token, POLLUX_SAMPLE: 'never', ...(database && { DATABASE_URL: database.url }) }
  const acknowledged: string[] = []
  let id: string | undefined

  for (let round = 0; round < rounds; round++) {
    for (const fault of faults) {
      const text = `In round ${round} I was stopped at ${fault}, and I restored the service in ${round + 5} minutes.`
      const key = randomUUID()
      {
        await using server = await startServer({ dataDir, env: { ...env, POLLUX_FAULT_POINT: fault } })
        const { send } = client(server)
        const started =
          id === undefined && (await send<Session>('POST', sessions, { token, body: { minutes: 60 } })).body
        if (started) id = started.id
        const { body } = await send<Session>('GET', `${sessions}/${id}`, { token })
        const given = { key, turn: body.question!.turn, answer: text }
        // The connection breaks: the process is gone before it could answer.
        await assert.rejects(send('POST', `${sessions}/${id}/answers`, { token, body: given }), /fetch failed/)
        await server.kill('SIGKILL')
      }
      await using server = await startServer({ dataDir, env })
      const { send } = client(server)
      const found = (await send<Session>('GET', `${sessions}/${id}`, { token })).body
      const stored = found.answers.filter(({ answer }) => answer === text)
      assert.equal(stored.length, fault === 'interview-answer:committed' ? 1 : 0, 'whole or not at all')
      assert.equal(found.question !== null, true, 'a question waits, whatever happened')
      const turn = stored[0]?.turn ?? found.question!.turn
      for (let again = 0; again < 2; again++) {
        const { status } = await send('POST', `${sessions}/${id}/answers`, { token, body: { key, turn, answer: text } })
        assert.equal(status, 200)
      }
      acknowledged.push(text)
      const { answers } = (await send<Session>('GET', `${sessions}/${id}`, { token })).body
      assert.deepEqual(
        answers.map(({ answer }) => answer),
        acknowledged,
      )
      const open = await runSql<{ count: string }>(
        server,
        'select count(*) from interview_turns where session_id = $1 and answered_at is null',
        [id],
      )
      assert.equal(open[0]!.count, '1')
      await server.stop()
    }
  }
})
