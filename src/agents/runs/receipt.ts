import { hashOf } from '#audit'
import type { Approval } from '../approvals/approval-store.ts'
import type { Run, Step } from './run.ts'

/**
 * What a run leaves behind for good: who had what done, how, and what the world looked like afterwards. Outputs of steps
 * are kept by their SHA-256, so that a receipt stays small and still proves them.
 */
export function receiptOf(run: Run, steps: readonly Step[], approval: Approval | undefined) {
  return {
    runId: run.id,
    capability: run.capability,
    risk: run.risk,
    actionHash: run.actionHash,
    input: run.input,
    actor: run.actor.id,
    origin: run.origin,
    parentId: run.parentId ?? null,
    state: run.state,
    attempts: run.attempt,
    approval: approval
      ? {
          id: approval.id,
          state: approval.state,
          decidedBy: approval.decidedBy ?? null,
          decidedAt: approval.decidedAt?.toISOString() ?? null,
          reason: approval.decisionReason ?? null,
        }
      : null,
    steps: steps.map((step) => ({
      name: step.name,
      startedAt: step.startedAt.toISOString(),
      finishedAt: step.finishedAt?.toISOString() ?? null,
      idempotencyKey: step.idempotencyKey ?? null,
      outputHash: step.finishedAt ? hashOf(step.output ?? null) : null,
    })),
    effect: run.output ?? null,
    error: run.error ?? null,
    probe: run.probe ?? null,
    verdict: run.verdict ?? null,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

export type Receipt = ReturnType<typeof receiptOf>
