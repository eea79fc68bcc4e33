import { createHash } from 'node:crypto'
import type { Log } from '../log.ts'
import { openRedis, type RedisClient } from '../redis.ts'
import { intervalMs, mayBeAheadMs, takenFrom, type Limiter } from './limiter.ts'
import { createMemoryLimiter } from './memory.ts'

/** Apart from what the cache keeps, which counts and scans its own. */
const prefix = 'pollux-limit:'

/**
 * One step for all processes, by the clock of Redis. KEYS are buckets; ARGV holds, for each, the milliseconds that what is
 * taken moves it by and those that it may be ahead before. Answers 1 or 0, and the microseconds that each was ahead.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local ahead, allowed = {}, 1
for i, key in ipairs(KEYS) do
  ahead[i] = math.max(0, tonumber(redis.call('GET', key) or now) - now)
  if ahead[i] > tonumber(ARGV[2 * i]) then allowed = 0 end
end
for i, key in ipairs(KEYS) do
  local moved = ahead[i] + ARGV[2 * i - 1]
  if allowed == 1 then redis.call('SET', key, string.format('%.3f', now + moved), 'PX', math.ceil(moved)) end
  ahead[i] = math.floor(ahead[i] * 1000 + 0.5)
end
table.insert(ahead, 1, allowed)
return ahead`
const sha = createHash('sha1').update(script).digest('hex')

/** A limiter that all processes share. While Redis is away, each goes on with counts of its own. */
export function createRedisLimiter(url: string, { log }: { log: Log }): Limiter {
  const redis = openRedis(url, { log })
  const alone = createMemoryLimiter()

  return {
    async take(buckets, cost = 1) {
      const keys = buckets.map(({ key }) => prefix + key)
      const numbers = buckets.flatMap((bucket) => [cost * intervalMs(bucket), mayBeAheadMs(bucket, cost)])
      try {
        const [allowed, ...ahead] = await redis.use((client) => run(client, { keys, arguments: numbers.map(String) }))
        const aheadMs = ahead.map((microseconds) => microseconds / 1000)
        return takenFrom(buckets, aheadMs, { cost, allowed: allowed === 1 })
      } catch {
        return alone.take(buckets, cost) // that Redis is away has been logged
      }
    },
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  }
}

async function run(client: RedisClient, options: { keys: string[]; arguments: string[] }): Promise<number[]> {
  try {
    return (await client.evalSha(sha, options)) as number[]
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return (await client.eval(script, options)) as number[]
  }
}
