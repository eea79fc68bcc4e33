import { appendEntry } from '#audit'
import type { Transaction } from '#storage'
import { findApprovalOfRun } from '../approvals/approval-store.ts'
import { receiptOf } from './receipt.ts'
import type { Run } from './run.ts'
import { endRun, type Ending } from './run-store.ts'
import { addEvent, listSteps } from './step-store.ts'

/**
 * Ends a run and writes its receipt into the chain, both or neither. Returns nothing when the run was not the caller's to
 * end: taken over, or ended already.
 */
export async function endWithReceipt(
  transaction: Transaction,
  id: string,
  claim: string | undefined,
  ending: Ending,
): Promise<Run | undefined> {
  const run = await endRun(transaction, id, claim, ending)
  if (!run) return undefined
  const receipt = receiptOf(run, await listSteps(transaction, id), await findApprovalOfRun(transaction, id))
  const { hash } = await appendEntry(transaction, { kind: 'receipt', subject: id, body: receipt })
  await addEvent(transaction, id, 'ended', { state: run.state, verdict: run.verdict, receipt: hash })
  return run
}
