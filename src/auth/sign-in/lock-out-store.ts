import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'

export interface WaitRule {
  /** How many failures cost nothing. */
  readonly free: number
  readonly longestSeconds: number
  /** After so long without a failure all are forgotten. */
  readonly forgottenAfterHours: number
}

/**
 * Counts an attempt before it is made, so that a thousand at once count as a thousand. From the last free one on, each doubles
 * the wait for the next, beginning with a second. Undefined when it may be made; else from when on one may.
 */
export async function countAttempt(
  transaction: Transaction,
  subject: string,
  { free, longestSeconds, forgottenAfterHours }: WaitRule,
): Promise<Date | undefined> {
  const count = sql`case when known.failed_at < now() - make_interval(hours => ${forgottenAfterHours}::int) then 1 else known.failures + 1 end`
  const { rows } = await sql`
    insert into auth_failures as known (subject, failures) values (${subject}, 1)
    on conflict (subject) do update set failures = ${count}, failed_at = now(),
      blocked_until = case when ${count} >= ${free}::int then
        now() + make_interval(secs => least(${longestSeconds}::int, power(2, least(${count} - ${free}::int, 30)))) end
    where coalesce(known.blocked_until <= now(), true)
    returning subject`.execute(transaction)
  if (rows.length > 0) return undefined
  const row = await transaction
    .selectFrom('auth_failures')
    .select('blocked_until')
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.blocked_until ?? new Date()
}

/** Ends the counting; returns how many failures there were, without the attempt that succeeded. */
export async function clearAttempts(database: Database | Transaction, subject: string): Promise<number> {
  const row = await database
    .deleteFrom('auth_failures')
    .where('subject', '=', subject)
    .returning('failures')
    .executeTakeFirst()
  return Math.max((row?.failures ?? 1) - 1, 0)
}

/** Takes one attempt back that was no failure; those before it still count. */
export async function forgiveAttempt(database: Database | Transaction, subject: string): Promise<void> {
  await database
    .updateTable('auth_failures')
    .set({ failures: sql<number>`greatest(failures - 1, 0)`, blocked_until: null })
    .where('subject', '=', subject)
    .execute()
}

/** One failure more that the audit chain does not know of. */
export async function noteUntold(transaction: Transaction, subjects: readonly string[]): Promise<void> {
  await transaction
    .updateTable('auth_failures')
    .set({ untold: sql<number>`untold + 1` })
    .where('subject', 'in', [...subjects])
    .execute()
}

/** How many each has that the chain does not know of, in the order asked for, when none was told of within the last minute. */
export async function takeUntold(transaction: Transaction, subjects: readonly string[]): Promise<number[] | undefined> {
  const rows = await transaction
    .selectFrom('auth_failures')
    .select(['subject', 'untold', sql<boolean>`coalesce(told_at > now() - interval '1 minute', false)`.as('recent')])
    .where('subject', 'in', [...subjects])
    .execute()
  if (rows.some(({ recent }) => recent)) return undefined
  await transaction
    .updateTable('auth_failures')
    .set({ untold: 0, told_at: sql<Date>`now()` })
    .where('subject', 'in', [...subjects])
    .execute()
  return subjects.map((subject) => rows.find((row) => row.subject === subject)?.untold ?? 0)
}

/** Those of more than a day ago; returns what the chain was not told of them. */
export async function deleteOldFailures(
  transaction: Transaction,
): Promise<{ readonly subject: string; readonly untold: number }[]> {
  return transaction
    .deleteFrom('auth_failures')
    .where('failed_at', '<', sql<Date>`now() - interval '1 day'`)
    .returning(['subject', 'untold'])
    .execute()
}
