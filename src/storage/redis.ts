import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Log } from './log.ts'

type Redis = typeof import('redis')
export type RedisClient = Awaited<ReturnType<typeof connect>>

/** Two products, or two of their parts, may share one Redis. */
export const redisPrefix = 'pollux:'

const saidEveryMs = 60_000
/** How long one command may take: a cache that is slower than the work it spares is none. */
const commandMs = 500
/** How long a Redis that hangs is left alone. */
const restMs = 5_000
/**
 * A client that is ended while it connects leaves its socket open, which would keep a process for ever: an end waits until it has
 * connected, or has given up.
 */
const connectMs = 2_000
const lookEveryMs = 20
const longestWaitMs = 1_000

export interface RedisConnection extends AsyncDisposable {
  /** Throws `storage_unavailable` while Redis is away, at once and not only when a time limit is over. */
  use<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result>
}

/**
 * One connection to Redis, opened in the background and opened again whenever it breaks. That Redis is away is logged once a
 * minute at most, however many ask for it.
 */
export function openRedis(
  url: string,
  { log, connected }: { log: Log; connected?: (client: RedisClient) => Promise<void> },
): RedisConnection {
  let saidAt = -Infinity
  let client: RedisClient | undefined
  const away = (error: unknown) => {
    if (performance.now() - saidAt < saidEveryMs) return
    saidAt = performance.now()
    log.warn({ err: error }, 'Redis is away; going on without it')
  }
  let closed = false
  const imported = import('redis')
    .then((redis) => {
      if (closed) return
      const opened = connect(redis, url, () => closed)
      client = opened
      opened.on('error', away)
      if (connected)
        opened.on('ready', () => void connected(opened).catch((error: unknown) => (closed ? undefined : away(error))))
      void opened.connect().catch((error: unknown) => (closed ? undefined : away(error)))
    })
    .catch(away)

  let restsUntil = -Infinity

  /** The client's own time limit ends with the sending of a command, so a server that takes it and hangs needs another. */
  async function inTime<Result>(work: Promise<Result>): Promise<Result> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      restsUntil = performance.now() + restMs
      late.reject(new Error(`no answer in ${commandMs} ms`))
    }, commandMs)
    try {
      return await Promise.race([work, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async use(work) {
      try {
        if (!client?.isReady || performance.now() < restsUntil) throw new Error('not connected')
        return await inTime(work(client))
      } catch (error) {
        if (client?.isReady) away(error)
        throw new AppError('storage_unavailable', 'Redis cannot be reached right now. Try again in a few seconds.', {
          cause: error,
        })
      }
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await imported // told when it happened
      while (client?.isOpen && !client.isReady) await delay(lookEveryMs)
      if (client?.isOpen) client.destroy()
    },
  }
}

function connect({ createClient }: Redis, url: string, isOver: () => boolean) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectMs,
      reconnectStrategy: (tries) => !isOver() && Math.min(100 * 2 ** tries, longestWaitMs),
    },
  })
}
