import { randomUUID } from 'node:crypto'
import type { Cache, CacheEntry } from './cache.ts'

export interface MemoryCacheOptions {
  /** Beyond it, what was not asked for longest goes. */
  readonly maxEntries: number
  /** Milliseconds; for tests. */
  readonly now?: () => number
}

interface Kept {
  readonly value: string
  readonly goodUntil: number
}

/**
 * A cache in this process. A Map keeps its order of insertion, so putting an entry last whenever it is used makes the first
 * one the least recently used; quick-lru keeps up to twice what it is told, and tells nobody what it gave up.
 */
export function createMemoryCache({ maxEntries, now = Date.now }: MemoryCacheOptions): Cache {
  const kept = new Map<string, Kept>()
  let evicted = 0

  function find(key: string): string | undefined {
    const found = kept.get(key)
    if (!found) return undefined
    if (found.goodUntil > now()) return found.value
    kept.delete(key)
    return undefined
  }

  function live(prefix: string): CacheEntry[] {
    return [...kept.keys()].flatMap((key) => {
      const value = key.startsWith(prefix) ? find(key) : undefined
      return value === undefined ? [] : [{ key, value }]
    })
  }

  return {
    id: `memory ${randomUUID()}`,
    async get(key) {
      const value = find(key)
      const entry = kept.get(key)
      if (value === undefined || !entry) return undefined
      kept.delete(key)
      kept.set(key, entry)
      return value
    },
    async set(key, value, ttlSeconds) {
      kept.delete(key)
      if (ttlSeconds <= 0) return
      kept.set(key, { value, goodUntil: now() + ttlSeconds * 1000 })
      if (kept.size <= maxEntries) return
      const [oldest] = kept.keys()
      kept.delete(oldest!)
      evicted++
    },
    async delete(keys) {
      return keys.filter((key) => find(key) !== undefined && kept.delete(key)).length
    },
    count: async (prefix) => live(prefix).length,
    async *scan(prefix) {
      yield* live(prefix)
    },
    stats: async () => ({ entries: live('').length, evicted }),
    [Symbol.asyncDispose]: async () => kept.clear(),
  }
}
