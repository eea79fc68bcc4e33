import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { owner } from '#auth'
import { createRedisCache, type Cache } from '#storage'
import { startRedis } from '#test/start-redis.ts'
import { add, bench, climb, climbing, cooking, killed, outputOf, soup, sync } from './sync-bench.ts'
import type { Options } from './sync-process.ts'

interface CacheOutput {
  entries_synced: number
  cache_entries_before: number
  cache_entries_after: number
  db_records_processed: number
  stale_found: number
  inconsistent: { key: string; problem: string }[]
}
test('stale answers are found, named, and cleared; the most asked are there again', async () => {
  await using at = await bench()
  const id = await add(at, 'climb.md', climb)
  await add(at, 'soup.md', soup)
  for (const question of [climbing, climbing, cooking]) await at.ask(question)
  const well = await sync(at, { operation: 'verify_consistency' })
  assert.equal(well.verdict, 'verified', JSON.stringify(well.probe))
  assert.deepEqual(
    [
      outputOf<CacheOutput>(well).cache_entries_before,
      outputOf<CacheOutput>(well).entries_synced,
      outputOf<CacheOutput>(well).stale_found,
    ],
    [2, 2, 0],
  )
  await at.twin.sources.change(owner, id, { audience: 'recruiter' })
  const found = await sync(at, { operation: 'verify_consistency' })
  assert.equal(found.verdict, 'verified', JSON.stringify(found.probe))
  assert.equal(outputOf<CacheOutput>(found).cache_entries_after, 2)
  assert.deepEqual(
    outputOf<CacheOutput>(found)
      .inconsistent.map(({ problem }) => problem)
      .sort(),
    ['outdated', 'source_hidden'],
  )
  const cleared = await sync(at, { operation: 'clear_stale' })
  assert.equal(cleared.verdict, 'verified', JSON.stringify(cleared.probe))
  assert.deepEqual(
    [outputOf<CacheOutput>(cleared).cache_entries_before, outputOf<CacheOutput>(cleared).cache_entries_after],
    [2, 0],
  )
  const warmed = await sync(at, { operation: 'warm_cache' })
  assert.equal(warmed.verdict, 'verified', JSON.stringify(warmed.probe))
  assert.deepEqual(
    [outputOf<CacheOutput>(warmed).entries_synced, outputOf<CacheOutput>(warmed).cache_entries_after],
    [2, 2],
  )
  assert.ok(outputOf<CacheOutput>(warmed).db_records_processed >= 3, 'it read the three answers')
  at.outcomes.length = 0
  assert.equal(await at.ask(climbing), '')
  assert.match(await at.ask(cooking), /forty minutes/)
  assert.deepEqual(at.outcomes, ['hit', 'hit'])
  const all = await sync(at, { force: true })
  assert.equal(all.verdict, 'verified', JSON.stringify(all.probe))
  assert.equal(outputOf<CacheOutput>(all).cache_entries_after, 2)
})

test('the same over Redis', async () => {
  await using redis = await startRedis()
  const cache = createRedisCache(redis.url, {
    log: { info() {}, warn() {}, error() {} },
    secret: async () => 'shared',
  })
  while (!(await cache.stats().catch(() => undefined))) await delay(20)
  await using at = await bench({ cache })
  const id = await add(at, 'climb.md', climb)
  await at.ask(climbing)
  await at.ask(climbing)
  assert.deepEqual(at.outcomes, ['miss', 'hit'])
  await at.twin.sources.remove(owner, id)
  const run = await sync(at, {})
  assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
  assert.deepEqual(
    [
      outputOf<CacheOutput>(run).stale_found,
      outputOf<CacheOutput>(run).cache_entries_before,
      outputOf<CacheOutput>(run).cache_entries_after,
    ],
    [1, 1, 1],
  )
  assert.equal(outputOf<CacheOutput>(run).inconsistent[0]!.problem, 'source_gone')
  await redis.stop()
  const away = await sync(at, { operation: 'verify_consistency' })
  assert.deepEqual([away.state, away.error?.code], ['failed', 'storage_unavailable'])
  await cache[Symbol.asyncDispose]()
})

test('what was put into the cache by hand is found', async () => {
  await using at = await bench()
  await add(at, 'climb.md', climb)
  await at.ask(climbing)
  const [{ key, value }] = (await Array.fromAsync(at.cache.scan(''))) as [{ key: string; value: string }]
  await at.cache.set(key, value.replace('two ropes', 'ten ropes').replace('two ropes', 'ten ropes'), 60)
  await at.cache.set('answers:x', 'not JSON', 60)
  await at.cache.set('other', 'not ours', 60)
  const run = await sync(at, { operation: 'clear_stale' })
  assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
  assert.deepEqual(
    outputOf<CacheOutput>(run)
      .inconsistent.map(({ problem }) => problem)
      .sort(),
    ['quote_missing', 'unreadable'],
  )
  assert.deepEqual(
    (await Array.fromAsync(at.cache.scan(''))).map((entry) => entry.key),
    ['other'],
  )
})

const sabotages: Record<string, { input: object; options: Options }> = {
  'a cache that deletes nothing': {
    input: { operation: 'clear_stale' },
    options: { agentCache: (cache) => ({ ...cache, delete: async (keys) => keys.length }) },
  },
  'a cache that deletes nothing, by force': {
    input: { operation: 'verify_consistency', force: true },
    options: { agentCache: (cache) => ({ ...cache, delete: async (keys) => keys.length }) },
  },
  'a cache that loses a good row when it deletes': {
    input: { operation: 'clear_stale' },
    options: {
      agentCache: (cache) => ({
        ...cache,
        async delete(keys) {
          const all = await Array.fromAsync(cache.scan('answers:'))
          const good = all.find(({ value }) => value.includes('forty minutes'))
          return cache.delete([...keys, good!.key])
        },
      }),
    },
  },
  'a cache that loses a row after a verification': {
    input: { operation: 'verify_consistency' },
    options: { agentCache: losesAfter(2) },
  },
  'a cache that hides a row from whoever reads them': {
    input: { operation: 'verify_consistency' },
    options: {
      agentCache: (cache) => ({
        ...cache,
        async *scan(prefix) {
          yield* (await Array.fromAsync(cache.scan(prefix))).slice(1)
        },
      }),
    },
  },
  'a warming that asks nothing': { input: { operation: 'sync_all', force: true }, options: { warm: async () => {} } },
}

/** Loses one entry after so many scans. */
function losesAfter(scans: number): (cache: Cache) => Cache {
  return (cache) => ({
    ...cache,
    async *scan(prefix) {
      const all = await Array.fromAsync(cache.scan(prefix))
      yield* all
      if (--scans === 0) await cache.delete([all[0]!.key])
    },
  })
}

for (const [what, { input, options }] of Object.entries(sabotages)) {
  test(`sabotage is never called verified: ${what}`, async () => {
    await using at = await bench(options)
    await add(at, 'climb.md', climb)
    await add(at, 'soup.md', soup)
    for (const question of [climbing, cooking]) await at.ask(question)
    if ('operation' in input && input.operation === 'clear_stale') {
      await at.cache.set('answers:broken', 'not JSON', 60)
    }
    const run = await sync(at, input)
    assert.deepEqual([run.state, run.verdict], ['failed', 'failed'], JSON.stringify(run.probe))
  })
}

test('killed when its work on a cache in memory was done, the run does it again on the cache that is there', async () => {
  await using left = await killed('stored:sync_all', 'sync.sync_cache_db')
  assert.equal(await left.at.cache.count(''), 1)
  assert.equal(outputOf<CacheOutput>(left.run).cache_entries_after, 1)
})
