import type { InputOf } from '../../../api/call.ts'
import type { SettingsSearch } from '../settings-search.ts'

const pageSize = 25

/** What the address asks for, as the interface takes it: days are those of whoever looks, the last one is whole. */
export function entriesQuery({
  kind,
  subject,
  from,
  to,
  after,
}: SettingsSearch): NonNullable<InputOf<'GET /api/v1/audit'>['query']> {
  return {
    limit: pageSize,
    order: 'newest',
    ...(kind !== undefined && { kind }),
    ...(subject !== undefined && { subject }),
    ...(after !== undefined && { after }),
    ...(from !== undefined && { from: startOf(from, 0) }),
    ...(to !== undefined && { to: startOf(to, 1) }),
  }
}

function startOf(day: string, plusDays: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + plusDays).toISOString()
}
