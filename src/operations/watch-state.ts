import type { Agents } from '#agents'
import type { Auditor } from '#auditor'
import { owner } from '#auth'
import type { Database } from '#storage'
import { again } from '../again.ts'
import { readHost } from './read-agents.ts'
import type { StateGauges } from './state-metrics.ts'
import { readState } from './state-store.ts'

export interface WatchStateNeeds {
  readonly agents: Agents
  readonly auditor: Pick<Auditor<unknown>, 'verify'>
  readonly database: Database
  /** Told what went wrong when a gauge could not be set; it keeps its last value, and the next round tries again. */
  readonly failed: (part: Part, error: unknown) => void
}

/** How often is looked, after a first look soon after the start. */
const rounds = {
  /** As often as Prometheus asks by default. */
  state: { firstMs: 0, everyMs: 15_000 },
  /** Costs a question to the twin. */
  services: { firstMs: 2_000, everyMs: 60_000 },
  /** Recomputing every hash of a long chain takes seconds. */
  audit: { firstMs: 20_000, everyMs: 3_600_000 },
}
const patienceMs = 10_000

type Part = keyof typeof rounds

/**
 * Sets the gauges of what no request tells of: what waits and since when, which services are up, whether a backup was proven and the
 * audit chain is whole. They are the same on every process that watches. Disposing waits for work under way.
 */
export function watchState(needs: WatchStateNeeds, gauges: StateGauges): AsyncDisposable {
  const stopping = new AbortController()
  const work: Record<Part, () => Promise<void>> = {
    state: () => setState(needs.database, gauges),
    services: () => setServices(needs.agents, gauges, stopping.signal),
    audit: async () => gauges.chain({}, (await needs.auditor.verify(owner)).broken ? 0 : 1),
  }
  const watching = (Object.keys(rounds) as Part[]).map((part) =>
    again(rounds[part], () =>
      work[part]().catch((error: unknown) => {
        if (!stopping.signal.aborted) needs.failed(part, error)
      }),
    ),
  )
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      for (const one of watching) await one[Symbol.asyncDispose]()
    },
  }
}

async function setState(database: Database, gauges: StateGauges): Promise<void> {
  const { runs, silenceSeconds, approvals, provenAt, certificateDays } = await readState(database)
  for (const { state: name, count, oldestSeconds } of runs) {
    gauges.runs({ state: name }, count)
    gauges.runAge({ state: name }, oldestSeconds)
  }
  gauges.silence({}, silenceSeconds)
  gauges.approvals({}, approvals.count)
  gauges.approvalAge({}, approvals.oldestSeconds)
  gauges.proven({}, provenAt ? provenAt.getTime() / 1000 : 0)
  for (const [target, days] of Object.entries(certificateDays)) gauges.certificates({ target }, days)
}

async function setServices(agents: Agents, gauges: StateGauges, stopped: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(patienceMs)])
  const seen = await readHost(agents, signal)
  for (const { name, status } of seen.services) gauges.services({ name }, status === 'down' ? 0 : 1)
}
