const slotMs = 5_000
const slotCount = 60
/** Bounds that grow by a tenth tell a duration within 5 %. */
const growth = Math.log(1.1)
const shortestMs = 0.1

export interface RequestFigures {
  requests: number
  /** Answered with a status of 500 or more. */
  errors: number
  /** Milliseconds, each within 5 %; null of nothing. Streams, which are open for as long as somebody looks, are left out. */
  latencyMs: { p50: number | null; p95: number | null; p99: number | null }
}

export interface RecentRequests extends RequestFigures {
  /** How much time it is of. */
  seconds: number
  /** The same in slots, oldest first; the last one is not over. */
  slots: ({ at: number; seconds: number } & RequestFigures)[]
}

interface Slot {
  readonly number: number
  requests: number
  errors: number
  readonly buckets: Map<number, number>
}

/** Requests of the last five minutes, in memory of a few kilobytes however many there are. */
export function createRecentRequests(now: () => number = Date.now): {
  add(request: { status: number; seconds: number; isStream: boolean }): void
  read(): RecentRequests
} {
  const startedAt = now()
  const slots: Slot[] = []

  function current(): Slot {
    const number = Math.floor(now() / slotMs)
    const last = slots.at(-1)
    if (last && last.number >= number) return last // also when the clock was set back
    const slot = { number, requests: 0, errors: 0, buckets: new Map<number, number>() }
    slots.push(slot)
    while (slots[0]!.number <= number - slotCount) slots.shift()
    return slot
  }

  return {
    add({ status, seconds, isStream }) {
      const slot = current()
      slot.requests++
      if (status >= 500) slot.errors++
      if (isStream) return
      const bucket = Math.ceil(Math.log(Math.max(seconds * 1000, shortestMs)) / growth)
      slot.buckets.set(bucket, (slot.buckets.get(bucket) ?? 0) + 1)
    },
    read() {
      const last = current().number
      const first = Math.max(last - slotCount + 1, Math.floor(startedAt / slotMs))
      const known = new Map(slots.map((slot) => [slot.number, slot]))
      const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      const all = numbers.map((number) => known.get(number) ?? { requests: 0, errors: 0, buckets: new Map() })
      return {
        seconds: Math.max(1, Math.round((now() - Math.max(first * slotMs, startedAt)) / 1000)),
        ...figuresOf(all),
        slots: all.map((slot, index) => ({
          at: numbers[index]! * slotMs,
          seconds: slotMs / 1000,
          ...figuresOf([slot]),
        })),
      }
    },
  }
}

function figuresOf(slots: readonly Omit<Slot, 'number'>[]): RequestFigures {
  const buckets = new Map<number, number>()
  for (const slot of slots)
    for (const [bucket, count] of slot.buckets) buckets.set(bucket, (buckets.get(bucket) ?? 0) + count)
  const sum = (of: (slot: Omit<Slot, 'number'>) => number) => slots.reduce((total, slot) => total + of(slot), 0)
  return {
    requests: sum(({ requests }) => requests),
    errors: sum(({ errors }) => errors),
    latencyMs: { p50: quantile(buckets, 0.5), p95: quantile(buckets, 0.95), p99: quantile(buckets, 0.99) },
  }
}

/** The middle of the bucket in which the smallest value lies that at least that share is at or below. */
function quantile(buckets: ReadonlyMap<number, number>, share: number): number | null {
  const sorted = [...buckets].sort(([one], [other]) => one - other)
  const total = sorted.reduce((sum, [, count]) => sum + count, 0)
  let left = Math.max(1, Math.ceil(share * total))
  for (const [bucket, count] of sorted) {
    left -= count
    if (left <= 0) return Number(Math.exp((bucket - 0.5) * growth).toPrecision(3))
  }
  return null
}
