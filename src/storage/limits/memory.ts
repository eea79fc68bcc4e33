import { intervalMs, mayBeAheadMs, takenFrom, type Limiter } from './limiter.ts'

export interface MemoryLimiterOptions {
  /** Beyond it, the bucket that nobody took from for longest is taken for full again. */
  readonly maxBuckets?: number
  /** Milliseconds of a clock that never goes back; for tests. */
  readonly now?: () => number
}

/** So many callers within the seconds that a bucket needs to fill are more than a process can answer. */
const defaultBuckets = 50_000

/** A limiter of this process alone. */
export function createMemoryLimiter({
  maxBuckets = defaultBuckets,
  now = () => performance.now(),
}: MemoryLimiterOptions = {}): Limiter {
  /** Theoretical arrival times, the one used last standing last. */
  const arrivals = new Map<string, number>()

  return {
    take(buckets, cost = 1) {
      const at = now()
      const ahead = buckets.map(({ key }) => Math.max(0, (arrivals.get(key) ?? at) - at))
      const allowed = buckets.every((bucket, index) => ahead[index]! <= mayBeAheadMs(bucket, cost))
      if (allowed) {
        for (const [index, bucket] of buckets.entries()) {
          arrivals.delete(bucket.key)
          arrivals.set(bucket.key, at + ahead[index]! + cost * intervalMs(bucket))
        }
        while (arrivals.size > maxBuckets) arrivals.delete(arrivals.keys().next().value!)
      }
      return takenFrom(buckets, ahead, { cost, allowed })
    },
    [Symbol.asyncDispose]: async () => arrivals.clear(),
  }
}
