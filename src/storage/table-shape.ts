import { escapeIdentifier } from 'pg'
import type { DumpSession } from './dump-session.ts'

/** What has to be known of a table of schema `public` to write it out and read it back. */
export interface TableShape {
  readonly name: string
  /** Those that hold a value of their own: generated ones are computed again. */
  readonly columns: readonly string[]
  /** SQL that puts the rows in the same order on every server. */
  readonly order: string
}

export interface SequenceShape {
  readonly name: string
  /** The table whose column it numbers. */
  readonly table: string | null
  /** The value it gives next; a string, for it may be a 64-bit number. */
  readonly next: string
}

interface ColumnRow {
  name: string
  table: string
  collated: boolean
  sortable: boolean
  generated: boolean
  key: number | null
}

/** Every table but those of extensions and unlogged ones, which hold nothing to keep, by name. Partitions count one by one. */
export async function readTables(session: DumpSession): Promise<TableShape[]> {
  const rows = await session.query<ColumnRow>(`
    select c.relname as "table", a.attname as name, a.attcollation <> 0 as collated, a.attgenerated <> '' as generated,
      t.typcategory <> 'G' and t.typname not in ('json', 'xml') as sortable,
      array_position(i.indkey::int2[], a.attnum) as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence <> 'u'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C", a.attnum`)
  return [...Map.groupBy(rows, (row) => row.table)].map(([name, columns]) => {
    const key = columns.filter((column) => column.key !== null).sort((a, b) => a.key! - b.key!)
    return {
      name,
      columns: columns.filter((column) => !column.generated).map((column) => column.name),
      order: (key.length > 0 ? key : columns).map(orderOf).join(', '),
    }
  })
}

// Collation C, because the others order text differently from server to server.
function orderOf({ name, collated, sortable }: ColumnRow): string {
  const column = escapeIdentifier(name)
  if (!sortable) return `${column}::text collate "C"`
  return collated ? `${column} collate "C"` : column
}

export async function readSequences(session: DumpSession): Promise<SequenceShape[]> {
  const rows = await session.query<{ name: string; table: string | null; increment: string }>(`
    select c.relname as name, owner.relname as "table", s.seqincrement::text as increment
    from pg_sequence s
    join pg_class c on c.oid = s.seqrelid
    left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i') and d.refobjsubid > 0
    left join pg_class owner on owner.oid = d.refobjid
    where c.relnamespace = 'public'::regnamespace
    order by c.relname collate "C"`)
  const sequences: SequenceShape[] = []
  for (const { name, table, increment } of rows) {
    const [state] = await session.query<{ next: string }>(
      `select (case when is_called then last_value + $1::bigint else last_value end)::text as next from ${tableName(name)}`,
      [increment],
    )
    sequences.push({ name, table, next: state!.next })
  }
  return sequences
}

/** Names of the migrations that made this database; none when it is not ours. */
export async function readMigrations(session: DumpSession): Promise<string[]> {
  const [found] = await session.query<{ ours: boolean }>(`select to_regclass('public.migrations') is not null as ours`)
  if (!found!.ours) return []
  const rows = await session.query<{ name: string }>('select name from migrations order by name collate "C"')
  return rows.map(({ name }) => name)
}

export function tableName(name: string): string {
  return `public.${escapeIdentifier(name)}`
}

export function columnNames({ columns }: Pick<TableShape, 'columns'>): string {
  return columns.map((column) => escapeIdentifier(column)).join(', ')
}
