/** Who or what is limited, and to how much: `burst` + 1 at once after a rest, then `perSecond`. */
export interface Bucket {
  readonly key: string
  readonly perSecond: number
  readonly burst: number
}

export interface Taken {
  readonly allowed: boolean
  /** Milliseconds until as much could be taken; 0 when it was. */
  readonly waitMs: number
  /** How much more may be taken at once: of the bucket with the least left. */
  readonly left: number
  /** Milliseconds until that bucket is full again, if nobody takes from it. */
  readonly fullMs: number
}

/**
 * Limits of a rate, with bursts. Nothing is ever refused because a limiter failed: one that shares its counts goes on with
 * those of its own process.
 */
export interface Limiter extends AsyncDisposable {
  /** Takes `cost` from each of the buckets, or, when one has not enough, from none. */
  take(buckets: readonly Bucket[], cost?: number): Taken | Promise<Taken>
}

/** Sums of fractions of a millisecond must not refuse the last one of a burst. */
const slackMs = 0.01

/*
 * The generic cell rate algorithm (ITU-T I.371, annex A, as virtual scheduling). A bucket is one figure, how far the
 * theoretical arrival time of its next cell lies in the future (`aheadMs`). Each one taken moves it by the interval, 1/rate;
 * before, it may be ahead by burst intervals at most. That is what nginx does for `limit_req rate=… burst=… nodelay`.
 */

export function intervalMs({ perSecond }: Bucket): number {
  return 1000 / perSecond
}

/** How far a bucket may be ahead for `cost` to be taken from it. */
export function mayBeAheadMs(bucket: Bucket, cost: number): number {
  return (bucket.burst + 1 - cost) * intervalMs(bucket) + slackMs
}

/** What a decision means to the caller; `aheadMs` is of before it. */
export function takenFrom(
  buckets: readonly Bucket[],
  aheadMs: readonly number[],
  { cost, allowed }: { cost: number; allowed: boolean },
): Taken {
  let waitMs = 0
  let left = Infinity
  let fullMs = 0
  for (const [index, bucket] of buckets.entries()) {
    const interval = intervalMs(bucket)
    const ahead = aheadMs[index]! + (allowed ? cost * interval : 0)
    if (!allowed) waitMs = Math.max(waitMs, aheadMs[index]! - mayBeAheadMs(bucket, cost) + slackMs, slackMs)
    const more = Math.max(0, Math.floor(bucket.burst + 1 - (ahead - slackMs) / interval))
    if (more >= left) continue
    left = more
    fullMs = ahead
  }
  return { allowed, waitMs, left, fullMs }
}
