import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startRedis, type RedisServer } from '#test/start-redis.ts'
import type { Bucket, Limiter } from './limiter.ts'
import { createMemoryLimiter } from './memory.ts'
import { createRedisLimiter } from './redis.ts'

let redis: RedisServer
const warned: string[] = []
const log = { info() {}, error() {}, warn: (_: unknown, text: string) => void warned.push(text) }

before(async () => {
  redis = await startRedis()
})
after(() => redis.stop())

const limiters: Record<string, () => Promise<Limiter>> = {
  memory: async () => createMemoryLimiter(),
  redis: async () => connected(createRedisLimiter(redis.url, { log })),
}

/** Two processes share what one has taken. */
async function connected(limiter: Limiter): Promise<Limiter> {
  const other = createRedisLimiter(redis.url, { log })
  try {
    for (let tries = 0; ; tries++) {
      const probe = { key: `probe ${tries}`, perSecond: 0.001, burst: 0 }
      await limiter.take([probe])
      if (!(await other.take([probe])).allowed) return limiter
      await delay(10)
    }
  } finally {
    await other[Symbol.asyncDispose]()
  }
}

let keys = 0
const bucket = (perSecond: number, burst: number): Bucket => ({ key: `key ${keys++}`, perSecond, burst })

async function times(count: number, take: () => ReturnType<Limiter['take']>): Promise<number> {
  let allowed = 0
  for (let taken = 0; taken < count; taken++) if ((await take()).allowed) allowed++
  return allowed
}

for (const [name, open] of Object.entries(limiters)) {
  test(`after a rest, the burst and one more pass at once, as at nginx; then none [${name}]`, async () => {
    await using limiter = await open()
    for (const [perSecond, burst] of [
      [0.05, 20],
      [0.03, 0],
      [0.07, 7],
    ] as const) {
      const slow = bucket(perSecond, burst)
      assert.equal(await times(burst + 5, () => limiter.take([slow])), burst + 1)
      const refused = await limiter.take([slow])
      assert.equal(refused.left, 0)
      assert.ok(Math.abs(refused.waitMs - 1000 / perSecond) < 1000, String(refused.waitMs))
      assert.ok(Math.abs(refused.fullMs - ((burst + 1) * 1000) / perSecond) < 1000, String(refused.fullMs))
    }
  })

  test(`then they pass at the rate, however often somebody tries [${name}]`, async () => {
    await using limiter = await open()
    const fast = bucket(50, 5)
    assert.equal(await times(6, () => limiter.take([fast])), 6)
    const began = performance.now()
    let allowed = 0
    while (performance.now() - began < 500) {
      if ((await limiter.take([fast])).allowed) allowed++
      await delay(1)
    }
    const expected = ((performance.now() - began) / 1000) * 50
    assert.ok(allowed <= expected + 1 && allowed >= expected * 0.8, `${allowed} of ${expected}`)
  })

  test(`waiting as long as it says is enough [${name}]`, async () => {
    await using limiter = await open()
    const slow = bucket(5, 1)
    await times(2, () => limiter.take([slow]))
    const { allowed, waitMs } = await limiter.take([slow])
    assert.equal(allowed, false)
    await delay(waitMs + 2)
    assert.equal((await limiter.take([slow])).allowed, true)
  })

  test(`of several buckets all give or none does [${name}]`, async () => {
    await using limiter = await open()
    const [wide, narrow] = [bucket(0.01, 9), bucket(0.01, 2)]
    assert.equal(await times(9, () => limiter.take([wide, narrow])), 3)
    assert.equal((await limiter.take([wide])).left, 10 - 3 - 1)
  })

  test(`one request may cost several, and what is more than the whole is never given [${name}]`, async () => {
    await using limiter = await open()
    const some = bucket(0.01, 9)
    assert.equal((await limiter.take([some], 11)).allowed, false)
    assert.equal((await limiter.take([some], 8)).left, 2)
    assert.equal((await limiter.take([some], 3)).allowed, false)
    assert.equal((await limiter.take([some], 2)).left, 0)
  })

  test(`what comes at the same moment is counted one by one [${name}]`, async () => {
    await using limiter = await open()
    const crowd = bucket(0.01, 19)
    const all = await Promise.all(Array.from({ length: 100 }, async () => limiter.take([crowd])))
    assert.equal(all.filter(({ allowed }) => allowed).length, 20)
  })
}

test('the counts of Redis are of all processes, and leave nothing behind', async () => {
  await using one = await connected(createRedisLimiter(redis.url, { log }))
  await using other = await connected(createRedisLimiter(redis.url, { log }))
  const shared = bucket(5, 3)
  assert.equal(await times(3, () => one.take([shared])), 3)
  assert.equal(await times(3, () => other.take([shared])), 1)
  await delay(1_000)
  assert.equal((await other.take([shared])).left, 3)
})

test('without Redis the counts are those of the process: no open door, no failure, one warning', async () => {
  const own = await startRedis()
  await using limiter = createRedisLimiter(own.url, { log })
  warned.length = 0
  await own.stop()
  const slow = bucket(0.01, 4)
  assert.equal(await times(50, () => limiter.take([slow])), 5)
  await delay(200)
  assert.equal(await times(50, () => limiter.take([slow])), 0)
  assert.deepEqual(warned, ['Redis is away; going on without it'])
})

test('a Redis that hangs holds up the first requests only', async () => {
  await using limiter = await connected(createRedisLimiter(redis.url, { log }))
  redis.pause()
  try {
    const slow = bucket(0.01, 4)
    await limiter.take([slow])
    const began = performance.now()
    assert.equal(await times(50, () => limiter.take([slow])), 4)
    assert.ok(performance.now() - began < 400)
  } finally {
    redis.resume()
  }
})

test('memory forgets who was away longest, and no more than it must', () => {
  const limiter = createMemoryLimiter({ maxBuckets: 3, now: () => 0 })
  const take = (key: string) => (limiter.take([{ key, perSecond: 1, burst: 1 }]) as { left: number }).left
  for (const key of ['a', 'b', 'c', 'a']) take(key)
  take('d')
  assert.equal(take('b'), 1)
  assert.equal((limiter.take([{ key: 'a', perSecond: 1, burst: 1 }]) as { allowed: boolean }).allowed, false)
})
