import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { writeEvent, type Events } from './events.ts'
import { createListeners } from './listeners.ts'
import type { Log } from './log.ts'
import type { ConnectionOptions } from './pool.ts'

const pgChannel = 'pollux_events'
const longestWaitMs = 5_000

export interface NotifyOptions {
  readonly database: Database
  /** Known once the database is open. */
  readonly connection: () => ConnectionOptions
  readonly log: Log
}

/**
 * Events by PostgreSQL's NOTIFY. LISTEN belongs to a connection, so it has one of its own beside the pool, made with the
 * first listener and again whenever it breaks. Not through a pooler that gives connections to transactions.
 */
export function createNotifyEvents({ database, connection, log }: NotifyOptions): Events {
  const listeners = createListeners(log)
  const stopping = new AbortController()
  const heard = Promise.withResolvers<void>()
  let listening: Promise<void> | undefined

  async function listen(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      try {
        await listenOnce(() => {
          tries = 0
          heard.resolve()
        })
      } catch (error) {
        if (!stopping.signal.aborted && tries === 0)
          log.warn({ err: error }, 'events of other processes are not heard for the moment')
      }
      const waitMs = Math.min(100 * 2 ** tries, longestWaitMs)
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {}) // stopping
    }
  }

  /** Listens until the connection ends. */
  async function listenOnce(begun: () => void): Promise<void> {
    const client = new pg.Client({
      ...connection(),
      application_name: `pollux events ${process.pid}`,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    const ended = Promise.withResolvers<void>()
    client.on('error', ended.reject)
    client.on('end', ended.resolve)
    client.on('notification', ({ payload }) => listeners.hear(payload ?? ''))
    ended.promise.catch(() => {}) // it may break before anybody waits for it
    const stop = () => {
      ended.resolve()
      void client.end().catch(() => {}) // also one that still waits for the server's first word
    }
    stopping.signal.addEventListener('abort', stop, { once: true })
    try {
      await client.connect()
      await client.query(`listen ${pgChannel}`)
      begun()
      await ended.promise
    } finally {
      stopping.signal.removeEventListener('abort', stop)
      await client.end().catch(() => {}) // it is gone already
    }
  }

  return {
    async publish(channel, payload) {
      await sql`select pg_notify(${pgChannel}, ${writeEvent(channel, payload)})`.execute(database)
    },
    subscribe(channel, listener) {
      listening ??= listen()
      return listeners.add(channel, listener)
    },
    ready: () => ((listening ??= listen()), heard.promise),
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await listening
    },
  }
}
