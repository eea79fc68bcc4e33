import { AppError } from '../errors.ts'
import type { StoreBatch, WaitingEvent } from './store-batch.ts'

export interface RecorderNeeds {
  readonly store: StoreBatch
  /** Told of every try that failed. */
  readonly failed: (error: unknown) => void
  readonly observe: (outcome: 'stored' | 'dropped', count: number) => void
  /** How long an event that nobody waits for may wait for others, in milliseconds. */
  readonly lingerMs?: number
}

/** Collects events and stores them together, apart from the answers that caused them. */
export interface Recorder extends AsyncDisposable {
  /** Takes it, to be stored within about a second; what a killed process had taken and not stored is lost. */
  take(event: WaitingEvent): void
  /** Resolves when it is stored for good. */
  store(event: WaitingEvent): Promise<void>
  /** Resolves when everything that was taken so far is stored, or cannot be now. */
  flush(): Promise<void>
}

interface Item {
  readonly event: WaitingEvent
  readonly settle?: { resolve(): void; reject(error: unknown): void }
}

/** Of one transaction. */
const maxBatch = 1_000
/** While the database is away, the oldest beyond this many are dropped: some 20 MB. */
const maxWaiting = 20_000

export function createRecorder({ store, failed, observe, lingerMs = 1_000 }: RecorderNeeds): Recorder {
  let waiting: Item[] = []
  let timer: NodeJS.Timeout | undefined
  let draining: Promise<void> | undefined

  function later(): void {
    timer ??= setTimeout(() => void drain(), lingerMs).unref()
  }

  function drain(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (draining ??= storeAll().finally(() => {
      draining = undefined
      // Come between the last look and now.
      if (waiting.some(({ settle }) => settle)) void drain()
    }))
  }

  async function storeAll(): Promise<void> {
    // What comes meanwhile goes too, if somebody waits for it or there is enough of it.
    do {
      const batch = waiting.splice(0, maxBatch)
      if (batch.length === 0) return
      if (!(await storeItems(batch))) return
    } while (waiting.length >= maxBatch || waiting.some(({ settle }) => settle))
    if (waiting.length > 0) later()
  }

  /** False when the database is away; what nobody waits for is then tried again. */
  async function storeItems(items: Item[]): Promise<boolean> {
    try {
      const refused = await store(
        items.map(({ event }) => event),
        { durable: items.some(({ settle }) => settle) },
      )
      observe('stored', items.length - refused.size)
      for (const { event, settle } of items)
        if (refused.has(event)) settle?.reject(ratedByAnother())
        else settle?.resolve()
      return true
    } catch (error) {
      failed(error)
      if ((error as { code?: string }).code === 'storage_unavailable') {
        for (const { settle } of items) settle?.reject(error)
        keep(items.filter(({ settle }) => !settle))
        return false
      }
      if (items.length > 1) {
        // One bad event must not cost the others theirs.
        for (const item of items) await storeItems([item])
        return true
      }
      observe('dropped', 1)
      items[0]!.settle?.reject(error)
      return true
    }
  }

  function keep(items: readonly Item[]): void {
    waiting = [...items, ...waiting]
    const dropped = waiting.length - maxWaiting
    if (dropped > 0) {
      const [gone, kept] = [waiting.slice(0, dropped), waiting.slice(dropped)]
      waiting = [...gone.filter(({ settle }) => settle), ...kept]
      observe('dropped', dropped)
    }
    if (waiting.length > 0) later()
  }

  return {
    take(event) {
      waiting.push({ event })
      if (waiting.length > maxWaiting) keep([])
      if (waiting.length >= maxBatch) void drain()
      else later()
    },
    store: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, settle: { resolve, reject } })
        void drain()
      }),
    async flush() {
      await draining
      await drain()
    },
    async [Symbol.asyncDispose]() {
      await draining
      while (waiting.length > 0) {
        const before = waiting.length
        await drain()
        if (waiting.length >= before) break
      }
      clearTimeout(timer)
      if (waiting.length > 0) observe('dropped', waiting.length)
    },
  }
}

function ratedByAnother(): AppError {
  return new AppError(
    'conflict',
    'This answer has its rating already. Only who gave it changes it, with the same browser from the same address, until the end of the next day (UTC).',
  )
}
