import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { embeds, fails, openaiServer } from '../../src/models/testing/openai-server.ts'

/** A model that knows one thing: what is about bees. */
const beeVector = (text: string) => (/bee|apiary|honey/i.test(text) ? [1, 0.1] : [0.1, 1])

async function embedded(server: RunningServer, count: number): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(100)) {
    const rows = await runSql<{ count: string }>(server, 'select count(*) from passage_vectors')
    if (Number(rows[0]!.count) >= count) return
  }
  assert.fail('the passages got no vectors')
}

test('with an embedding model, what is added gets vectors; while the model is away, words still answer', async () => {
  let away = false
  await using model = await openaiServer((response, request) =>
    (away ? fails(500, 'out of memory') : embeds(beeVector))(response, request),
  )
  await using server = await startServer({
    env: { POLLUX_SAMPLE: 'never', EMBEDDING_BASE_URL: model.baseUrl, EMBEDDING_MODEL: 'bees' },
  })
  const owner = client(server)
  const text = 'I keep an apiary of six hives behind the house. I sell the honey at the market.'
  await owner.add({ name: 'apiary.md', text, audience: 'public' })
  await embedded(server, 1)
  assert.ok(model.requests.length > 0)
  away = true
  const { body } = await owner.ask('Where do you keep your apiary?')
  assert.equal(body.refused, false)
  assert.match(body.sentences[0]!.text, /six hives/)
})
