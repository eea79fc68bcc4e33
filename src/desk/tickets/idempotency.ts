import { AppError } from '../../errors.ts'
import type { Edit } from './change-ticket.ts'
import { setMessageTicket, takeMessage } from './intake-store.ts'

/**
 * Does `work`, or, when its caller has used this key before, gives the ticket that it was about then: an answer that was lost on
 * its way may be asked for again. Keys are kept among the ids of messages, which serve the same end. Without a key it is done.
 */
export async function onceByKey<Result extends { ticketId: number }>(
  edit: Edit,
  key: string | undefined,
  work: () => Promise<Result>,
): Promise<Result | { repeatedOn: number }> {
  if (key === undefined) return work()
  const id = `key ${edit.actor} ${key}`
  const before = await takeMessage(edit.transaction, id, edit.at)
  if (!before.taken) return { repeatedOn: before.ticketId }
  const result = await work()
  await setMessageTicket(edit.transaction, id, result.ticketId)
  return result
}

export const keyUsedOtherwise = (): AppError =>
  new AppError('conflict', 'This idempotency key was used for something else. Choose a new one.')
