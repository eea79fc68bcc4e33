import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { openaiServer, streams, type Behaviour } from '../../src/models/testing/openai-server.ts'
import { seededRandom } from '../../eval/fit/seeded-random.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'
import { experimentsOn } from './experiment-server.ts'

const visitors = process.env['POLLUX_LONG'] === '1' ? 2_000 : 240
const question = 'What do you do at work?'

test('invented visitors over HTTP: alike arms show nothing, a better one is named, and every count is what was sent', async () => {
  await using server = await startServer()
  const at = experimentsOn(server)
  // The question is one for a detailed answer, so that both arms of the first experiment answer alike.
  const trials: [arms: string[], rates: Record<string, number>, seed: number][] = [
    [['automatic', 'detailed'], { automatic: 0.4, detailed: 0.4 }, 11],
    [['detailed', 'concise'], { detailed: 0.2, concise: 0.8 }, 12],
  ]
  for (const [arms, rates, seed] of trials) {
    const random = seededRandom(seed)
    const id = await at.running({ arms: arms.map((name) => ({ name })) })
    const sent = new Map<string, { visitors: number; conversions: number }>(
      arms.map((name) => [name, { visitors: 0, conversions: 0 }]),
    )
    let winner: string | null = null
    for (let visitor = 1; visitor <= visitors; visitor++) {
      const { body } = await at.ask(`browser ${visitor}`, question)
      const [row] = await runSql<{ name: string }>(
        server,
        `select a.name from experiment_answers n join experiment_exposures x using (experiment_id, visitor)
         join experiment_arms a using (experiment_id, arm) where n.answer_id = $1`,
        [body.id],
      )
      const { name } = row!
      sent.get(name)!.visitors++
      if (random() < rates[name]!) {
        sent.get(name)!.conversions++
        assert.equal((await at.tell(body.id, 'thumb')).body.recorded, true)
      }
      if (visitor % 40 === 0) winner = (await at.result(id)).verdict.winner ?? winner
    }
    const { arms: shown } = await at.result(id)
    assert.deepEqual(
      shown.map(({ name, visitors: came, conversions }) => [name, { visitors: came, conversions }]),
      [...sent],
    )
    assert.equal(winner, arms[1] === 'concise' ? 'concise' : null)
    await at.post(`/${id}/stop`, {})
  }
})

/** Says the first sentence of the first source, and in short answers something no source says as well. */
const liesWhenShort: Behaviour = (response, request) => {
  const prompt = (request.body.messages ?? []).map(({ content }) => String(content)).join('\n')
  const [, sentence = ''] = /<source-\w+ number="1"[^>]*>\s*([^.\n]+\.)/.exec(prompt) ?? []
  const lie = /Answer in one or two sentences/.test(prompt) ? ' I won the lottery of Bremen in 1987. [1]' : ''
  return streams(`${sentence.replace(/\.$/, '')}. [1]${lie}`)(response, request)
}

test('an arm whose sentences nothing supports is stopped; answers of the sources alone are an arm of their own', async () => {
  await using model = await openaiServer(liesWhenShort)
  await using server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl } })
  const at = experimentsOn(server)
  const id = await at.running({
    arms: [{ name: 'detailed' }, { name: 'concise' }, { name: 'quoted', strategy: 'detailed', writer: 'sources' }],
  })
  const modes = new Set<string>()
  for (let visitor = 0; visitor < 90; visitor++) {
    const { body } = await at.ask(`browser ${visitor}`, question)
    const [row] = await runSql<{ mode: string; arm: number }>(
      server,
      `select s.mode, x.arm from answers s join experiment_answers n on n.answer_id = s.id
       join experiment_exposures x using (experiment_id, visitor) where s.id = $1`,
      [body.id],
    )
    if (row) modes.add(`${row.arm} ${row.mode}`)
  }
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(100))
    if ((await at.result(id)).arms[1]!.stoppedFor !== null) break
  const { arms, experiment } = await at.result(id)
  assert.deepEqual(
    arms.map(({ stoppedFor }) => stoppedFor),
    [null, 'unsupported-claims', null],
  )
  assert.deepEqual([arms[0]!.unsupportedRate, arms[1]!.unsupportedRate, arms[2]!.unsupportedRate], [0, 0.5, null])
  assert.equal(experiment.state, 'running')
  assert.deepEqual([...modes].sort(), ['0 generated', '1 generated', '2 extractive'], 'kept answers are not mixed up')
})
