import { randomUUID } from 'node:crypto'
import type { Actor, Scope } from '#auth'
import type { Tracing } from '#observability'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { faultPoint } from '../../fault-point.ts'
import type { Capability, ChildOptions, ChildRun, Probe, RunContext } from '../agent.ts'
import type { AgentObserver } from '../agent-metrics.ts'
import { useApproval, findApprovalOfRun } from '../approvals/approval-store.ts'
import { actionHash, resolveAction } from './action.ts'
import { cancelChildren, type CancelNeeds } from './cancel-run.ts'
import { endWithReceipt } from './end-run.ts'
import { isFinal, type Run, type RunError, type StoredActor } from './run.ts'
import { createRunContext, EffectUnknown, RunLost, Suspended } from './run-context.ts'
import { beat, claimRun, findRun, listRuns, requeueRun, suspendRun, wakeRun, type Ending } from './run-store.ts'
import { addEvent, listSteps } from './step-store.ts'

const beatMs = 1_000
/** A run that died this often under way is not tried again: it may be what kills the process. */
const maxAttempts = 10
const maxChildren = 1_000
/** Passing reasons: what failed for one of these may work when it is tried again. */
const passing = new Set(['storage_unavailable', 'model_unavailable', 'timeout', 'rate_limited'])

export interface ExecuteNeeds extends CancelNeeds {
  readonly startChild: (
    parent: Run,
    capability: string,
    input: unknown,
    key: string,
    signal: AbortSignal,
    options?: ChildOptions,
  ) => Promise<ChildRun>
  readonly observe: AgentObserver
  readonly tracing: Tracing
  /** Told of what nobody foresaw. */
  readonly failed: (error: unknown, run: Run) => void
}

/** What the queue is to do with the job: forget it, or bring it again. */
export type Executed = { readonly again: false } | { readonly again: true; readonly because: Error }

/** Executes a queued run, or one whose owner died, to its end and its receipt. `stopping` gives it back unfinished. */
export async function executeRun(needs: ExecuteNeeds, id: string, stopping: AbortSignal): Promise<Executed> {
  const claim = randomUUID()
  const run = await take(needs, id, claim)
  if (run === 'ended') return { again: false }
  if (run === 'busy') return { again: true, because: new Error(`The run ${id} is still being executed elsewhere`) }
  needs.changed(id)
  faultPoint('claimed')
  const capability = (await needs.registry()).known(run.capability)
  const limit = AbortSignal.timeout(capability?.timeLimitMs ?? 1_000)
  const cancelled = new AbortController()
  const signal = AbortSignal.any([limit, cancelled.signal, stopping])
  const heart = startHeart(needs.database, id, claim, cancelled)
  const startedAt = performance.now()
  const span = needs.tracing.open({
    name: `run ${run.capability}`,
    attributes: { 'pollux.run.id': id, 'pollux.run.capability': run.capability, 'pollux.run.attempt': run.attempt },
  })
  let error: RunError | undefined
  let answered: unknown
  try {
    if (!capability) throw new AppError('not_found', `There is no capability "${run.capability}" any more.`)
    const actor = asActor(run.actor)
    const startChild = (name: string, input: unknown, key: string, options?: ChildOptions) =>
      needs.startChild(run, name, input, key, signal, options)
    const context = await createRunContext({
      ...needs,
      run,
      claim,
      actor,
      signal,
      startChild,
      changed: () => needs.changed(id),
    })
    const input = capability.input.parse(run.input)
    const output = await untilAborted(
      span.run(() => capability.run(context, input)),
      signal,
    )
    if (await isToStop(needs.database, id, claim)) cancelled.abort(new Error('cancelled'))
    cancelled.signal.throwIfAborted()
    answered = output
    faultPoint('before-probe')
    const probe = await span.run(() => lookAfterwards(capability, context, input, output))
    faultPoint('before-end')
    const ending = endingOf(output, probe)
    error = ending.error
    await end(needs, id, claim, ending)
    return { again: false }
  } catch (cause) {
    if (cause instanceof RunLost) return { again: false }
    if (cause instanceof Suspended && !signal.aborted) return suspend(needs, run, claim)
    if (stopping.aborted) {
      await requeueRun(needs.database, id, claim)
      return { again: true, because: new Error('The process is stopping') }
    }
    // What failed because what it waited for was cancelled with it, was cancelled: the heart may not have heard of it yet.
    if (await isToStop(needs.database, id, claim)) cancelled.abort(new Error('cancelled'))
    error = errorOf(cause, { limit, cancelled: cancelled.signal, limitMs: capability?.timeLimitMs ?? 0 })
    if (error.code === 'internal') needs.failed(cause, run)
    const attempts = capability?.retry?.attempts ?? 1
    if (!signal.aborted && passing.has(error.code) && run.attempt < attempts) {
      await needs.transaction((transaction) => addEvent(transaction, id, 'retry', { ...error, attempt: run.attempt }))
      if (await requeueRun(needs.database, id, claim)) return { again: true, because: new Error(error.message) }
      return { again: false }
    }
    const unknown = cause instanceof EffectUnknown
    await end(needs, id, claim, {
      state: cancelled.signal.aborted ? 'cancelled' : 'failed',
      error,
      verdict: unknown || cancelled.signal.aborted ? 'unverified' : 'failed',
    })
    if (cancelled.signal.aborted) await cancelChildren(needs, id, run.actor.id)
    return { again: false }
  } finally {
    heart.stop()
    span.end({ errorType: error?.code })
    const seconds = (performance.now() - startedAt) / 1000
    needs.observe.executed({ capability: run.capability, seconds, error: error?.code, output: answered })
    needs.changed(id)
  }
}

/** Claims the run, and with it its approval, which is used up by that. */
async function take(needs: ExecuteNeeds, id: string, claim: string): Promise<Run | 'ended' | 'busy'> {
  // Before the transaction, which is to be short: what an input comes to may have to be looked up elsewhere.
  const before = await findRun(needs.database, id)
  const now = before && (await resolveNow(needs, before))
  return needs.transaction(async (transaction) => {
    const run = await claimRun(transaction, id, claim)
    if (!run) {
      const found = await findRun(transaction, id)
      return !found || isFinal(found.state) || found.state === 'waiting' ? 'ended' : 'busy'
    }
    const fail = async (error: RunError): Promise<'ended'> => {
      await endWithReceipt(needs, transaction, id, claim, { state: 'failed', error, verdict: 'failed' })
      return 'ended'
    }
    if (run.cancelRequested) {
      const error = { code: 'cancelled', message: 'It was cancelled before it was taken up again.' }
      await endWithReceipt(needs, transaction, id, claim, { state: 'cancelled', error, verdict: 'unverified' })
      return 'ended'
    }
    if (!now) return fail({ code: 'not_found', message: 'It was not there when it was looked for.' })
    if ('error' in now) return fail(now.error)
    const { capability, input, actor } = run
    const hash = actionHash({ runId: id, capability, input, actorId: actor.id, ...now })
    if (hash !== run.actionHash)
      return fail({
        code: 'conflict',
        message: 'The action is not the one that was asked for: it, or what it comes to, was changed.',
      })
    const approval = await findApprovalOfRun(transaction, id)
    // One that was suspended comes back as the same attempt; what it began has used the approval.
    const isUsed = approval?.state === 'used' && approval.actionHash === hash
    const goesOn = isUsed && (run.attempt > 1 || (await listSteps(transaction, id)).length > 0)
    if (approval && !goesOn && !(await useApproval(transaction, id, hash)))
      return fail({ code: 'forbidden', message: `The approval of this run is ${approval.state}; it cannot be used.` })
    if (run.attempt > maxAttempts)
      return fail({ code: 'internal', message: `Given up: the process ended ${maxAttempts} times while it ran.` })
    await addEvent(transaction, id, 'started', { attempt: run.attempt })
    return run
  })
}

/** Its worker is free for others; whichever run it waits for wakes it with its end. */
async function suspend(needs: ExecuteNeeds, { id }: Run, claim: string): Promise<Executed> {
  await needs.transaction(async (transaction) => {
    if (!(await suspendRun(transaction, id, claim))) return
    await addEvent(transaction, id, 'suspended', {})
    // What it waits for may have ended just before: then nobody else will wake it.
    const children = await listRuns(transaction, { parentId: id, limit: maxChildren })
    if (children.some((child) => !isFinal(child.state))) return
    const run = await wakeRun(transaction, id)
    if (run) await needs.enqueue(transaction, run)
  })
  return { again: false }
}

/** What the run's input comes to at this moment, or why it may not be done any more. */
async function resolveNow(
  { registry }: ExecuteNeeds,
  run: Run,
): Promise<Awaited<ReturnType<typeof resolveAction>> | { error: RunError }> {
  const capability = (await registry()).known(run.capability)
  if (!capability) return { risk: run.risk, resolved: run.resolved ?? null } // ends as not found, when it is executed
  try {
    return await resolveAction(capability, run.input)
  } catch (error) {
    return { error: errorOf(error, { limit: never, cancelled: never, limitMs: 0 }) }
  }
}

const never = new AbortController().signal

async function end(needs: ExecuteNeeds, id: string, claim: string, ending: Ending): Promise<void> {
  await needs.transaction((transaction) => endWithReceipt(needs, transaction, id, claim, ending))
}

function endingOf(output: unknown, probe: Probe | { error: string } | undefined): Ending {
  if (probe && 'passed' in probe && !probe.passed) {
    const { because, ...seen } = probe
    const message = because ?? 'It ran to its end, but looking afterwards showed that it did not do what it should.'
    return { state: 'failed', output, probe: seen, error: { code: 'probe_failed', message }, verdict: 'failed' }
  }
  const seen = probe !== undefined && 'passed' in probe
  return { state: 'succeeded', output, probe, verdict: seen ? 'verified' : 'unverified' }
}

/** The probe's word, or why it could not look. What it did not see is never called verified. */
async function lookAfterwards(
  capability: Capability,
  context: RunContext,
  input: unknown,
  output: unknown,
): Promise<Probe | { error: string } | undefined> {
  if (!capability.probe) return undefined
  const signal = AbortSignal.timeout(capability.timeLimitMs)
  try {
    return await untilAborted(
      capability.probe({ actor: context.actor, runId: context.runId, signal }, input, output),
      signal,
    )
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** Work that does not listen to its signal is left behind at the time limit: its later writes are refused. */
function untilAborted<Output>(work: Promise<Output>, signal: AbortSignal): Promise<Output> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason as Error)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', abort))
}

function errorOf(
  cause: unknown,
  { limit, cancelled, limitMs }: { limit: AbortSignal; cancelled: AbortSignal; limitMs: number },
): RunError {
  if (cancelled.aborted) return { code: 'cancelled', message: 'It was cancelled while it ran.' }
  if (limit.aborted) return { code: 'timeout', message: `It took longer than ${limitMs / 1000} s and was stopped.` }
  if (cause instanceof AppError) return { code: cause.code, message: cause.message }
  if (cause instanceof EffectUnknown) return { code: 'effect_unknown', message: cause.message }
  return { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) }
}

/** False while the database is away: then the end of the run will tell. */
function isToStop(database: Database, id: string, claim: string): Promise<boolean> {
  return beat(database, id, claim).then(
    (state) => state === 'cancel',
    () => false,
  )
}

/** Says every second that the run is being executed, and hears whether it is to stop. */
function startHeart(database: Database, id: string, claim: string, cancelled: AbortController): { stop(): void } {
  const timer = setInterval(() => {
    void beat(database, id, claim).then(
      (state) => {
        if (state === 'cancel') cancelled.abort(new Error('cancelled'))
        if (state === 'lost') cancelled.abort(new RunLost(`The run ${id} is another process's now`))
      },
      () => {}, // the database is away: the next beat tries again, and silence lets another process take over
    )
  }, beatMs)
  return { stop: () => clearInterval(timer) }
}

export function asActor(stored: StoredActor): Actor {
  const { id, audience, scopes, role } = stored
  return { id, audience, scopes: new Set(scopes as Scope[]), ...(role && { role }) }
}
