import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { ConnectionOptions } from '#storage'
import { AppError } from '../../errors.ts'

/** PostgreSQL's own client program, where it is installed and no older than the server. */
export interface PgDump {
  /** The database in `pg_dump`'s custom format, as a snapshot that another connection holds open sees it. */
  dump(snapshotId: string, signal: AbortSignal): AsyncIterable<Buffer>
}

const folders = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin'
/** The queue's own schema: it is made again at the next start. */
const queueSchema = 'pgboss'

export function pgDumpProgram(connection: () => ConnectionOptions): PgDump {
  return {
    async *dump(snapshotId, signal) {
      const { address, password } = addressOf(connection())
      const args = [
        '--format=custom',
        '--compress=0',
        '--no-owner',
        '--no-privileges',
        `--exclude-schema=${queueSchema}`,
        `--snapshot=${snapshotId}`,
        `--dbname=${address}`,
      ]
      // The password by the environment: other users of this machine can read arguments.
      const env = { PATH: folders, LC_ALL: 'C', ...(password !== undefined && { PGPASSWORD: password }) }
      const child = spawn('pg_dump', args, { env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
      const complaint = text(child.stderr)
      const ended = once(child, 'close').then(
        async ([code]) => {
          if (code === 0) return
          throw new AppError('conflict', `pg_dump failed: ${(await complaint).trim().slice(0, 500)}`)
        },
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error
          throw new AppError(
            'conflict',
            'pg_dump is not installed here. Leave format out: the dump of Pollux itself needs no program.',
          )
        },
      )
      ended.catch(() => {}) // whoever reads the pipe hears of it below
      yield* child.stdout as AsyncIterable<Buffer>
      await ended
    },
  }
}

/** What libpq understands, without the password. */
function addressOf(connection: ConnectionOptions): { address: string; password: string | undefined } {
  if (!('connectionString' in connection)) {
    const { host, port, user, database } = connection
    const query = new URLSearchParams({ host, port: String(port), user })
    return { address: `postgresql:///${database}?${query}`, password: undefined }
  }
  const url = new URL(connection.connectionString)
  const password = url.password === '' ? undefined : decodeURIComponent(url.password)
  url.password = ''
  return { address: url.href, password }
}
