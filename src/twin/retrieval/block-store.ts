import { sql, type RawBuilder } from 'kysely'
import type { Transaction } from '#storage'

/**
 * Which ids have an indexed passage, as bits, 1,024 ids a row: a count of the visible passages up to an id reads a row per
 * thousand. Spans of ids will not do instead: they are as wide as what is hidden between them.
 */
const blockOf = (id: RawBuilder<unknown>) => sql`(${id} >> 10)`
/** Place 0 is the leftmost bit. */
const placeOf = (id: RawBuilder<unknown>) => sql`(${id} & 1023)`
const members = sql`bit_or(set_bit(0::bit(1024), ${placeOf(sql`id`)}, 1))`

/** Counts passages in. To be called under the lock of those who write postings, as the next. */
export async function addToBlocks(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await sql`
    insert into index_blocks as t (block, audience, expires_at, members)
    select ${blockOf(sql`id`)}, audience, coalesce(expires_at, 'infinity'), ${members}
    from passages where id = any(${[...ids]}::int[]) group by 1, 2, 3
    on conflict (block, audience, expires_at) do update set members = t.members | excluded.members`.execute(transaction)
}

/** Counts a source's passages out, while their rows are still in `passages`. */
export async function removeFromBlocks(transaction: Transaction, sourceId: string): Promise<void> {
  await sql`
    with gone as (
      select ${blockOf(sql`id`)} as block, audience, coalesce(expires_at, 'infinity') as expires_at, ${members} as members
      from passages where source_id = ${sourceId} group by 1, 2, 3
    )
    update index_blocks t set members = t.members & ~gone.members from gone
    where (t.block, t.audience, t.expires_at) = (gone.block, gone.audience, gone.expires_at)`.execute(transaction)
  await sql`delete from index_blocks where bit_count(members) = 0`.execute(transaction)
}

/** The number of passages up to an id, of the rows `p` that are visible. */
export function passagesUpTo(id: RawBuilder<unknown>, visible: RawBuilder<boolean>): RawBuilder<number> {
  const upTo = sql`(-1)::bit(1024) << (1023 - ${placeOf(id)})`
  return sql`(select sum(bit_count(case when p.block < ${blockOf(id)} then p.members else p.members & (${upTo}) end))
    from index_blocks p where p.block <= ${blockOf(id)} and ${visible})`
}
