import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { runSql } from '#test/run-sql.ts'
import { experimentsOn } from '../experiments/experiment-server.ts'

const rounds = process.env['POLLUX_LONG'] ? 20 : 3
const question = 'What do you do at work?'

test('kill -9 during an experiment: nothing that was acknowledged is lost, and nothing is counted twice', async () => {
  await using first = await startServer()
  const { dataDir, databaseUrl, token } = first
  let server: RunningServer = first
  const env = { DATABASE_URL: databaseUrl, POLLUX_OWNER_TOKEN: token }
  try {
    const id = await experimentsOn(server).running()
    /** Browsers whose question, and whose outcome, was acknowledged. */
    const asked = new Map<string, string>()
    const told = new Set<string>()
    let attempted = 0
    for (let round = 0; round < rounds; round++) {
      const at = experimentsOn(server)
      const working = Array.from({ length: 4 }, async () => {
        for (;;) {
          const browser = `browser ${attempted++}`
          try {
            const answer = await at.ask(browser, question)
            if (answer.status !== 200) return
            asked.set(browser, answer.body.id)
            const outcome = await at.tell(answer.body.id, 'thumb')
            if (outcome.status !== 200) return
            assert.equal(outcome.body.recorded, true)
            told.add(browser)
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error
            return // the connection broke off: it was killed
          }
        }
      })
      // At another point of the work each time.
      const before = told.size
      for (const late = Date.now() + 30_000; told.size < before + 3 + round && Date.now() < late; await delay(1));
      await delay(round * 3)
      await server.kill('SIGKILL')
      await Promise.all(working)
      server = await startServer({ dataDir, env })
      const { arms, experiment } = await experimentsOn(server).result(id)
      const visitors = arms.reduce((sum, arm) => sum + arm.visitors, 0)
      const conversions = arms.reduce((sum, arm) => sum + arm.conversions, 0)
      assert.equal(experiment.state, 'running')
      assert.ok(visitors >= asked.size && visitors <= attempted, `${visitors} of ${asked.size} to ${attempted}`)
      assert.ok(conversions >= told.size && conversions <= asked.size, `${conversions} of ${told.size}`)
    }
    assert.ok(told.size > rounds, 'hardly anything was going on, so the test proved nothing')

    // Whoever heard nothing tries again, and whoever did too.
    const at = experimentsOn(server)
    for (const [browser, answerId] of asked) {
      const { status, body } = await at.tell(answerId, 'thumb')
      assert.equal(status, 200, 'an answer that was acknowledged is known')
      if (told.has(browser)) assert.equal(body.recorded, false)
    }
    for (let browser = 0; browser < attempted; browser++) await at.ask(`browser ${browser}`, question)
    const { arms } = await at.result(id)
    assert.equal(
      arms.reduce((sum, arm) => sum + arm.visitors, 0),
      attempted,
    )
    assert.equal(
      arms.reduce((sum, arm) => sum + arm.conversions, 0),
      asked.size,
    )
    const twice = await runSql(
      server,
      `select visitor, kind from experiment_outcomes group by experiment_id, visitor, kind having count(*) > 1`,
    )
    assert.deepEqual(twice, [])
  } finally {
    await server[Symbol.asyncDispose]()
  }
})
