import { z } from 'zod'
import { risks, verdicts } from './agent.ts'
import { approvalStates, type Approval } from './approvals/approval-store.ts'
import type { DecidableAction, PendingAction } from './approvals/approvals.ts'
import { objections } from './approvals/objection.ts'
import { runStates, type Run, type Step } from './runs/run.ts'
import type { RunDetails } from './runs/runs.ts'

const at = z.iso.datetime()

export const runSchema = z
  .object({
    id: z.string(),
    capability: z.string().describe('agent.capability'),
    risk: z.enum(risks),
    input: z.unknown(),
    resolved: z.unknown().describe('What the input comes to, such as the command line; an approval binds it.'),
    actor: z.string(),
    origin: z.string(),
    parentId: z.string().nullable(),
    actionHash: z.string().describe('SHA-256 over the canonical action.'),
    state: z.enum(runStates),
    attempt: z.int(),
    output: z.unknown(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    probe: z.unknown().describe('What the world looked like afterwards.'),
    verdict: z.enum(verdicts).nullable(),
    createdAt: at,
    startedAt: at.nullable(),
    finishedAt: at.nullable(),
  })
  .meta({ id: 'Run' })

const approvalSchema = z
  .object({
    id: z.string(),
    runId: z.string(),
    actionHash: z.string().describe('Send it back to say yes to exactly this.'),
    reason: z.string(),
    state: z.enum(approvalStates),
    decidedBy: z.string().nullable(),
    decisionReason: z.string().nullable(),
    createdAt: at,
    expiresAt: at,
    decidedAt: at.nullable(),
  })
  .meta({ id: 'Approval' })

export const receiptSchema = z
  .object({
    receipt: z.record(z.string(), z.unknown()),
    sequence: z.int().describe('Its place in the hash chain.'),
    hash: z.string(),
    previousHash: z.string(),
  })
  .meta({ id: 'ChainedReceipt' })

export const runDetailsSchema = z.object({
  run: runSchema,
  steps: z.array(
    z.object({
      name: z.string(),
      idempotencyKey: z.string().nullable(),
      output: z.unknown(),
      startedAt: at,
      finishedAt: at.nullable(),
    }),
  ),
  approval: approvalSchema.nullable(),
  waitsFor: z
    .array(approvalSchema)
    .describe('What a person must answer before it can go on: its own approval, and those of the runs it started.'),
})

export const runIdSchema = z.string().regex(/^run_[0-9a-f]{32}$/, 'is not the id of a run')
export const approvalIdSchema = z.string().regex(/^apr_[0-9a-f]{32}$/, 'is not the id of an approval')

export const pendingActionSchema = z.object({ approval: approvalSchema, run: runSchema })

export const decidableActionSchema = pendingActionSchema.extend({
  objection: z
    .enum(objections)
    .nullable()
    .describe(
      'Why you may not say yes to it: no right to decide, your own, of somebody who sees more, of a key of your family.',
    ),
})

export function showRun(run: Run): z.infer<typeof runSchema> {
  return {
    id: run.id,
    capability: run.capability,
    risk: run.risk,
    input: run.input,
    resolved: run.resolved ?? null,
    actor: run.actor.id,
    origin: run.origin,
    parentId: run.parentId ?? null,
    actionHash: run.actionHash,
    state: run.state,
    attempt: run.attempt,
    output: run.output ?? null,
    error: run.error ?? null,
    probe: run.probe ?? null,
    verdict: run.verdict ?? null,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

function showApproval(approval: Approval): z.infer<typeof approvalSchema> {
  return {
    id: approval.id,
    runId: approval.runId,
    actionHash: approval.actionHash,
    reason: approval.reason,
    state: approval.state,
    decidedBy: approval.decidedBy ?? null,
    decisionReason: approval.decisionReason ?? null,
    createdAt: approval.createdAt.toISOString(),
    expiresAt: approval.expiresAt.toISOString(),
    decidedAt: approval.decidedAt?.toISOString() ?? null,
  }
}

export function showRunDetails({ run, steps, approval, waitsFor }: RunDetails): z.infer<typeof runDetailsSchema> {
  return {
    run: showRun(run),
    steps: steps.map(showStep),
    approval: approval ? showApproval(approval) : null,
    waitsFor: waitsFor.map(showApproval),
  }
}

export function showPendingAction({ approval, run }: PendingAction): z.infer<typeof pendingActionSchema> {
  return { approval: showApproval(approval), run: showRun(run) }
}

export function showDecidableAction(action: DecidableAction): z.infer<typeof decidableActionSchema> {
  return { ...showPendingAction(action), objection: action.objection ?? null }
}

function showStep({ name, idempotencyKey, output, startedAt, finishedAt }: Step) {
  return {
    name,
    idempotencyKey: idempotencyKey ?? null,
    output: output ?? null,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
