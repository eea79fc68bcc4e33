import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { AppError } from '../../errors.ts'
import type { Log } from '../log.ts'
import { openPostmaster, type Postmaster } from './postmaster.ts'

export interface EmbeddedDatabase extends AsyncDisposable {
  readonly connection: { host: string; port: number; user: string; database: string }
}

export interface EmbeddedOptions {
  readonly dataDir: string
  /** A server claims the folder for itself; a command line tool works beside it. */
  readonly role: 'server' | 'tool'
  readonly log: Log
}

/** Advisory locks of the database `pollux`: every user of the folder holds the first shared, its one server holds the second. */
const usersLock = 7_065_501
const serverLock = 7_065_502
const startTimeoutMs = 60_000
const mostArrivals = 5
/** Of a PostgreSQL that starts or ends at this moment; who writes to one that has just ended is told EPIPE, who reads ECONNRESET. */
const passing = new Set(['57P03', '57P01', 'ECONNRESET', 'EPIPE'])

/**
 * Opens the PostgreSQL in `dataDir`, starting or adopting it, keeps it running while we live, and stops it when the last
 * user of the folder leaves. Throws `conflict` when another server already owns the folder.
 */
export async function openEmbedded({ dataDir, role, log }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const postmaster = await openPostmaster(dataDir)
  const connection = { host: postmaster.socketDir, port: 5432, user: 'pollux', database: 'pollux' }
  const closing = new AbortController()
  let reviving: Promise<void> | undefined
  let presence = await arrive()

  async function arrive(attempt = 1): Promise<Client> {
    const client = await connectOrStart(postmaster, role, closing.signal)
    try {
      await client.query('select pg_advisory_lock_shared($1)', [usersLock])
      if (role === 'server') await claimServer(client, dataDir)
    } catch (error) {
      const lost = !(await leave(client, postmaster))
      if (lost && attempt < mostArrivals) return arrive(attempt + 1) // cut off by the last one out
      throw error
    }
    client.on('error', (error) =>
      log.warn({ err: error }, 'the connection that watches the embedded PostgreSQL was lost'),
    )
    client.once('end', () => void (reviving = revive()))
    return client
  }

  async function revive(): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      try {
        presence = await arrive()
        log.info('the embedded PostgreSQL is running again')
        return
      } catch (error) {
        if (closing.signal.aborted) return
        log.error({ err: error }, 'the embedded PostgreSQL could not be restarted yet')
        const { signal } = closing
        await sleep(Math.min(250 * 2 ** attempt, 10_000), undefined, { signal }).catch(() => {}) // cut short
      }
    }
  }

  return {
    connection,
    async [Symbol.asyncDispose]() {
      closing.abort()
      // A revival under way ends first: the connection it makes would be nobody's to close, and would keep this process
      // and PostgreSQL running for ever.
      await reviving
      // A connection that is lost here means that PostgreSQL crashed. If it comes back by itself, it is ours to stop.
      let client: Client | undefined = presence
      while (client && !(await leave(client, postmaster)))
        client = await connectOrStart(postmaster, role, closing.signal).catch(() => undefined)
    },
  }
}

/** Waits for a PostgreSQL that is coming up. Starts the one that is not there, except while `closing`. */
async function connectOrStart(postmaster: Postmaster, role: string, closing: AbortSignal): Promise<Client> {
  const deadline = Date.now() + startTimeoutMs
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 250)) {
    try {
      return await connect(postmaster.socketDir, 'pollux', role)
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === '3D000') await createDatabase(postmaster.socketDir)
      else if (Date.now() > deadline) {
        throw new AppError(
          'storage_unavailable',
          `The embedded PostgreSQL did not start within ${startTimeoutMs / 1000} s; see postgres.log in the data folder.`,
          { cause: error },
        )
      } else if (code === 'ENOENT' || code === 'ECONNREFUSED') {
        if (!closing.aborted) await postmaster.start()
        else {
          await postmaster.stop() // if it was started just now: nobody can have reached it
          throw error
        }
      } else if (!passing.has(code ?? '')) throw error
    }
    await sleep(waitMs)
  }
}

async function connect(host: string, database: string, role: string): Promise<Client> {
  const client = new Client({
    host,
    port: 5432,
    user: 'pollux',
    database,
    application_name: `pollux ${role} ${process.pid}`,
  })
  client.on('error', () => {}) // its queries say so too; unheard, it would end the process
  await client.connect()
  return client
}

async function createDatabase(host: string): Promise<void> {
  const client = await connect(host, 'postgres', 'setup')
  try {
    await client.query('create database pollux')
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code !== '42P04' && code !== '23505') throw error // else: another process made it first
  } finally {
    await client.end()
  }
}

async function claimServer(client: Client, dataDir: string): Promise<void> {
  // A server that was just killed lets go of its lock a moment later than its process dies.
  for (let attempt = 0; attempt < 10; attempt++) {
    const claimed = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [serverLock])
    if (claimed.rows[0]?.ok) return
    await sleep(50)
  }
  const holder = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [serverLock],
  )
  const pid = /\d+$/.exec(holder.rows[0]?.name ?? '')?.[0]
  throw new AppError(
    'conflict',
    `Another Pollux server${pid ? ` (process ${pid})` : ''} already uses the data folder ${dataDir}. Stop it first, or start this one with another DATA_DIR.`,
  )
}

/**
 * The last one out stops PostgreSQL, holding the lock of its users all the while: someone who comes in that moment does
 * not arrive, is cut off, and starts it again. Returns false when the connection was lost, so that nobody can tell who is
 * last.
 */
async function leave(client: Client, postmaster: Postmaster): Promise<boolean> {
  client.removeAllListeners().on('error', () => {})
  const alone = await isLast(client).catch(() => undefined)
  try {
    if (alone) await postmaster.stop()
  } finally {
    await client.end()
  }
  return alone !== undefined
}

/** Lets go of every lock. When nobody else is there, nobody can arrive until the connection ends. */
async function isLast(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()')
  const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [usersLock])
  return rows[0]!.ok
}
