import { audienceLevel, type Audience } from './audience.ts'

declare const wall: unique symbol

/**
 * A row that came through the audience wall. What quotes, lists or shows a row takes nothing else, so that one that was read without
 * asking for whom does not compile.
 */
export type Authorized<Row> = Row & { readonly [wall]: true }

/**
 * Marks a row that was read for `audience`. The wall itself is a condition in the SQL; this is the second look, for stores and the
 * cache of passages alone (a test holds them to that). Throws when the row is above the audience: such a query has a hole,
 * and what it found must not be shown.
 */
export function authorized<Row extends { readonly audience: Audience }>(audience: Audience, row: Row): Authorized<Row> {
  if (audienceLevel(row.audience) > audienceLevel(audience))
    throw new Error(`A row for the audience "${row.audience}" was read for "${audience}"`)
  return row as Authorized<Row>
}
