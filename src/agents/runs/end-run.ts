import { appendEntry } from '#audit'
import type { Transaction } from '#storage'
import type { AgentObserver } from '../agent-metrics.ts'
import { findApprovalOfRun } from '../approvals/approval-store.ts'
import { receiptOf } from './receipt.ts'
import type { OpenRegistry } from '../registry.ts'
import type { Run } from './run.ts'
import { endRun, wakeRun, type Ending } from './run-store.ts'
import { addEvent, listSteps } from './step-store.ts'

/** Hands a queued run to the workers, within the transaction that made it so. Throws while they are not there. */
export type Enqueue = (transaction: Transaction, run: Run) => Promise<void>

export interface EndNeeds {
  readonly enqueue: Enqueue
  readonly observe: Pick<AgentObserver, 'ended' | 'approval'>
  readonly registry: OpenRegistry
}

/**
 * Ends a run and writes its receipt into the chain, both or neither; a run that waited for it goes on. Returns nothing when
 * the run was not the caller's to end: taken over, or ended already.
 */
export async function endWithReceipt(
  { enqueue, observe, registry }: EndNeeds,
  transaction: Transaction,
  id: string,
  claim: string | undefined,
  ending: Ending,
): Promise<Run | undefined> {
  const { known } = await registry()
  const run = await endRun(transaction, id, claim, ending)
  if (!run) return undefined
  // Before the chain is locked: everybody locks runs from child to parent, then the chain, so nobody waits in a circle.
  const parent = run.parentId ? await wakeRun(transaction, run.parentId) : undefined
  if (parent) await enqueue(transaction, parent)
  await known(run.capability)?.ended?.(transaction, {
    runId: id,
    input: run.input,
    state: ending.state,
    message: run.error?.message,
  })
  const receipt = receiptOf(run, await listSteps(transaction, id), await findApprovalOfRun(transaction, id))
  const { hash } = await appendEntry(transaction, { kind: 'receipt', subject: id, body: receipt })
  observe.ended(run)
  await addEvent(transaction, id, 'ended', { state: run.state, verdict: run.verdict, receipt: hash })
  return run
}
