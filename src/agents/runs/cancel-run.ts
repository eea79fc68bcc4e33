import type { Database, Storage } from '#storage'
import { decideApproval, findApprovalOfRun } from '../approvals/approval-store.ts'
import { recordDecision } from '../approvals/record-decision.ts'
import { endWithReceipt, type EndNeeds } from './end-run.ts'
import { isFinal, type Run } from './run.ts'
import { listRuns, requestCancel } from './run-store.ts'

export interface CancelNeeds extends EndNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly changed: (runId: string) => void
}

const maxChildren = 1_000

/** Stops a run and those it waits for: at once when nobody executes it, else as soon as it listens. */
export async function cancelRun(needs: CancelNeeds, run: Run, by: string): Promise<void> {
  const { database, transaction, changed } = needs
  if (isFinal(run.state)) return
  const suspended = run.state === 'suspended'
  const error = {
    code: 'cancelled',
    message: `It was cancelled ${suspended ? 'while it waited for another run' : 'before anything was begun'}.`,
  }
  const verdict = suspended ? 'unverified' : 'failed'
  const approval = await findApprovalOfRun(database, run.id)
  const ended = await transaction(async (within) => {
    // Nobody is to be asked any more, and a yes that is on its way must come too late.
    const refused =
      approval?.state === 'pending' &&
      (await decideApproval(within, { ...approval, state: 'refused', by, reason: 'Its run was cancelled.' }))
    const ending = await endWithReceipt(needs, within, run.id, undefined, { state: 'cancelled', error, verdict })
    if (refused) await recordDecision(within, refused)
    return ending
  })
  if (!ended) await requestCancel(database, run.id)
  changed(run.id)
  await cancelChildren(needs, run.id, by)
}

/** Stops what a run started and has not ended. */
export async function cancelChildren(needs: CancelNeeds, parentId: string, by: string): Promise<void> {
  for (const child of await listRuns(needs.database, { parentId, limit: maxChildren }))
    await cancelRun(needs, child, by)
}
