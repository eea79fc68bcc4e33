import { findReceiptEntry } from '#audit'
import { requireScope, type Actor } from '#auth'
import { AppError } from '../../errors.ts'
import { findApprovalOfRun, listPendingApprovals, type Approval } from '../approvals/approval-store.ts'
import type { Receipt } from './receipt.ts'
import { cancelRun, type CancelNeeds } from './cancel-run.ts'
import { isFinal, type Run, type RunEvent, type Step } from './run.ts'
import { findRun, listRuns, type RunFilter } from './run-store.ts'
import { listSteps } from './step-store.ts'
import { followEvents, untilEnded, type RunSignals } from './watch-runs.ts'

export interface RunDetails {
  readonly run: Run
  readonly steps: readonly Step[]
  readonly approval: Approval | undefined
  /** What a person must answer before it can go on: its own approval, and those of the runs it started. */
  readonly waitsFor: readonly Approval[]
}

export interface ChainedReceipt {
  readonly receipt: Receipt
  /** Its place in the hash chain. */
  readonly sequence: number
  readonly hash: string
  readonly previousHash: string
}

/** Looking at runs, and stopping them. */
export interface Runs {
  /** Waits for the end of a run, at most until `signal` is aborted; answers how it is then. */
  wait(actor: Actor, id: string, signal: AbortSignal): Promise<Run>
  /** The same, but a run that a person must be asked about is not waited for: that may take hours. */
  waitUnlessAsked(actor: Actor, id: string, signal: AbortSignal): Promise<Run>
  /** The newest first. */
  list(actor: Actor, filter: Omit<RunFilter, 'limit'>): Promise<Run[]>
  find(actor: Actor, id: string): Promise<RunDetails>
  /** What happened to it after the given event, then what happens, until it has ended. */
  events(actor: Actor, id: string, after: number, signal: AbortSignal): AsyncGenerator<RunEvent>
  /** Stays when the run itself is deleted. Throws `conflict` while it has not ended. */
  receipt(actor: Actor, id: string): Promise<ChainedReceipt>
  /** Stops a run and those it waits for: at once when nothing was begun, else as soon as it listens. */
  cancel(actor: Actor, id: string): Promise<Run>
}

export interface RunsNeeds extends CancelNeeds {
  readonly signals: RunSignals
  /** Whether an actor still has a right to anything. */
  readonly mayAct: (actor: Actor) => Promise<boolean>
}

const listLimit = 200

export function createRuns(needs: RunsNeeds): Runs {
  const { database, signals, mayAct } = needs
  async function require(actor: Actor, id: string): Promise<Run> {
    const run = await findRun(database, id)
    // Whoever started it may see what became of it.
    if (run?.actor.id !== actor.id) requireScope(actor, 'agents:read')
    if (!run) throw new AppError('not_found', `There is no run "${id}".`)
    return run
  }
  return {
    async wait(actor, id, signal) {
      const run = await require(actor, id)
      return (await untilEnded({ database, signals }, id, signal)) ?? run
    },
    async waitUnlessAsked(actor, id, signal) {
      const run = await require(actor, id)
      const isAsked = async ({ state }: Run) =>
        (state === 'waiting' || state === 'suspended') && (await listPendingApprovals(database, id)).length > 0
      return (await untilEnded({ database, signals }, id, signal, isAsked)) ?? run
    },
    async list(actor, filter) {
      requireScope(actor, 'agents:read')
      return listRuns(database, { ...filter, limit: listLimit })
    },
    async find(actor, id) {
      const run = await require(actor, id)
      const [steps, approval, waitsFor] = await Promise.all([
        listSteps(database, id),
        findApprovalOfRun(database, id),
        listPendingApprovals(database, id),
      ])
      return { run, steps, approval, waitsFor }
    },
    async *events(actor, id, after, signal) {
      await require(actor, id)
      for await (const event of followEvents({ database, signals }, id, after, signal)) {
        // Whose key was revoked meanwhile hears no more.
        if (!(await mayAct(actor))) return
        yield event
      }
    },
    async receipt(actor, id) {
      requireScope(actor, 'agents:read')
      const entry = await findReceiptEntry(database, id)
      if (!entry) {
        const { state } = await require(actor, id)
        throw new AppError('conflict', `The run ${id} is ${state}; its receipt is written when it has ended.`)
      }
      const { sequence, hash, previousHash } = entry
      return { receipt: JSON.parse(entry.body) as Receipt, sequence, hash, previousHash }
    },
    async cancel(actor, id) {
      requireScope(actor, 'agents:run')
      const run = await require(actor, id)
      if (isFinal(run.state)) throw new AppError('conflict', `The run ${id} is ${run.state} already.`)
      await cancelRun(needs, run, actor.id)
      return require(actor, id)
    },
  }
}
