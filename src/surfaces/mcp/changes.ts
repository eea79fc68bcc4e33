import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { runIdSchema, type Agents } from '#agents'
import type { Actor } from '#auth'
import { AppError } from '#errors'
import type { Twin } from '#twin'
import { listResources, profileUris, runUri, sourceUri } from './resources.ts'

/** What is told to a caller who listens: that the list of resources is another one, or one of them is. */
export type Change = { readonly kind: 'list' } | { readonly kind: 'updated'; readonly uri: string }

export interface Watching extends Disposable {
  /** Resolves when everything that happens from then on is told. */
  settled(): Promise<void>
}

/** Tells what changed, to each caller of what that caller may see. */
export interface Changes extends Disposable {
  /** Until disposed. `uris` are the resources that are asked after by name; sources are told of without. */
  watch(actor: Actor, uris: () => Iterable<string>, tell: (change: Change) => void): Watching
}

export interface ChangesNeeds {
  readonly twin: Twin
  readonly agents: Agents
  readonly events: {
    subscribe(channel: string, listener: () => void): Disposable
    ready(): Promise<void>
  }
  readonly log: Logger
}

interface Snapshot {
  readonly list: string
  /** By URI; another fingerprint, another content. */
  readonly sources: ReadonlyMap<string, { fingerprint: string; isProfile: boolean }>
}

interface Watcher {
  readonly uris: () => Iterable<string>
  readonly tell: (change: Change) => void
}

/** Those who see the same things. */
interface Audience extends Disposable {
  readonly watchers: Set<Watcher>
  look(): void
  lookAtRuns(): Promise<void>
  settled(): Promise<void>
}

/** Events between processes may be lost, a source may expire, a run may begin: looked at again without being told. */
const lookEveryMs = 15_000
/** One file after another is one look. */
const gatherMs = 200
const runsEveryMs = 1_000
/** A process that cannot hear the others still looks by itself. */
const readyWithinMs = 2_000

/**
 * What changed is found by comparing what an audience is shown with what it was shown before, never by what was done: so
 * nobody hears of what they may not see, and a change in another process is as good as one in this.
 */
export function createChanges({ twin, agents, events, log }: ChangesNeeds): Changes {
  const audiences = new Map<string, Audience>()

  function open(actor: Actor): Audience {
    const watchers = new Set<Watcher>()
    const seesRuns = actor.scopes.has('agents:read')
    const viewer: Actor = { id: 'listening', audience: actor.audience, scopes: actor.scopes }
    const runs = new Map<string, string>()
    let before: Snapshot | undefined
    let looking: Promise<void> | undefined
    let again = false
    let ended = false

    async function lookNow(): Promise<void> {
      const now = await takeSnapshot({ twin, agents }, viewer)
      for (const change of before ? changesBetween(before, now) : []) for (const { tell } of watchers) tell(change)
      before = now
    }

    function look(): void {
      if (looking) return void (again = true)
      looking = (before ? delay(gatherMs).then(lookNow) : lookNow())
        .catch((error: unknown) => {
          if (!ended) log.warn({ err: error }, 'what changed could not be told to MCP clients; trying again')
        })
        .finally(() => {
          looking = undefined
          if (again && !ended) {
            again = false
            look()
          }
        })
    }

    async function lookAtRuns(): Promise<void> {
      if (!seesRuns) return
      const asked = new Set([...watchers].flatMap(({ uris }) => [...uris()].flatMap(runIdOf)))
      for (const id of runs.keys()) if (!asked.has(id)) runs.delete(id)
      for (const id of asked) {
        const now = await fingerprintOfRun(agents, viewer, id)
        const known = runs.get(id)
        runs.set(id, now)
        if (known === undefined || known === now) continue
        for (const { tell } of watchers) tell({ kind: 'updated', uri: runUri(id) })
      }
    }

    const subscription = events.subscribe('knowledge', look)
    const timers = [
      setInterval(look, lookEveryMs),
      setInterval(() => {
        lookAtRuns().catch((error: unknown) => log.warn({ err: error }, 'a run could not be looked at for MCP clients'))
      }, runsEveryMs),
    ]
    for (const timer of timers) timer.unref()
    look()
    return {
      watchers,
      look,
      lookAtRuns,
      async settled() {
        await Promise.race([events.ready(), delay(readyWithinMs, undefined, { ref: false })])
        if (!before) await looking
        await lookAtRuns()
      },
      [Symbol.dispose]() {
        ended = true
        subscription[Symbol.dispose]()
        for (const timer of timers) clearInterval(timer)
      },
    }
  }

  return {
    watch(actor, uris, tell) {
      // Who may not ask is shown no resources at all.
      if (!actor.scopes.has('ask')) return { settled: async () => {}, [Symbol.dispose]() {} }
      const key = `${actor.audience} ${[...actor.scopes].sort().join()}`
      const audience = audiences.get(key) ?? open(actor)
      audiences.set(key, audience)
      const watcher = { uris, tell }
      audience.watchers.add(watcher)
      return {
        settled: audience.settled,
        [Symbol.dispose]() {
          audience.watchers.delete(watcher)
          if (audience.watchers.size > 0 || audiences.get(key) !== audience) return
          audience[Symbol.dispose]()
          audiences.delete(key)
        },
      }
    },
    [Symbol.dispose]() {
      for (const audience of audiences.values()) audience[Symbol.dispose]()
      audiences.clear()
    },
  }
}

async function takeSnapshot({ twin, agents }: Pick<ChangesNeeds, 'twin' | 'agents'>, viewer: Actor): Promise<Snapshot> {
  const sources = await twin.sources.list(viewer)
  const listed = await listResources({ twin, agents }, viewer)
  const titles = new Map(sources.map(({ id, title }) => [sourceUri(id), title]))
  return {
    // The title of a run says how it goes: that is told to who subscribes to the run, and makes no other list.
    list: JSON.stringify(listed.map(({ uri }) => `${uri} ${titles.get(uri) ?? ''}`).sort()),
    sources: new Map(
      sources.map(({ id, version, title, kind, audience, language }) => [
        sourceUri(id),
        { fingerprint: JSON.stringify([version, title, kind, audience, language]), isProfile: kind === 'profile' },
      ]),
    ),
  }
}

function changesBetween(before: Snapshot, now: Snapshot): Change[] {
  const changed = [...new Set([...before.sources.keys(), ...now.sources.keys()])].filter(
    (uri) => before.sources.get(uri)?.fingerprint !== now.sources.get(uri)?.fingerprint,
  )
  const ofProfile = changed.some((uri) => (now.sources.get(uri) ?? before.sources.get(uri))?.isProfile)
  const updated = [...changed, ...(ofProfile ? profileUris : [])]
  return [
    ...(before.list === now.list ? [] : [{ kind: 'list' as const }]),
    ...updated.map((uri) => ({ kind: 'updated' as const, uri })),
  ]
}

/** Everything of a run that is shown and can still change. */
async function fingerprintOfRun(agents: Agents, viewer: Actor, id: string): Promise<string> {
  try {
    const { run, steps, approval, waitsFor } = await agents.runs.find(viewer, id)
    const ended = steps.filter(({ finishedAt }) => finishedAt).length
    return JSON.stringify([run.state, run.attempt, run.verdict, steps.length, ended, approval?.state, waitsFor.length])
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'none'
    throw error
  }
}

function runIdOf(uri: string): string[] {
  const [, id] = uri.split(runUri(''))
  const checked = runIdSchema.safeParse(id)
  return checked.success ? [checked.data] : []
}
