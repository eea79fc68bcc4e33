import { createHash } from 'node:crypto'
import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Log } from './log.ts'
import { storageError } from './storage-error.ts'

export type ConnectionOptions =
  { connectionString: string } | { host: string; port: number; user: string; database: string }

/** bigint, count() and sum() arrive as strings by default; ours stay far below 2^53. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)

const maxNamedStatements = 500

/**
 * A pool in the shape Kysely wants, which names every statement that comes a second time, so that PostgreSQL parses and
 * plans it once per connection, and turns the driver's errors into AppErrors.
 */
export function openPool(connection: ConnectionOptions, { size, log }: { size: number; log: Log }): PostgresPool {
  const sockets = new Set<Socket>()
  const pool = new pg.Pool({
    ...connection,
    stream() {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
    types,
    max: size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: `pollux pool ${process.pid}`,
  })
  // A connection in use that breaks between two of its queries says so by an event; unheard, it would end the process.
  pool.on(
    'connect',
    (client) => void client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost')),
  )
  pool.on('error', () => {}) // the same event again, for a connection that was idle
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => void clients.add(client))
  pool.on('remove', (client) => void clients.delete(client))
  const names = statementNames()

  return {
    async connect(): Promise<PostgresPoolClient> {
      const client = await pool.connect().catch((error: unknown) => Promise.reject(storageError(error)))
      return {
        query(text: unknown, values?: readonly unknown[]) {
          if (typeof text !== 'string') return client.query(text as never) as never // a cursor
          const name = names(text)
          const request = { text, ...(values && { values: [...values] }), ...(name && { name }) }
          return client.query(request).catch((error: unknown) => Promise.reject(storageError(error))) as never
        },
        release: () => client.release(),
      } as PostgresPoolClient
    },
    end: () => endOf(pool, clients, sockets),
  } as PostgresPool
}

/** How long statements under way, such as a vacuum, may still take when the process ends. */
const endMs = 3_000

/**
 * Ends the pool: connections in use get a moment to finish, then they are cut, and PostgreSQL undoes what they began. One
 * that is still waiting for the server's first word has nothing to finish.
 */
async function endOf(pool: pg.Pool, clients: ReadonlySet<pg.PoolClient>, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  const finished = new AbortController()
  const late = delay(endMs, undefined, { signal: finished.signal }).catch(() => {})
  await Promise.race([pool.end().finally(() => finished.abort()), late])
  await Promise.all([...clients].map((client) => client.end()))
}

function statementNames(): (text: string) => string | undefined {
  const seen = new Map<string, string>()
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known === '' ? name(text) : known
    if (seen.size < maxNamedStatements) seen.set(text, '')
    return undefined
  }
  function name(text: string): string {
    const digest = createHash('sha1').update(text).digest('base64url').slice(0, 16)
    seen.set(text, digest)
    return digest
  }
}
