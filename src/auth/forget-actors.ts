import type { Transaction } from '#storage'

/**
 * Deletes what the other parts keep for these actors alone, in the transaction that ends them. The id of a person stands for the
 * apps that act for them too.
 */
export type ForgetActors = (within: Transaction, actorIds: readonly string[]) => Promise<void>
