import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { momentOf, type Forgotten } from '../answering/forget-answers.ts'
import { deleteGapsBefore } from './inbox-store.ts'

/** Questions of one transaction, so that none holds its locks for long. */
const deletedAtOnce = 5_000

/**
 * Deletes the questions in the inbox that no source answers and that nobody asked again since a moment; returns how many. Each
 * batch is an entry in the chain. Stops between two batches when `signal` aborts.
 */
export async function forgetQuestions(
  { database, transaction }: { database: Database; transaction: Storage['transaction'] },
  which: Forgotten,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const { before, why } = await momentOf(database, which)
  let total = 0
  for (let deleted = deletedAtOnce; deleted === deletedAtOnce && !signal.aborted; total += deleted) {
    deleted = await transaction(async (within) => {
      const questions = await deleteGapsBefore(within, before, deletedAtOnce)
      const body = { questions, before: before.toISOString(), ...why }
      if (questions > 0) await appendEntry(within, { kind: 'questions_deleted', subject: 'inbox', body })
      return questions
    })
  }
  return total
}
