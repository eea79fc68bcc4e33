import { setTimeout as delay } from 'node:timers/promises'
import { requireScope, system, userIdPrefix, type Actor } from '#auth'
import type { Agents } from '#agents'
import type { Desk } from '#desk'
import type { Metrics } from '#observability'
import type { Database } from '#storage'
import { AppError } from '../errors.ts'
import { readDatabaseFigures } from './database-store.ts'
import { keepFor } from './keep-for.ts'
import { readBackups, readHost } from './read-agents.ts'
import { readAlerts } from './read-alerts.ts'
import { createLoopLag, readMetrics } from './read-metrics.ts'
import type { OperationsSnapshot, Part } from './snapshot-schema.ts'
import type { StateGauges } from './state-metrics.ts'
import { watchState, type WatchStateNeeds } from './watch-state.ts'

export interface Operations {
  /** How everything is now, at most two seconds old. Needs `agents:read`, and of people that they are operators; alerts also `desk:read`. */
  snapshot(actor: Actor): Promise<OperationsSnapshot>
  /** The same every three seconds, until `signal` is aborted. Throws `rate_limited` when too many look already. */
  follow(actor: Actor, signal: AbortSignal): AsyncGenerator<OperationsSnapshot>
  /** Keeps the gauges of the whole server as they should be, until it is disposed. The agents must have started. */
  watch(gauges: StateGauges): AsyncDisposable
}

export interface OperationsNeeds {
  readonly agents: Agents
  readonly desk: Desk
  readonly auditor: WatchStateNeeds['auditor']
  readonly database: Database
  readonly metrics: Pick<Metrics, 'values' | 'recentRequests'>
  readonly version: string
  /** Told what really went wrong when a part cannot tell how it is. */
  readonly failed: (part: Part | 'state' | 'audit', error: unknown) => void
}

const everyMs = 3_000
/** How old a part may be. What costs more is looked at more rarely, however many look. */
const keepMs = { snapshot: 2_000, database: 5_000, alerts: 5_000, host: 10_000, backups: 60_000 }
/** A part that takes longer is told as a problem. */
const patienceMs = 10_000
/** Open streams: each is a connection that is kept, and more of one person are forgotten tabs. */
const most = { all: 50, ofOne: 5 }

/** One snapshot for all who look, so that a hundred pages cost as much as one. */
export function createOperations(needs: OperationsNeeds): Operations {
  const { agents, desk, database, metrics, version } = needs
  const looking = new Map<string, number>()
  const loopLag = createLoopLag()
  const look = () => AbortSignal.timeout(patienceMs)
  const parts = {
    queue: keepFor(keepMs.snapshot, () => readQueue(agents)),
    database: keepFor(keepMs.database, () => readDatabaseFigures(database)),
    host: keepFor(keepMs.host, () => readHost(agents, look())),
    backups: keepFor(keepMs.backups, () => readBackups(agents, look())),
    alerts: keepFor(keepMs.alerts, () => readAlerts(desk)),
  }
  const snapshot = keepFor(keepMs.snapshot, async (): Promise<OperationsSnapshot> => {
    const problems: OperationsSnapshot['problems'] = []
    async function part<Value>(name: Part, read: () => Promise<Value>): Promise<Value | null> {
      try {
        return await Promise.race([read(), tooLate()])
      } catch (error) {
        needs.failed(name, error)
        problems.push({ part: name, message: messageOf(error) })
        return null
      }
    }
    const [own, queue, figures, seen, backups, alerts] = await Promise.all([
      readMetrics(metrics, loopLag),
      part('queue', parts.queue),
      part('database', parts.database),
      part('host', parts.host),
      part('backups', parts.backups),
      part('alerts', parts.alerts),
    ])
    return {
      at: new Date().toISOString(),
      version,
      ...own,
      queue,
      services: seen?.services ?? null,
      database: figures,
      host: seen?.host ?? null,
      backups,
      alerts,
      problems,
    }
  })

  function enter(actor: Actor): () => void {
    const own = looking.get(actor.id) ?? 0
    const all = [...looking.values()].reduce((sum, count) => sum + count, 0)
    if (own >= most.ofOne || all >= most.all)
      throw new AppError(
        'rate_limited',
        own >= most.ofOne
          ? `You look at this in ${own} places already. Close one of them.`
          : 'Too many look at this already. Try again later.',
        { retryAfterSeconds: 30 },
      )
    looking.set(actor.id, own + 1)
    return () => {
      const left = looking.get(actor.id)! - 1
      if (left > 0) looking.set(actor.id, left)
      else looking.delete(actor.id)
    }
  }

  return {
    async snapshot(actor) {
      requireOperator(actor)
      return seenBy(actor, await snapshot())
    },
    async *follow(actor, signal) {
      requireOperator(actor)
      const leave = enter(actor)
      // While the server stops a part may give no answer any more; who follows does not wait for it.
      const aborted = new Promise<undefined>((resolve) => {
        signal.addEventListener('abort', () => resolve(undefined), { once: true })
      })
      try {
        while (!signal.aborted) {
          const now = await Promise.race([snapshot(), aborted])
          if (!now) return
          yield seenBy(actor, now)
          await delay(everyMs, undefined, { signal }).catch(() => {}) // aborted: the loop ends
        }
      } finally {
        leave()
      }
    },
    watch: (gauges) => watchState(needs, gauges),
  }
}

/** A viewer sees agents and runs, and not the house they stand in; an app sees no more than the person it acts for. */
function requireOperator(actor: Actor): void {
  requireScope(actor, 'agents:read')
  if (actor.id.startsWith(userIdPrefix) && !actor.scopes.has('agents:run'))
    throw new AppError('forbidden', 'This is for operators and the owner. Ask the owner for that role.')
}

/** Alerts are tickets, with their titles and texts: of the one snapshot for all, who may not read tickets gets none. */
function seenBy({ scopes }: Actor, snapshot: OperationsSnapshot): OperationsSnapshot {
  if (scopes.has('desk:read')) return snapshot
  return { ...snapshot, alerts: null, problems: snapshot.problems.filter(({ part }) => part !== 'alerts') }
}

async function readQueue(agents: Agents): Promise<NonNullable<OperationsSnapshot['queue']>> {
  const [figures, pending] = await Promise.all([agents.queueFigures(), agents.approvals.list(system, 'pending')])
  return { ...figures, approvals: pending.length }
}

async function tooLate(): Promise<never> {
  await delay(patienceMs, undefined, { ref: false })
  throw new AppError('timeout', `It gave no answer within ${patienceMs / 1000} s.`)
}

/** Never the text of a failure of somebody else's, which may hold addresses and names. */
function messageOf(error: unknown): string {
  return error instanceof AppError && error.code !== 'internal'
    ? error.message
    : 'It could not be read; the server log says why.'
}
