import { randomUUID } from 'node:crypto'
import { appendEntry, hashOf } from '#audit'
import { requireScope, type Actor } from '#auth'
import type { ConnectionOptions, Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import type { Capability, ChildOptions, ChildRun } from '../agent.ts'
import type { AgentObserver } from '../agent-metrics.ts'
import type { Origin } from '../approvals/approval-policy.ts'
import { insertApproval } from '../approvals/approval-store.ts'
import type { OpenRegistry } from '../registry.ts'
import { actionHash, resolveAction } from './action.ts'
import type { Enqueue } from './end-run.ts'
import { isFinal, toStored, type Run } from './run.ts'
import { requirePlainInput } from './plain-input.ts'
import { createPassingContext, Suspended } from './run-context.ts'
import { findRun, findRunByKey, insertRun, mayStartOthers } from './run-store.ts'
import { addEvent } from './step-store.ts'
import { untilEnded, type RunSignals } from './watch-runs.ts'

export interface StartNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  /** Throws `storage_unavailable` until the database is open. */
  readonly connection: () => ConnectionOptions
  readonly registry: OpenRegistry
  readonly signals: RunSignals
  /** Resolves when runs can be taken; throws `storage_unavailable` when nobody is going to. */
  readonly ready: () => Promise<void>
  readonly enqueue: Enqueue
  readonly observe: Pick<AgentObserver, 'executed' | 'approval'>
}

export interface StartOptions {
  readonly origin: Origin
  /** Leave a run and a receipt even for a read. */
  readonly receipt?: boolean | undefined
  /** The same key again gives the same run, not a second one. */
  readonly idempotencyKey?: string | undefined
  readonly parentId?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** A read that left no run has its output at once; everything else is a run to look at. */
export type Started = { readonly run: undefined; readonly output: unknown } | { readonly run: Run }

export type StartRun = (actor: Actor, capability: string, input: unknown, options: StartOptions) => Promise<Started>

/** The one way to have an agent do something: for people, schedules and other agents alike. */
export function createStartRun(needs: StartNeeds): { startRun: StartRun; startChild: StartChild } {
  const startRun: StartRun = async (actor, name, rawInput, options) => {
    requireScope(actor, 'agents:run')
    needs.connection() // throws while the database is not open: what looks at it would call it down
    const { find, policy } = await needs.registry()
    const { capability } = find(name)
    const input = parseInput(capability, rawInput)
    const { risk, resolved } = await resolveAction(capability, input)
    const ask = capability.needsPerson
      ? capability.purpose
      : policy.mustAsk({
          capability: name,
          risk,
          actorId: actor.id,
          actorRole: actor.role,
          origin: options.origin,
        })
    if (risk === 'read' && !options.receipt && !ask)
      return {
        run: undefined,
        output: await runPassing(needs, startChild, { actor, name, capability, input, options }),
      }
    await needs.ready()
    const isHuman = capability.needsPerson === true
    return { run: await storeRun(needs, { actor, capability: name, input, risk, resolved, ask, isHuman, options }) }
  }

  const startChild: StartChild = async (actor, name, input, { parentId, key, signal, origin }) => {
    const started = await startRun(actor, name, input, {
      origin: origin ?? 'agent',
      parentId,
      idempotencyKey: key,
      signal,
    })
    if (!started.run) return { runId: undefined, output: started.output, verdict: undefined }
    const run = await untilEnded(needs, started.run.id, parentId ? patience(started.run, signal) : signal)
    signal.throwIfAborted()
    if (run && !isFinal(run.state)) throw new Suspended(`It waits for ${run.id}`)
    if (run?.state === 'succeeded') return { runId: run.id, output: run.output, verdict: run.verdict }
    throw new AppError(
      'conflict',
      `${name} (${started.run.id}) ${run?.state ?? 'is gone'}: ${run?.error?.message ?? 'it gave no reason'}`,
    )
  }
  return { startRun, startChild }
}

export type StartChild = (
  actor: Actor,
  capability: string,
  input: unknown,
  options: ChildOptions & { parentId?: string | undefined; key?: string | undefined; signal: AbortSignal },
) => Promise<ChildRun>

/** How long a run keeps its worker while it waits for another: not at all when that one waits for a person. */
const patienceMs = 3_000

function patience(run: Run, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, run.state === 'waiting' ? AbortSignal.abort() : AbortSignal.timeout(patienceMs)])
}

/** A read, done at once, of which nothing stays. */
async function runPassing(
  needs: StartNeeds,
  startChild: StartChild,
  call: { actor: Actor; name: string; capability: Capability; input: unknown; options: StartOptions },
): Promise<unknown> {
  // By hand, and taken back: AbortSignal.timeout and any cost a tenth of a short read, and the time limit fires for each.
  call.options.signal?.throwIfAborted()
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = Promise.withResolvers<never>()
  stopped.promise.catch(() => {}) // heard by the race below, while there is one
  signal.addEventListener('abort', () => stopped.reject(signal.reason), { once: true })
  let isLate = false
  const limit = setTimeout(() => {
    isLate = true
    stopping.abort(new Error('the time limit'))
  }, call.capability.timeLimitMs)
  const stop = () => stopping.abort(call.options.signal?.reason)
  call.options.signal?.addEventListener('abort', stop, { once: true })
  const context = createPassingContext(call.actor, signal, (name, input, options) =>
    startChild(call.actor, name, input, { ...options, signal }),
  )
  const startedAt = performance.now()
  let failed: string | undefined
  let output: unknown
  try {
    output = await Promise.race([call.capability.run(context, call.input), stopped.promise])
    return output
  } catch (error) {
    failed = error instanceof AppError ? error.code : 'internal'
    if (isLate)
      throw new AppError('timeout', `${call.name} took longer than ${call.capability.timeLimitMs / 1000} s.`, {
        cause: error,
      })
    throw error
  } finally {
    clearTimeout(limit)
    call.options.signal?.removeEventListener('abort', stop)
    const seconds = (performance.now() - startedAt) / 1000
    needs.observe.executed({ capability: call.name, seconds, error: failed, output })
  }
}

interface RunToStore {
  readonly actor: Actor
  readonly capability: string
  readonly input: unknown
  readonly risk: Run['risk']
  readonly resolved: unknown
  /** Why a person must be asked first. */
  readonly ask: string | undefined
  /** It is what a person does, and so takes that person's time. */
  readonly isHuman: boolean
  readonly options: StartOptions
}

async function storeRun(needs: StartNeeds, toStore: RunToStore): Promise<Run> {
  const { actor, capability, input, risk, resolved, ask, isHuman, options } = toStore
  const id = newId('run')
  // A namespace for each actor, and another for the keys that runs give to those they start.
  const idempotencyKey =
    options.idempotencyKey && !options.parentId ? `${actor.id} ${options.idempotencyKey}` : options.idempotencyKey
  const hash = actionHash({ runId: id, capability, input, actorId: actor.id, risk, resolved })
  await requireDepth(needs.database, options.parentId)
  const { policy } = await needs.registry()
  const stored = await needs.transaction(async (transaction) => {
    if (options.parentId && !(await mayStartOthers(transaction, options.parentId)))
      throw new AppError('conflict', 'The run that wanted this has been stopped.')
    const run = await insertRun(transaction, {
      id,
      capability,
      risk,
      input,
      resolved,
      actor: toStored(actor),
      origin: options.origin,
      parentId: options.parentId,
      idempotencyKey,
      actionHash: hash,
      state: ask ? 'waiting' : 'queued',
    })
    if (!run) return undefined
    await addEvent(transaction, id, run.state, ask ? { reason: ask } : {})
    if (ask) {
      const approval = { id: newId('apr'), runId: id, actionHash: hash, reason: ask }
      const { expiresAfterMinutes, humanStepsExpireAfterMinutes } = policy
      const expiresInMinutes = isHuman ? humanStepsExpireAfterMinutes : expiresAfterMinutes
      await insertApproval(transaction, { ...approval, expiresInMinutes })
      const body = {
        event: 'asked',
        runId: id,
        actionHash: hash,
        by: actor.id,
        origin: options.origin,
        reason: ask,
        expiresInMinutes,
      }
      await appendEntry(transaction, { kind: 'approval', subject: approval.id, body })
    } else await needs.enqueue(transaction, run)
    return run
  })
  if (stored && ask) needs.observe.approval('asked')
  if (stored) return stored
  const before = (await findRunByKey(needs.database, idempotencyKey!))!
  const same =
    before.capability === capability && before.actor.id === actor.id && hashOf(before.input) === hashOf(input)
  if (!same) throw new AppError('conflict', 'This idempotency key was used for another action. Choose a new one.')
  return before
}

/** How many runs may wait for one another in a row: a person's, a plan's step, that step's SOP, the SOP's capability. */
const maxDepth = 3

/** Throws `invalid_input` when too many runs would wait for the one that `parentId` starts. */
async function requireDepth(database: Database, parentId: string | undefined): Promise<void> {
  let depth = 0
  for (let at = parentId; at !== undefined; depth++) at = (await findRun(database, at))?.parentId
  if (depth > maxDepth)
    throw new AppError('invalid_input', `Runs may start one another ${maxDepth} deep; this one would be ${depth} deep.`)
}

/** Throws `invalid_input` with the path of each thing that is wrong. */
export function parseInput(capability: Capability, input: unknown): unknown {
  requirePlainInput(input)
  const parsed = capability.input.safeParse(input)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const first = details[0]!
  throw new AppError('invalid_input', `${first.path === '' ? 'The input' : first.path}: ${first.message}`, { details })
}

function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`
}
