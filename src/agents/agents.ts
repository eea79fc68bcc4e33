import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { requireScope, type Actor, type Rights } from '#auth'
import type { Tracing } from '#observability'
import type { ConnectionOptions, Database, Storage, Transaction } from '#storage'
import { AppError } from '../errors.ts'
import type { Agent } from './agent.ts'
import type { AgentObserver } from './agent-metrics.ts'
import { createApprovals, type Approvals } from './approvals/approvals.ts'
import type { ApprovalPolicy } from './approvals/approval-policy.ts'
import { describeAgents, overviewOf, type AgentDescription } from './describe-agents.ts'
import { createRegistry, type Registry } from './registry.ts'
import { listAgentFigures, type AgentFigures } from './runs/agent-figures-store.ts'
import type { Run } from './runs/run.ts'
import type { Queue, WorkerRole } from './runs/queue.ts'
import { createRuns, type Runs } from './runs/runs.ts'
import { createSchedules, type Schedules } from './runs/schedules.ts'
import { findRun } from './runs/run-store.ts'
import { createStartRun, parseInput, type StartRun } from './runs/start-run.ts'
import { createRunSignals } from './runs/watch-runs.ts'
import { startWorkers } from './runs/workers.ts'

export interface Agents {
  /** Every agent there is, with its capabilities and the JSON Schemas of what they take and give. */
  describe(actor: Actor): Promise<AgentDescription[]>
  /** How each that had a run has done in the last week. */
  figures(actor: Actor): Promise<AgentFigures[]>
  /** The agents in the words of the predecessor's `list_autonomous_agents`. Open to everyone: it tells no state. */
  overview(version: string): Promise<object>
  readonly startRun: StartRun
  readonly runs: Runs
  readonly approvals: Approvals
  readonly schedules: Schedules
  queueFigures(): Promise<{ queued: number; active: number }>
  /** Loads the agents, and begins to execute runs in this process. Throws what is wrong in a policy file; until then nothing can be started that leaves a run. */
  start(): Promise<AsyncDisposable>
  /** The same for a process that only starts runs, which others execute. */
  attend(): Promise<AsyncDisposable>
  /** The same for a command, which executes runs itself only when no worker does. */
  join(): Promise<AsyncDisposable>
}

export interface AgentsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  /** Known once the database is open. */
  readonly connection: () => ConnectionOptions
  /** Called once, when the first call or `start` needs them. */
  readonly load: (frame: Frame) => Promise<{ readonly agents: readonly Agent[]; readonly policy: ApprovalPolicy }>
  readonly log: Logger
  readonly tracing: Tracing
  readonly observe: AgentObserver
  /** Whether whoever set a schedule still has a right to anything. */
  readonly mayAct: (actor: Rights) => Promise<boolean>
  /** Whether two actors are keys of which one made the other, or a third both. */
  readonly areOfOneKey: (actorId: string, otherId: string) => Promise<boolean>
}

/** What agents may ask of the frame they stand in: they never see one another. */
export interface Frame {
  /** A read, done now, that leaves no run. */
  look(actor: Actor, capability: string, input: unknown, signal: AbortSignal): Promise<unknown>
  /** Throws `not_found` or `invalid_input` when there is no such capability, or it does not take that. */
  checkCall(capability: string, input: unknown): Promise<void>
  describe(): Promise<AgentDescription[]>
  findRun(id: string): Promise<Run | undefined>
  queueFigures(): Promise<{ queued: number; active: number }>
}

/** Loading the agents takes a third of a second of CPU: whoever waits for the server to be ready is answered first. */
const breathMs = 300

export function createAgents(needs: AgentsNeeds): Agents {
  const { database, transaction, observe } = needs
  const frame: Frame = {
    async look(actor, capability, input, signal) {
      const started = await startRun(actor, capability, input, { origin: 'agent', signal })
      if (started.run) throw new Error(`${capability} is not a read`)
      return started.output
    },
    checkCall: async (capability, input) => void parseInput((await registry()).find(capability).capability, input),
    describe: async () => describeAgents((await registry()).agents),
    findRun: (id) => findRun(database, id),
    queueFigures: () => open().figures(),
  }
  let loading: Promise<Registry> | undefined
  async function load(): Promise<Registry> {
    const { agents, policy } = await needs.load(frame)
    return createRegistry(agents, policy)
  }
  const registry = () => (loading ??= load())
  const signals = createRunSignals()
  let queue: Queue | undefined
  let opening: Promise<unknown> | undefined
  const open = (): Queue => {
    if (queue) return queue
    throw new AppError('storage_unavailable', 'The agents are still starting. Try again in a few seconds.')
  }
  /** What comes while the workers are on their way waits for them. */
  async function ready(): Promise<void> {
    if (!queue) await opening?.catch(() => {}) // told to whoever started them
    open()
  }
  async function enqueue(within: Transaction, run: Run): Promise<void> {
    const delaySeconds = (await registry()).find(run.capability).capability.retry?.delaySeconds ?? 1
    await open().send(within, { runId: run.id, delaySeconds })
  }
  const { startRun, startChild } = createStartRun({
    ...needs,
    registry,
    signals,
    ready,
    enqueue,
  })
  const approvals = createApprovals({
    database,
    transaction,
    changed: signals.changed,
    enqueue,
    observe,
    registry,
    mayAct: needs.mayAct,
    areOfOneKey: needs.areOfOneKey,
  })
  return {
    async describe(actor) {
      requireScope(actor, 'agents:read')
      return describeAgents((await registry()).agents)
    },
    async figures(actor) {
      requireScope(actor, 'agents:read')
      return listAgentFigures(database)
    },
    overview: async (productVersion) => overviewOf((await registry()).agents, productVersion),
    startRun,
    approvals,
    runs: createRuns({
      database,
      transaction,
      signals,
      enqueue,
      observe,
      registry,
      changed: signals.changed,
      mayAct: needs.mayAct,
    }),
    schedules: createSchedules(registry, open),
    queueFigures: frame.queueFigures,
    start: () => begin('worker'),
    attend: () => begin('door'),
    join: () => begin('tool'),
  }

  async function begin(role: WorkerRole): Promise<AsyncDisposable> {
    const connection = needs.connection()
    const work = async () => {
      if (role !== 'tool') await sleep(breathMs)
      await registry()
      return startWorkers({ ...needs, connection, registry, signals, enqueue, startRun, startChild, role })
    }
    const starting = work()
    opening = starting
    const workers = await starting
    queue = workers.queue
    return workers
  }
}
