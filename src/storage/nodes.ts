import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** The processes that share a database, as far as they must reach one another. */
export interface Nodes extends AsyncDisposable {
  /** Of this process, and of no other that ever was. */
  readonly id: string
  /** Makes this process known to the others, once, and keeps it known until disposed. Throws `storage_unavailable`. */
  announce(): Promise<void>
  /** Where another process is reached; undefined when it is gone. Throws `storage_unavailable`. */
  find(id: string): Promise<string | undefined>
}

export interface NodesNeeds {
  readonly database: Database
  /** Where the others reach this process; known when it listens. */
  readonly url: () => string
  readonly log: Log
}

const sayEveryMs = 10_000
/** Three misses and it is gone, by the clock of the database. */
const goneAfterSeconds = 30

export function createNodes({ database, url, log }: NodesNeeds): Nodes {
  const id = randomBytes(6).toString('hex')
  let announced: Promise<void> | undefined
  let saying: NodeJS.Timeout | undefined

  const sayHere = async () =>
    void (await database
      .insertInto('nodes')
      .values({ id, url: url() })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: sql<Date>`now()` }))
      .execute())

  async function begin(): Promise<void> {
    await sayHere()
    // What others left behind when they were killed.
    await sql`delete from nodes where seen_at < now() - interval '1 day'`.execute(database)
    saying = setInterval(() => {
      sayHere().catch((error: unknown) => log.warn({ err: error }, 'other processes may not find this one'))
    }, sayEveryMs)
    saying.unref()
  }

  return {
    id,
    announce: () =>
      (announced ??= begin().catch((error: unknown) => {
        announced = undefined
        throw error
      })),
    async find(sought) {
      const row = await database
        .selectFrom('nodes')
        .select('url')
        .where('id', '=', sought)
        .where('seen_at', '>', sql<Date>`now() - make_interval(secs => ${goneAfterSeconds})`)
        .executeTakeFirst()
      return row?.url
    },
    async [Symbol.asyncDispose]() {
      clearInterval(saying)
      if (announced === undefined) return
      // Left there when the database is away: it is taken for gone soon enough.
      await database
        .deleteFrom('nodes')
        .where('id', '=', id)
        .execute()
        .catch(() => {})
    },
  }
}
