import { appendEntry, sha256 } from '#audit'
import type { Transaction } from '#storage'
import type { Approval } from './approval-store.ts'

/**
 * Writes into the chain what came of an approval: who said yes or no, or that nobody did in time. Of the note only its
 * SHA-256 (UTF-8, hex): the words are in the receipt of the run. Comes last in a transaction, as everything that locks the chain.
 */
export async function recordDecision(transaction: Transaction, approval: Approval): Promise<void> {
  const { id, runId, actionHash, state, decidedBy, decisionReason } = approval
  const body = {
    event: state,
    runId,
    actionHash,
    by: decidedBy ?? null,
    noteHash: decisionReason === undefined ? null : sha256(decisionReason),
  }
  await appendEntry(transaction, { kind: 'approval', subject: id, body })
}
