import type { Log } from '../log.ts'
import { openRedis, redisPrefix } from '../redis.ts'
import type { Cache } from './cache.ts'
import { createSeal, type Seal } from './seal.ts'

/** Keys of one SCAN, and of one MGET after it. */
const scanned = 500

export interface RedisCacheOptions {
  readonly log: Log
  /** What all processes that share it know, and nobody else; until it is there, nothing is found and nothing kept. */
  readonly secret: () => Promise<string | undefined>
}

/**
 * The cache that all processes share. Its keys in Redis begin with `pollux:`, all have a time to live, and values are sealed:
 * what others write there is never taken for ours.
 */
export function createRedisCache(url: string, { log, secret }: RedisCacheOptions): Cache {
  const redis = openRedis(url, { log })
  let known: Seal | undefined

  /** Throws until there is a secret. */
  async function seal(): Promise<Seal> {
    if (known) return known
    const found = await secret()
    if (found === undefined) throw new Error('there is no secret to seal the cache with yet')
    return (known = createSeal(found))
  }

  /** Batches of keys; SCAN may give a key twice, this does not. */
  function keysOf(prefix: string): AsyncGenerator<string[]> {
    return pages(prefix, (cursor, match) =>
      redis.use((client) => client.scan(cursor, { MATCH: match, COUNT: scanned })),
    )
  }

  return {
    id: 'redis',
    async get(key) {
      try {
        const { open } = await seal()
        const sealed = await redis.use((client) => client.get(redisPrefix + key))
        return sealed === null ? undefined : open(key, sealed)
      } catch {
        return undefined // a miss; that Redis is away has been logged
      }
    },
    async set(key, value, ttlSeconds) {
      const milliseconds = Math.floor(ttlSeconds * 1000)
      try {
        const sealed = (await seal()).close(key, value)
        await redis.use(async (client) => {
          if (milliseconds <= 0) await client.del(redisPrefix + key)
          else await client.set(redisPrefix + key, sealed, { expiration: { type: 'PX', value: milliseconds } })
        })
      } catch {
        // not kept; that Redis is away has been logged
      }
    },
    async delete(keys) {
      let deleted = 0
      for (let start = 0; start < keys.length; start += scanned) {
        const some = keys.slice(start, start + scanned).map((key) => redisPrefix + key)
        deleted += await redis.use((client) => client.del(some))
      }
      return deleted
    },
    async count(prefix) {
      let count = 0
      for await (const keys of keysOf(prefix)) count += keys.length
      return count
    },
    async *scan(prefix) {
      const { open } = await seal()
      for await (const keys of keysOf(prefix)) {
        if (keys.length === 0) continue
        const values = await redis.use((client) => client.mGet(keys))
        for (const [index, full] of keys.entries()) {
          const sealed = values[index]
          const key = full.slice(redisPrefix.length)
          if (sealed !== null && sealed !== undefined) yield { key, value: open(key, sealed) ?? '' }
        }
      }
    },
    async stats() {
      let entries = 0
      for await (const keys of keysOf('')) entries += keys.length
      const info = await redis.use((client) => client.info('stats'))
      return { entries, evicted: Number(/^evicted_keys:(\d+)/m.exec(info)?.[1] ?? 0) }
    },
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  }
}

async function* pages(
  prefix: string,
  next: (cursor: string, match: string) => Promise<{ cursor: string; keys: string[] }>,
): AsyncGenerator<string[]> {
  const match = `${(redisPrefix + prefix).replace(/[\\*?[\]^]/g, String.raw`\$&`)}*`
  const seen = new Set<string>()
  let cursor = '0'
  do {
    const page = await next(cursor, match)
    const fresh = page.keys.filter((key) => !seen.has(key))
    for (const key of fresh) seen.add(key)
    yield fresh
    cursor = page.cursor
  } while (cursor !== '0')
}
