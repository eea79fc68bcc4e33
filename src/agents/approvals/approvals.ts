import { requireScope, type Actor, type Rights } from '#auth'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import { actionHash, resolveAction } from '../runs/action.ts'
import { endWithReceipt, type EndNeeds } from '../runs/end-run.ts'
import type { Run } from '../runs/run.ts'
import { findRun, releaseRun } from '../runs/run-store.ts'
import { addEvent } from '../runs/step-store.ts'
import { findObjection, objectionText, type Objection } from './objection.ts'
import { recordDecision } from './record-decision.ts'
import { decideApproval, findApproval, listApprovals, type Approval, type ApprovalState } from './approval-store.ts'

/** An approval with the action it is about, as the person who decides must see it. */
export interface PendingAction {
  readonly approval: Approval
  readonly run: Run
}

/** The same, with why the one who looks may not say yes to it. */
export interface DecidableAction extends PendingAction {
  readonly objection: Objection | undefined
}

export interface Approvals {
  /** Pending ones the oldest first, others the newest first; at most 500. */
  list(actor: Actor, state: ApprovalState | undefined): Promise<DecidableAction[]>
  find(actor: Actor, id: string): Promise<PendingAction>
  /** `hash` is the action's as the person saw it: a yes to anything else is no yes. The note stays with the run. */
  approve(actor: Actor, id: string, hash: string, note?: string): Promise<PendingAction>
  /** The run ends with the reason, and a receipt that holds it. */
  refuse(actor: Actor, id: string, reason: string): Promise<PendingAction>
}

export interface ApprovalNeeds extends EndNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly changed: (runId: string) => void
  /** Whether an actor still has a right to anything. */
  readonly mayAct: (actor: Rights) => Promise<boolean>
  /** Whether two actors are keys of which one made the other, or a third both. */
  readonly areOfOneKey: (actorId: string, otherId: string) => Promise<boolean>
}

export function createApprovals(needs: ApprovalNeeds): Approvals {
  const { database, transaction, enqueue, changed, registry, observe, mayAct, areOfOneKey } = needs
  async function withRun(approval: Approval): Promise<PendingAction> {
    return { approval, run: (await findRun(database, approval.runId))! }
  }

  /** The one that is still open, or why it cannot be answered any more. */
  async function requirePending(id: string): Promise<PendingAction> {
    const approval = await findApproval(database, id)
    if (!approval) throw new AppError('not_found', `There is no approval "${id}".`)
    if (approval.state !== 'pending') throw new AppError('conflict', `The approval ${id} is ${approval.state} already.`)
    if (approval.expiresAt <= new Date())
      throw new AppError('conflict', `The approval ${id} expired at ${approval.expiresAt.toISOString()}.`)
    return withRun(approval)
  }

  return {
    async list(actor, state) {
      requireScope(actor, 'agents:read')
      return Promise.all(
        (await listApprovals(database, state)).map(async (approval) => {
          const action = await withRun(approval)
          const isOpen = approval.state === 'pending'
          return { ...action, objection: isOpen ? await findObjection(areOfOneKey, actor, action.run) : undefined }
        }),
      )
    },
    async find(actor, id) {
      requireScope(actor, 'agents:read')
      const approval = await findApproval(database, id)
      if (!approval) throw new AppError('not_found', `There is no approval "${id}".`)
      return withRun(approval)
    },
    async approve(actor, id, hash, note) {
      requireScope(actor, 'approvals:decide')
      const { approval, run } = await requirePending(id)
      const objection = await findObjection(areOfOneKey, actor, run)
      if (objection) throw new AppError('forbidden', objectionText(objection, run))
      if (!(await mayAct(run.actor)))
        throw new AppError('conflict', `Whoever asked for it (${run.actor.id}) may not act any more. Refuse it.`)
      const now = await resolveAction((await registry()).find(run.capability).capability, run.input)
      const action = { runId: run.id, capability: run.capability, input: run.input, actorId: run.actor.id, ...now }
      if (hash !== approval.actionHash || hash !== actionHash(action))
        throw new AppError('conflict', 'This is not the action that waits for approval. Look at it again, then decide.')
      const decided = await transaction(async (within) => {
        const decision = { id, actionHash: hash, state: 'approved' as const, by: actor.id, reason: note }
        const answered = await decideApproval(within, decision)
        if (!answered || !(await releaseRun(within, run.id))) return undefined
        await addEvent(within, run.id, 'approved', { by: actor.id })
        await enqueue(within, { ...run, state: 'queued' })
        await recordDecision(within, answered)
        return answered
      })
      if (!decided) throw new AppError('conflict', `The approval ${id} was answered by somebody else just now.`)
      observe.approval('approved')
      changed(run.id)
      return withRun(decided)
    },
    async refuse(actor, id, reason) {
      requireScope(actor, 'approvals:decide')
      const { approval, run } = await requirePending(id)
      const decided = await transaction(async (within) => {
        const decision = { id, actionHash: approval.actionHash, state: 'refused' as const, by: actor.id, reason }
        const answered = await decideApproval(within, decision)
        if (!answered) return undefined
        const error = { code: 'forbidden', message: `Refused by ${actor.id}: ${reason}` }
        await endWithReceipt(needs, within, run.id, undefined, {
          state: 'cancelled',
          error,
          verdict: 'failed',
        })
        await recordDecision(within, answered)
        return answered
      })
      if (!decided) throw new AppError('conflict', `The approval ${id} was answered by somebody else just now.`)
      observe.approval('refused')
      changed(run.id)
      return withRun(decided)
    },
  }
}
