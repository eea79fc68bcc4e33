import type { Rights } from '#auth'
import type { Tracing } from '#observability'
import type { AgentObserver } from '../agent-metrics.ts'
import type { Logger } from 'pino'
import type { ConnectionOptions, Database, Storage } from '#storage'
import { expireApproval } from '../approvals/approval-store.ts'
import { recordDecision } from '../approvals/record-decision.ts'
import type { ChildOptions } from '../agent.ts'
import type { OpenRegistry } from '../registry.ts'
import type { Run } from './run.ts'
import { endWithReceipt, type Enqueue } from './end-run.ts'
import { asActor, executeRun } from './execute-run.ts'
import { openQueue, queueName, type Queue, type WorkerRole } from './queue.ts'
import { isConnected } from './run-store.ts'
import type { StartChild, StartRun } from './start-run.ts'
import type { RunSignals } from './watch-runs.ts'

export interface WorkerNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly connection: ConnectionOptions
  readonly registry: OpenRegistry
  readonly signals: RunSignals
  readonly enqueue: Enqueue
  readonly observe: AgentObserver
  readonly log: Logger
  readonly tracing: Tracing
  readonly startRun: StartRun
  readonly startChild: StartChild
  /** Whether whoever set a schedule still has a right to anything. */
  readonly mayAct: (actor: Rights) => Promise<boolean>
  readonly role: WorkerRole
}

const sweepMs = 5_000

/** Executes queued runs in this process, if that is its role, and ends what nobody approved; disposing gives back what is under way. */
export async function startWorkers(needs: WorkerNeeds): Promise<AsyncDisposable & { queue: Queue }> {
  const { log, signals, startChild, role } = needs
  const isLeft = async () =>
    role === 'door' || (role === 'tool' && (await isConnected(needs.database, queueName.worker)))
  const stopping = new AbortController()
  const executing = {
    ...needs,
    changed: signals.changed,
    failed: (error: unknown, { id, capability }: Run) =>
      log.error({ err: error, runId: id, capability }, 'a run failed'),
    startChild: (...[parent, name, input, key, signal, options]: Parameters<ExecuteChild>) =>
      startChild(asActor(parent.actor), name, input, {
        ...options,
        ...inherited(parent),
        parentId: parent.id,
        key,
        signal,
      }),
  }
  await using resources = new AsyncDisposableStack()
  const queue = resources.use(
    await openQueue({
      connection: needs.connection,
      log,
      tracing: needs.tracing,
      role,
      async execute(runId) {
        if (await isLeft()) throw new Error('A worker has come, and has the settings that this was meant for')
        const executed = await executeRun(executing, runId, stopping.signal).catch((error: unknown) => {
          log.error({ err: error, runId }, 'a run could not be brought to its end; it is tried again')
          throw error
        })
        if (executed.again) throw executed.because
      },
      async scheduled(name, { capability, input, actor }) {
        if (!(await needs.mayAct(actor))) {
          log.warn({ schedule: name, actor: actor.id }, 'a schedule starts nothing any more: who set it may not act')
          return
        }
        log.info({ schedule: name, capability }, 'a schedule starts a run')
        await needs.startRun(asActor(actor), capability, input, { origin: 'schedule', receipt: true })
      },
    }),
  )
  const look = async () => queue.takeJobs(!(await isLeft()))
  await look()
  const looking = role === 'tool' ? keepLooking(look, log) : undefined
  const timer = setInterval(() => {
    if (!queue.takesJobs) return
    sweep(needs).catch((error: unknown) => log.warn({ err: error }, 'what nobody approved in time could not be ended'))
  }, sweepMs)
  const owned = resources.move()
  return {
    queue,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      clearInterval(looking)
      stopping.abort(new Error('The process is stopping'))
      await owned.disposeAsync()
    },
  }
}

type ExecuteChild = Parameters<typeof executeRun>[0]['startChild']

const lookMs = 2_000

/** A worker may come or go while a command waits: what it left is then the command's to do, or the other way round. */
function keepLooking(look: () => Promise<void>, log: Logger): NodeJS.Timeout {
  return setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'whether a worker is there could not be seen'))
  }, lookMs)
}

/** What nobody answered in time ends, each with a receipt that says so. */
async function sweep(needs: WorkerNeeds): Promise<void> {
  for (;;) {
    // One a transaction: the chain is locked last, so nothing else may be locked after it.
    const expired = await needs.transaction(async (within) => {
      const approval = await expireApproval(within)
      if (!approval) return undefined
      const error = { code: 'forbidden', message: 'Nobody approved it in time.' }
      await endWithReceipt(needs, within, approval.runId, undefined, { state: 'cancelled', error, verdict: 'failed' })
      await recordDecision(within, approval)
      return approval
    })
    if (!expired) return
    needs.observe.approval('expired')
    needs.signals.changed(expired.runId)
  }
}

/** What a model proposed or an alert began stays that, however deep what it starts. */
function inherited({ origin }: Run): Pick<ChildOptions, 'origin'> {
  return origin === 'model' || origin === 'alert' ? { origin } : {}
}
