import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startRedis, type RedisServer } from '#test/start-redis.ts'
import type { Cache } from './cache.ts'
import { createMemoryCache } from './memory.ts'
import { createRedisCache } from './redis.ts'

let redis: RedisServer
const silent = { info() {}, warn() {}, error() {} }
const quiet = { log: silent, secret: async () => 'shared' }

before(async () => {
  redis = await startRedis()
})
after(() => redis.stop())

const caches: Record<string, () => Promise<Cache>> = {
  memory: async () => createMemoryCache({ maxEntries: 2_000 }),
  redis: () => connected(createRedisCache(redis.url, quiet)),
}

async function untilConnected(cache: Cache): Promise<void> {
  while (
    !(await cache.count('').then(
      () => true,
      () => false,
    ))
  )
    await delay(10)
}

async function connected(cache: Cache): Promise<Cache> {
  for (;;) {
    try {
      const keys = await Array.fromAsync(cache.scan(''))
      await cache.delete(keys.map(({ key }) => key))
      return cache
    } catch {
      await delay(10) // not connected yet
    }
  }
}

for (const [name, open] of Object.entries(caches)) {
  test(`what was set is there, unchanged, and what was not is not [${name}]`, async () => {
    await using cache = await open()
    assert.equal(await cache.get('a'), undefined)
    await cache.set('a', 'über 🎉\n\u0000', 60)
    assert.equal(await cache.get('a'), 'über 🎉\n\u0000')
    await cache.set('a', '', 60)
    assert.equal(await cache.get('a'), '')
    assert.equal(await cache.get('A'), undefined)
  })

  test(`a value is gone after its time, and at once without one [${name}]`, async () => {
    await using cache = await open()
    await cache.set('short', 'x', 0.15)
    await cache.set('long', 'x', 60)
    assert.equal(await cache.count(''), 2)
    await delay(200)
    assert.equal(await cache.get('short'), undefined)
    assert.equal(await cache.count(''), 1)
    assert.deepEqual(await Array.fromAsync(cache.scan('')), [{ key: 'long', value: 'x' }])
    await cache.set('long', 'y', 0)
    assert.equal(await cache.get('long'), undefined)
    assert.equal((await cache.stats()).entries, 0)
  })

  test(`deleting says how many were there [${name}]`, async () => {
    await using cache = await open()
    for (const key of ['a', 'b', 'c']) await cache.set(key, key, 60)
    assert.equal(await cache.delete(['a', 'c', 'nothing']), 2)
    assert.equal(await cache.delete([]), 0)
    assert.deepEqual(await Array.fromAsync(cache.scan('')), [{ key: 'b', value: 'b' }])
  })

  test(`a scan gives every key of a prefix once, whatever letters it has [${name}]`, async () => {
    await using cache = await open()
    const keys = Array.from({ length: 1_300 }, (_, index) => `x*[y]:${index}`)
    // In turns: all at once, a busy machine takes longer for the last of them than a cache may take.
    for (let start = 0; start < keys.length; start += 100)
      await Promise.all(keys.slice(start, start + 100).map((key) => cache.set(key, key, 60)))
    await cache.set('xzy:1', 'another', 60)
    const found = await Array.fromAsync(cache.scan('x*[y]:'))
    assert.deepEqual(found.map(({ key }) => key).sort(), [...keys].sort())
    assert.ok(found.every(({ key, value }) => key === value))
    assert.equal(await cache.count('x*[y]:'), 1_300)
    assert.equal(await cache.count('x'), 1_301)
    assert.equal(await cache.delete(keys), 1_300)
  })
}

test('memory keeps what was used last, and counts what it gave up', async () => {
  let time = 0
  await using cache = createMemoryCache({ maxEntries: 2, now: () => time })
  await cache.set('a', '1', 10)
  await cache.set('b', '2', 10)
  await cache.get('a')
  await cache.set('c', '3', 10)
  assert.deepEqual((await Array.fromAsync(cache.scan(''))).map(({ key }) => key).sort(), ['a', 'c'])
  assert.deepEqual(await cache.stats(), { entries: 2, evicted: 1 })
  time = 10_000
  assert.deepEqual(await cache.stats(), { entries: 0, evicted: 1 })
})

test('two processes share what lies in Redis, under a prefix of ours and with a time to live', async () => {
  await using one = await connected(createRedisCache(redis.url, quiet))
  await using other = await connected(createRedisCache(redis.url, quiet))
  await one.set('shared', 'x', 60)
  assert.equal(await other.get('shared'), 'x')
  const { createClient } = await import('redis')
  const client = createClient({ url: redis.url })
  await client.connect()
  assert.deepEqual(await client.keys('*'), ['pollux:shared'])
  assert.ok((await client.pTTL('pollux:shared')) > 0)
  client.destroy()
})

test('what others write into Redis is a miss, and so is a value of ours under another key', async () => {
  await using cache = await connected(createRedisCache(redis.url, quiet))
  const { createClient } = await import('redis')
  const client = createClient({ url: redis.url })
  await client.connect()
  try {
    await cache.set('a', 'one', 60)
    const sealed = (await client.get('pollux:a'))!
    assert.equal(sealed.slice(43), 'one')
    for (const forged of [sealed.replace('one', 'two'), 'one', '', sealed.slice(1), `${'A'.repeat(43)}one`]) {
      await client.set('pollux:a', forged)
      assert.equal(await cache.get('a'), undefined, forged)
      assert.deepEqual(await Array.fromAsync(cache.scan('a')), [{ key: 'a', value: '' }])
    }
    await client.set('pollux:b', sealed)
    assert.equal(await cache.get('b'), undefined)
    await client.set('pollux:a', sealed)
    assert.equal(await cache.get('a'), 'one')
    await using stranger = createRedisCache(redis.url, { ...quiet, secret: async () => 'another' })
    await using early = createRedisCache(redis.url, { ...quiet, secret: async () => undefined })
    for (const other of [stranger, early]) {
      await untilConnected(other)
      assert.equal(await other.get('a'), undefined)
    }
    await early.set('c', 'x', 60)
    assert.equal(await client.get('pollux:c'), null)
  } finally {
    client.destroy()
  }
})

test('a Redis that is away or hangs is a miss, said once, and is used again when it is back', async () => {
  const own = await startRedis()
  const said: string[] = []
  await using cache = await connected(
    createRedisCache(own.url, { ...quiet, log: { ...silent, warn: (_details, message) => void said.push(message) } }),
  )
  await cache.set('a', 'x', 60)
  said.length = 0
  own.pause()
  const started = performance.now()
  assert.equal(await cache.get('a'), undefined)
  assert.ok(performance.now() - started < 2_000, 'a hanging Redis holds an answer up for its time limit at most')
  own.resume()
  await own.stop()
  for (let times = 0; times < 50; times++) {
    await cache.set('b', 'y', 60)
    assert.equal(await cache.get('b'), undefined)
  }
  await assert.rejects(cache.count(''), { code: 'storage_unavailable' })
  await assert.rejects(cache.delete(['a']), { code: 'storage_unavailable' })
  await assert.rejects(Array.fromAsync(cache.scan('')), { code: 'storage_unavailable' })
  assert.ok(said.length <= 1, said.join('\n'))
  await using _back = await startRedis(own.port)
  for (const deadline = Date.now() + 10_000; (await cache.get('b')) === undefined && Date.now() < deadline;) {
    await cache.set('b', 'y', 60)
    await delay(50)
  }
  assert.equal(await cache.get('b'), 'y')
})
