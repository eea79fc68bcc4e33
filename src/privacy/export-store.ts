import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#storage'
import type { ExportedTable } from './exported-tables.ts'

/** Read at once, where a part does not say. */
const usualBatch = 500

interface Keyed {
  readonly row: Record<string, unknown>
  readonly key: readonly string[]
}

/**
 * The rows of one table in the order of its key. Each batch is a query of its own, so that a slow reader holds no connection
 * and no snapshot; what is added meanwhile may be there or not.
 */
export async function* readRows(
  database: Database,
  { table, columns, key, batch = usualBatch }: ExportedTable,
): AsyncGenerator<Record<string, unknown>> {
  const keys = sql.join(key.map((name) => sql.ref(name)))
  const row = sql`json_build_object(${sql.join(columns.flatMap((name) => [sql.lit(name), sql.ref(name)]))})`
  // As text, which is exact: a time in JavaScript has lost its microseconds.
  const place = sql`array[${sql.join(key.map((name) => sql`${sql.ref(name)}::text`))}]`
  for (let after: readonly string[] | undefined; ;) {
    const where: RawBuilder<unknown> = after ? sql`where (${keys}) > (${sql.join(after)})` : sql``
    const { rows } = await sql<Keyed>`
      select ${row} as row, ${place} as key from ${sql.table(table)} ${where} order by ${keys} limit ${batch}
    `.execute(database)
    for (const { row: found } of rows) yield found
    if (rows.length < batch) return
    after = rows.at(-1)!.key
  }
}
