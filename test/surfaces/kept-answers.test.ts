import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

async function questions(server: RunningServer, table = 'answers'): Promise<string[]> {
  const rows = await runSql<{ question: string }>(server, `select question from ${table} order by question`)
  return rows.map(({ question }) => question)
}

test('answers, and questions in the inbox, older than ANSWERS_KEEP_DAYS are deleted at start; 0 keeps them', async () => {
  const quiet = { POLLUX_SAMPLE: 'never' }
  await using first = await startServer({ env: quiet })
  for (const question of ['Old one?', 'Ripe one?', 'Young one?']) await client(first).ask(question)
  const age = (days: number, question: string) =>
    runSql(first, `update answers set created_at = now() - make_interval(days => $1) where question = $2`, [
      days,
      question,
    ])
  await age(91, 'Old one?')
  await age(89, 'Ripe one?')
  const inbox = (change: string, question: string) =>
    runSql(first, `update unanswered set ${change} where question = $1`, [question])
  await inbox(`last_asked_at = now() - interval '91 days', state = 'dismissed'`, 'Old one?')
  await inbox(`last_asked_at = now() - interval '89 days'`, 'Ripe one?')
  await inbox(`last_asked_at = now() - interval '91 days', rated_badly_at = now()`, 'Young one?')
  const { dataDir, databaseUrl } = first
  await first.stop()
  const again = (days?: string) =>
    startServer({ dataDir, env: { ...quiet, DATABASE_URL: databaseUrl, ANSWERS_KEEP_DAYS: days } })

  {
    await using server = await again('0')
    for (const table of ['answers', 'unanswered'])
      assert.deepEqual(await questions(server, table), ['Old one?', 'Ripe one?', 'Young one?'])
  }
  {
    await using server = await again()
    await server.printed(/deleted old questions and answers/)
    for (const table of ['answers', 'unanswered'])
      assert.deepEqual(await questions(server, table), ['Ripe one?', 'Young one?'])
  }
  await using server = await again('30')
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(50))
    if ((await questions(server, 'unanswered')).length === 1) break
  for (const table of ['answers', 'unanswered']) assert.deepEqual(await questions(server, table), ['Young one?'])
})
