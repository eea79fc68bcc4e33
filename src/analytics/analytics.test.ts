import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { owner, type Actor } from '#auth'
import { testStorage } from '#test/postgres.ts'
import { createAnalytics, type Analytics } from './analytics.ts'
import { forgetOld } from './deletion.ts'
import type { Visit } from './event.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const noon = Date.parse('2026-05-20T12:00:00Z')

async function counting(start = noon) {
  const storage = await testStorage()
  const clock = { now: start }
  const needs = {
    ...storage,
    enabled: true,
    keepDays: 100,
    isVisitorOfLink: ({ id }: Actor) => id.startsWith('link_'),
    linkNames: async () => new Map(),
    observe() {},
    failed: (error: unknown) => assert.fail(String(error)),
    now: () => clock.now,
  }
  const analytics = createAnalytics(needs)
  return {
    ...storage,
    clock,
    analytics,
    /** What another process has. */
    another: (more: { enabled?: boolean } = {}) => createAnalytics({ ...needs, ...more }),
    async [Symbol.asyncDispose]() {
      await analytics[Symbol.asyncDispose]()
      await storage[Symbol.asyncDispose]()
    },
  }
}

const anna: Actor = { id: 'link_anna', audience: 'recruiter', scopes: new Set(['ask']) }
const by = (visitor: string, client = 'rest', actor = anna): Visit => ({ actor, visitor, client })
let answers = 0
const asked = (about: string, more: { refused?: boolean; answerId?: string } = {}) => ({
  kind: 'asked' as const,
  answerId: `ans_${++answers}`,
  refused: false,
  durationMs: 5,
  followUp: false,
  terms: about.split(' ').map((word) => ({ key: word, word })),
  ...more,
})

const figures = async (analytics: Analytics, query = {}) => {
  const { visitors, sessions, returningVisitors, meanSessionSeconds, questions } = await analytics.summary(owner, query)
  return { visitors, sessions, returningVisitors, meanSessionSeconds, questions }
}

test('a session ends after 30 minutes of silence, and goes on past midnight', async () => {
  await using at = await counting(Date.parse('2026-05-20T23:00:00Z'))
  const { analytics, clock } = at
  for (const minutes of [0, 10, 39, 50, 75]) {
    clock.now = Date.parse('2026-05-20T23:00:00Z') + minutes * minuteMs
    analytics.record(by('one'), asked('python'))
  }
  // One session, over midnight; on each day she is a visitor.
  assert.deepEqual(await figures(analytics), {
    visitors: 2,
    sessions: 1,
    returningVisitors: 0,
    meanSessionSeconds: 75 * 60,
    questions: 5,
  })
  clock.now += 31 * minuteMs
  analytics.record(by('one'), asked('python'))
  analytics.record(by('two'), asked('python'))
  assert.deepEqual(await figures(analytics), {
    visitors: 3,
    sessions: 3,
    returningVisitors: 1,
    meanSessionSeconds: 75 * 20,
    questions: 7,
  })
})

test('one visitor with two clients is one visitor, and one of each client', async () => {
  await using at = await counting()
  at.analytics.record(by('one', 'rest'), asked('python'))
  at.analytics.record(by('one', 'mcp:x'), asked('python'))
  const { visitors, byClient } = await at.analytics.summary(owner, {})
  assert.deepEqual([visitors, ...byClient.map((row) => row.visitors)], [1, 1, 1])
  assert.equal((await at.analytics.summary(owner, { client: 'mcp:x' })).visitors, 1)
  assert.equal((await at.analytics.summary(owner, { audience: 'recruiter' })).visitors, 1)
})

test('an event told twice counts once, in one batch and in two', async () => {
  await using at = await counting()
  const event = asked('python')
  for (const again of [event, event]) at.analytics.record(by('one'), again)
  await at.analytics.flush()
  at.analytics.record(by('one'), event)
  assert.equal((await figures(at.analytics)).questions, 1)
})

test('every way of adding up says the same, also when days of a month are deleted', async () => {
  await using at = await counting()
  const { analytics } = at
  const days = 120
  for (let day = 0; day < days; day++)
    for (const visitor of ['one', 'two'])
      analytics.record(by(`${visitor}${day}`), asked(day % 2 ? 'python' : 'kubernetes'), new Date(noon - day * dayMs))
  const sums = async (query: object) => {
    const whole = await figures(analytics, query)
    const { topics } = await analytics.topics(owner, query, 10)
    assert.equal(
      topics.reduce((sum, topic) => sum + topic.questions, 0),
      whole.questions,
    )
    for (const step of ['day', 'week', 'month'] as const) {
      const { points } = await analytics.series(owner, query, step)
      assert.equal(
        points.reduce((sum, point) => sum + point.questions, 0),
        whole.questions,
        step,
      )
      assert.equal(
        points.reduce((sum, point) => sum + point.visitors, 0),
        whole.visitors,
        step,
      )
    }
    return [whole.questions, whole.visitors]
  }
  assert.deepEqual(await sums({ days: 200 }), [240, 240])
  assert.deepEqual(await sums({ days: 70, link: undefined, client: 'rest' }), [140, 140])
  assert.deepEqual(await sums({ from: '2026-04-03', to: '2026-04-03' }), [2, 2])
  await analytics.delete(owner, { before: '2026-04-11' })
  assert.deepEqual(await sums({ days: 200 }), [80, 80]) // 11 April to 20 May
  assert.deepEqual(await sums({ from: '2026-04-01', to: '2026-04-30' }), [40, 40])
})

test('what is too old goes by itself: visitors after two days, single events after 30, counts when they should', async () => {
  await using at = await counting()
  const { analytics, clock, database } = at
  for (const day of [0, 1, 2, 31, 101]) analytics.record(by('one'), asked('python'), new Date(noon - day * dayMs))
  await analytics.flush()
  let deleted = 0
  const maintaining = analytics.maintain({
    deleted: (count) => (deleted = count),
    failed: (error) => assert.fail(String(error)),
  })
  await maintaining[Symbol.asyncDispose]()
  const count = async (table: string) =>
    Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(database)).rows[0]!.n)
  assert.equal(await count('analytics_visits'), 2)
  assert.equal(await count('analytics_salts'), 2)
  assert.equal(await count('analytics_events'), 3)
  assert.ok(deleted > 0)
  assert.equal((await figures(analytics, { days: 300 })).questions, 4)
  clock.now += 2 * dayMs
  await analytics.maintain({ deleted() {}, failed() {} })[Symbol.asyncDispose]()
  assert.equal(await count('analytics_salts'), 0)
})

test('after everything was deleted, processes that go on know one another’s visitors', async () => {
  await using at = await counting()
  const { analytics } = at
  await using another = at.another()
  analytics.record(by('one'), asked('python'))
  await analytics.flush()
  await another.delete(owner, { everything: true })
  for (const process of [analytics, another]) {
    process.record(by('one'), asked('python'))
    await process.flush()
  }
  const { visitors, questions } = await figures(analytics)
  assert.deepEqual({ visitors, questions }, { visitors: 1, questions: 2 })
})

test('with its answers the words of a rare topic go, and its count stays', async () => {
  await using at = await counting()
  const { analytics, transaction } = at
  const rare = asked('vastrabeck')
  analytics.record(by('one'), rare, new Date(noon - 10 * dayMs))
  for (let n = 0; n < 6; n++) analytics.record(by('one'), asked('python'), new Date(noon - 10 * dayMs))
  await analytics.rate(by('one'), { answerId: rare.answerId, rating: 1, reason: 'Vastrabeck is wrong', terms: [] })
  const named = async () =>
    (await analytics.topics(owner, {}, 10)).topics.map(({ name, questions, ratings }) => [
      name,
      questions,
      ratings.count,
    ])
  assert.deepEqual(await named(), [
    ['python', 6, 0],
    ['vastrabeck', 1, 1],
  ])
  await transaction((within) => analytics.forgetAnswers(within, [rare.answerId]))
  await analytics.forgetWords(new Date(noon - 5 * dayMs))
  assert.deepEqual(await named(), [
    ['python', 6, 0],
    ['other', 1, 1],
  ])
  const { recent, ratings } = await analytics.ratings(owner, {})
  assert.deepEqual([recent, ratings.count], [[], 1])
  // A process that still has the old topics in memory goes on with the new ones.
  analytics.record(by('one'), asked('python'))
  analytics.record(by('one'), asked('vastrabeck'))
  assert.deepEqual(await named(), [
    ['python', 7, 0],
    ['other', 1, 1],
    ['vastrabeck', 1, 0],
  ])
})

test('topics that many people rate badly need work, those of few do not yet', async () => {
  await using at = await counting()
  const { analytics } = at
  const rated = async (about: string, ...stars: number[]) => {
    for (const rating of stars) {
      const event = asked(about)
      analytics.record(by('one'), event)
      await analytics.rate(by('one'), { answerId: event.answerId, rating, terms: event.terms })
    }
  }
  await rated('python', 1, 2, 1, 2, 3)
  await rated('salary', 1, 5, 1)
  await rated('travel', 1, 1)
  await rated('team', 5, 4, 5, 4, 1)
  const { needWork } = await analytics.ratings(owner, {})
  assert.deepEqual(
    needWork.map(({ name, priority, ratings }) => [name, priority, ratings.mean]),
    [
      ['python', 'high', 1.8],
      ['salary', 'medium', 2.33],
    ],
  )
  const { recommendations } = await analytics.report(owner, { period: 'weekly' })
  assert.match(recommendations[0]!, /"python" are rated 1.8 by 5/)
})

test('switched off, nothing is counted or told, and the owner still deletes what was counted', async () => {
  await using at = await counting()
  at.analytics.record(by('one'), asked('python'))
  assert.equal((await figures(at.analytics)).questions, 1)
  await using off = at.another({ enabled: false })
  off.record(by('two'), asked('python'))
  await assert.rejects(off.summary(owner, {}), { code: 'not_found' })
  await assert.rejects(off.delete({ ...owner, id: 'key_x' }, { everything: true }), { code: 'forbidden' })
  assert.equal((await figures(at.analytics)).questions, 1)
  await off.delete(owner, { everything: true })
  for (const table of ['events', 'visits', 'salts', 'counts', 'topics', 'ratings'])
    assert.deepEqual((await sql`select * from ${sql.table(`analytics_${table}`)}`.execute(at.database)).rows, [], table)
})

test('a rating that is changed when its hour is no longer kept takes nothing off it', async () => {
  await using at = await counting()
  const { analytics, clock, transaction, database } = at
  const key: Actor = { id: 'key_anna', audience: 'recruiter', scopes: new Set(['ask']) }
  const event = asked('python')
  await analytics.rate({ actor: key }, { answerId: event.answerId, rating: 5, terms: [] })
  clock.now += 93 * dayMs
  await forgetOld({ transaction }, 0, clock.now)
  await analytics.rate({ actor: key }, { answerId: event.answerId, rating: 1, terms: [] })
  const { rows } = await sql<{ n: number }>`
    select (value)::int as n from analytics_counts, jsonb_each_text(counts) where key like 'rating%'`.execute(database)
  assert.ok(rows.length > 0 && rows.every(({ n }) => n > 0), JSON.stringify(rows))
  const { byRating } = await analytics.ratings(owner, { days: 100 })
  assert.deepEqual(
    byRating.filter(({ count }) => count !== 0),
    [{ rating: 1, count: 1 }],
  )
})

test('of a crowd, who gave a rating changes it until the end of the next day, and nobody else; who is known always does', async () => {
  await using at = await counting()
  const { analytics, clock, transaction, database } = at
  const rate = (visit: Visit, answerId: string, rating: number) =>
    analytics.rate(visit, { answerId, rating, terms: [] })
  const [shared, known] = [asked('python').answerId, asked('python').answerId]
  const key: Visit = { actor: { id: 'key_anna', audience: 'recruiter', scopes: new Set(['ask']) }, visitor: 'key_anna' }
  await rate(by('one'), shared, 5)
  await rate(key, known, 5)
  await assert.rejects(rate(by('two'), shared, 1), { code: 'conflict' })
  await rate(by('one'), shared, 4)
  clock.now += dayMs
  await forgetOld({ transaction }, 0, clock.now)
  await rate(by('one'), shared, 3)
  await assert.rejects(rate(by('two'), shared, 1), { code: 'conflict' })
  clock.now += dayMs
  await forgetOld({ transaction }, 0, clock.now)
  await assert.rejects(rate(by('one'), shared, 1), { code: 'conflict' }, 'nobody knows them any more')
  await rate(key, known, 2)
  const { rows } = await sql`select rating, rater from analytics_ratings order by rating`.execute(database)
  assert.deepEqual(rows, [
    { rating: 2, rater: null },
    { rating: 3, rater: null },
  ])
  // Refused ones are no visits.
  assert.equal((await analytics.summary(owner, { days: 3 })).visitors, 4)
})

test('a report says which way things go, and how that compares', async () => {
  await using at = await counting()
  const { analytics } = at
  for (let day = 0; day < 14; day++)
    for (let n = 0; n < 10; n++) {
      // Before: half refused. In the last week: 5 of 10, then 1 of 10.
      const refused = day > 3 ? n < 5 : n < 1
      analytics.record(by(`v${day}`), asked('python', { refused }), new Date(noon - day * dayMs))
    }
  const { metrics } = await analytics.report(owner, { period: 'weekly' })
  assert.deepEqual(metrics.answered, { mean: 72.86, trend: 'improving', percentileRank: 100 })
  assert.deepEqual(metrics.satisfaction, { mean: null, trend: 'unknown', percentileRank: null })
  assert.equal(metrics.responseTimeMs.trend, 'stable')
})

test('names of MCP clients are counted apart up to 200', async () => {
  await using at = await counting()
  for (let n = 0; n < 230; n++) at.analytics.record(by('one', `mcp:client ${n}`), asked('python'))
  await at.analytics.flush()
  for (let n = 0; n < 230; n++) at.analytics.record(by('one', `mcp:other ${n}`), asked('python'))
  const { byClient, questions } = await at.analytics.summary(owner, {})
  assert.equal(questions, 460)
  assert.equal(byClient.length, 201)
  assert.equal(byClient[0]!.client, 'mcp')
  assert.equal(byClient[0]!.questions, 260)
})
