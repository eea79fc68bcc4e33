import type { Logger } from 'pino'
import type { Rights } from '#auth'
import type { MetricRegistry, Tracing } from '#observability'
import type { Database } from '#storage'
import { deleteEveryDay } from '../delete-every-day.ts'
import { createAgentMetrics } from './agent-metrics.ts'
import { createAgents, type Agents } from './agents.ts'
import type { AgentSettings, LoadAgentsNeeds, LoadedAgents } from './load-agents.ts'
import { deleteOldRuns } from './runs/run-store.ts'
import { createTriage, type Triage } from './triage.ts'

export interface OpenAgentsNeeds extends Omit<LoadAgentsNeeds, 'observe'> {
  readonly settings: AgentSettings & {
    /** How long runs that ended are kept; 0 keeps them. Their receipts stay. */
    readonly runsKeepDays: number
  }
  /** Whether whoever set a schedule still has a right to anything. */
  readonly mayAct: (actor: Rights) => Promise<boolean>
  /** Whether two actors are keys of which one made the other, or a third both. */
  readonly areOfOneKey: (actorId: string, otherId: string) => Promise<boolean>
  readonly metrics: MetricRegistry
  readonly tracing: Tracing
}

export interface OpenedAgents extends Agents {
  readonly triage: Triage
}

/** The agents and what they do by themselves. Their code and their files are read with the first call, or by `start`. */
export function openAgents(needs: OpenAgentsNeeds): OpenedAgents {
  const { settings, database, desk, log } = needs
  const observe = createAgentMetrics(needs.metrics)
  let loaded: LoadedAgents | undefined
  const agents = createAgents({
    ...needs,
    observe,
    async load(frame) {
      const { loadAgents } = await import('./load-agents.ts')
      return (loaded = await loadAgents({ ...needs, observe }, frame))
    },
  })
  const triage = createTriage({ desk, startRun: agents.startRun, log })
  return {
    ...agents,
    triage,
    async start() {
      await using resources = new AsyncDisposableStack()
      resources.use(await agents.start())
      resources.use(triage.start())
      if (settings.runsKeepDays > 0) resources.use(forgetRuns(database, settings.runsKeepDays, log))
      resources.use(loaded!.work(agents, triage.lookAround))
      const owned = resources.move()
      return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
    },
  }
}

function forgetRuns(database: Database, days: number, log: Logger): AsyncDisposable {
  return deleteEveryDay((signal) => deleteOldRuns(database, days, { signal }), {
    deleted: (count) => log.info({ count, days }, 'deleted old runs; their receipts stay'),
    failed: (error) => log.error({ err: error }, 'old runs could not be deleted; the next try is tomorrow'),
  })
}
