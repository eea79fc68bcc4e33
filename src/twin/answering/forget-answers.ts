import type { Analytics } from '#analytics'
import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { deleteOldLeaves } from './answer-leaf-store.ts'
import { daysAgo, deleteAnswersBefore } from './answer-store.ts'
import { longestTreeMs } from './chain-answers.ts'

/** Answers of one transaction, so that none holds its locks for long. */
const deletedAtOnce = 5_000

/** Which answers: those older than so many days, or those before a moment that somebody named. */
export type Forgotten = number | { readonly before: Date; readonly by: string }

/** The moment itself, and what the chain says of why. */
export async function momentOf(database: Database, which: Forgotten): Promise<{ before: Date; why: object }> {
  return typeof which === 'number'
    ? { before: await daysAgo(database, which), why: { olderThanDays: which } }
    : { before: which.before, why: { by: which.by } }
}

/**
 * Deletes answers, with them what their conversations remember and what is known of each
 * one's asking, of which counts stay; returns how many. Each
 * batch is an entry in the chain, by which their absence is known from a removal. Stops between two batches when `signal`
 * aborts. Two processes that do it at once share the work.
 */
export async function forgetAnswers(
  {
    database,
    transaction,
    analytics,
  }: {
    database: Database
    transaction: Storage['transaction']
    analytics?: Pick<Analytics, 'forgetAnswers' | 'forgetWords'> | undefined
  },
  which: Forgotten,
  { signal, batch = deletedAtOnce }: { signal: AbortSignal; batch?: number },
): Promise<number> {
  const { before, why } = await momentOf(database, which)
  let total = 0
  for (let deleted = batch; deleted === batch && !signal.aborted; total += deleted) {
    deleted = await transaction(async (within) => {
      const ids = await deleteAnswersBefore(within, before, batch)
      const answers = ids.length
      if (answers > 0) {
        await analytics?.forgetAnswers(within, ids)
        const body = { answers, before: before.toISOString(), ...why }
        await appendEntry(within, { kind: 'answers_deleted', subject: 'answers', body })
      }
      return answers
    })
  }
  if (total > 0) await analytics?.forgetWords(before)
  await deleteOldLeaves(database, new Date(before.getTime() - longestTreeMs))
  return total
}
