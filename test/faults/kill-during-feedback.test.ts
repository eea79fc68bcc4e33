import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'

const kills = process.env['POLLUX_LONG'] ? 12 : 3
const atOnce = 8

test(`killed ${kills} times while rating, every rating and event that was acknowledged is counted, once`, async () => {
  const env = { POLLUX_SAMPLE: 'never' }
  const acknowledged = { ratings: new Map<string, number>(), events: new Set<string>() }
  const tried = { ratings: new Map<string, number[]>(), events: new Set<string>() }
  await using first = await startServer({ env })
  await client(first).add({ name: 'a.md', text: '# Office\n\nThe office has 14 desks.', audience: 'public' })
  const { dataDir, databaseUrl } = first
  let server = first
  for (let round = 0; round < kills; round++) {
    const http = client(server)
    let stop = false
    const work = async () => {
      while (!stop) {
        const { body: answer } = await http.ask('How many desks are there?')
        for (const rating of [1, 5]) {
          tried.ratings.set(answer.id, [...(tried.ratings.get(answer.id) ?? []), rating])
          const rated = await http.send('POST', `/api/v1/twin/answers/${answer.id}/feedback`, { body: { rating } })
          if (rated.status === 204) acknowledged.ratings.set(answer.id, rating)
        }
        const eventId = crypto.randomUUID()
        tried.events.add(eventId)
        const told = await http.send('POST', '/api/v1/analytics/events', { body: { type: 'contact-clicked', eventId } })
        if (told.status === 204) acknowledged.events.add(eventId)
      }
    }
    const workers = Array.from({ length: atOnce }, () => work().catch(() => undefined))
    const enough = acknowledged.events.size + 8
    while (acknowledged.events.size < enough) await delay(20)
    await delay(round * 37) // at another point each time
    await server.kill('SIGKILL')
    stop = true
    await Promise.all(workers)
    server = await startServer({ dataDir, env: { ...env, DATABASE_URL: databaseUrl, POLLUX_OWNER_TOKEN: first.token } })
  }
  await using last = server
  // Whoever got no reply says it again.
  for (const eventId of tried.events)
    await client(last).send('POST', '/api/v1/analytics/events', { body: { type: 'contact-clicked', eventId } })

  const rows = await runSql<{ answer_id: string; rating: number }>(
    last,
    'select answer_id, rating from analytics_ratings',
  )
  const stored = new Map(rows.map((row) => [row.answer_id, row.rating]))
  assert.ok(acknowledged.ratings.size > 10 && acknowledged.events.size > 10, 'enough was done to prove something')
  for (const [id, rating] of acknowledged.ratings) {
    const later = tried.ratings.get(id)!.slice(tried.ratings.get(id)!.indexOf(rating))
    assert.ok(later.includes(stored.get(id)!), `${id} was rated ${rating}, and ${stored.get(id)} is stored`)
  }
  const { ratings, contactsClicked } = (
    await client(last).get<{ ratings: { count: number; mean: number }; contactsClicked: number }>(
      '/api/v1/analytics/summary',
      last.token,
    )
  ).body
  const sum = [...stored.values()].reduce((total, rating) => total + rating, 0)
  assert.deepEqual(ratings.count, stored.size)
  assert.equal(ratings.mean, Math.round((sum / stored.size) * 100) / 100)
  assert.equal(contactsClicked, tried.events.size)
})
