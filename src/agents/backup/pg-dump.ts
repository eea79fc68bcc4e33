import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import type { ConnectionOptions } from '#storage'
import { AppError } from '../../errors.ts'

/** PostgreSQL's own client programs, where they are installed and no older than the server. */
export interface PgDump {
  /** The database in `pg_dump`'s custom format, as a snapshot that another connection holds open sees it. */
  dump(snapshotId: string, signal: AbortSignal): AsyncIterable<Buffer>
  /** Into a database with nothing in it. */
  restore(database: string, dumped: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void>
}

const folders = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin'
/** The queue's own schema: it is made again at the next start. */
const queueSchema = 'pgboss'

export function pgDumpPrograms(connection: () => ConnectionOptions): PgDump {
  function start(program: string, args: readonly string[], signal: AbortSignal, database?: string) {
    const { address, password } = addressOf(connection(), database)
    // The password by the environment: other users of this machine can read arguments.
    const env = { PATH: folders, LC_ALL: 'C', ...(password !== undefined && { PGPASSWORD: password }) }
    const child = spawn(program, [...args, `--dbname=${address}`], { env, signal, stdio: 'pipe' })
    const complaint = text(child.stderr)
    const ended = once(child, 'close').then(
      async ([code]) => {
        if (code === 0) return
        throw new AppError('conflict', `${program} failed: ${(await complaint).trim().slice(0, 500)}`)
      },
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
        throw new AppError(
          'conflict',
          `${program} is not installed here. Leave format out: the dump of Pollux itself needs no program.`,
        )
      },
    )
    ended.catch(() => {}) // whoever reads or writes the pipe hears of it below
    return { child, ended }
  }

  return {
    async *dump(snapshotId, signal) {
      const args = [
        '--format=custom',
        '--compress=0',
        '--no-owner',
        '--no-privileges',
        `--exclude-schema=${queueSchema}`,
        `--snapshot=${snapshotId}`,
      ]
      const { child, ended } = start('pg_dump', args, signal)
      yield* child.stdout as AsyncIterable<Buffer>
      await ended
    },
    async restore(database, dumped, signal) {
      const args = ['--format=custom', '--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error']
      const { child, ended } = start('pg_restore', args, signal, database)
      child.stdout.resume()
      const fed = await pipeline(Readable.from(dumped, { objectMode: false }), child.stdin).catch((error: unknown) => ({
        error,
      }))
      await ended // says more than a broken pipe
      if (fed) throw fed.error
    },
  }
}

/** What libpq understands, without the password. */
function addressOf(
  connection: ConnectionOptions,
  database?: string,
): { address: string; password: string | undefined } {
  if (!('connectionString' in connection)) {
    const { host, port, user } = connection
    const query = new URLSearchParams({ host, port: String(port), user })
    return { address: `postgresql:///${database ?? connection.database}?${query}`, password: undefined }
  }
  const url = new URL(connection.connectionString)
  const password = url.password === '' ? undefined : decodeURIComponent(url.password)
  url.password = ''
  if (database !== undefined) url.pathname = `/${database}`
  return { address: url.href, password }
}
