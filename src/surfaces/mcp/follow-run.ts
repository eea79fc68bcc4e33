import type { Agents, Approval, Run, RunEvent } from '#agents'
import type { ToolCall } from './tool.ts'

/** How long a call waits for its run. Below the 60 s after which clients give up, and cancel what they asked for. */
const waitMs = 45_000

interface FollowedRun {
  readonly run: Run
  /** What a person must answer before it goes on. */
  readonly waitsFor: readonly Approval[]
  /** The last event that was seen. */
  readonly lastEvent: number
}

/**
 * Follows a run until it ends, waits for a person, or has taken as long as a call may. Tells its events as progress when
 * the caller wants progress. A caller that cancels, or in 2026-07-28 goes away, cancels the run.
 */
export async function followRun(
  { runs }: Agents,
  runId: string,
  after: number,
  { actor, context }: ToolCall,
): Promise<FollowedRun> {
  const { signal } = context.mcpReq
  const tell = progressTeller(context)
  const limit = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
  let lastEvent = after
  for await (const event of runs.events(actor, runId, after, limit)) {
    lastEvent = event.id
    await tell?.(messageOf(event))
    if (event.type !== 'waiting' && event.type !== 'suspended') continue
    const { run, waitsFor } = await runs.find(actor, runId)
    if (waitsFor.length > 0) return { run, waitsFor, lastEvent }
  }
  if (signal.aborted) {
    // It may have ended meanwhile: then there is nothing to cancel.
    const { finishedAt } = (await runs.find(actor, runId)).run
    if (!finishedAt) await runs.cancel(actor, runId)
    signal.throwIfAborted()
  }
  const { run, waitsFor } = await runs.find(actor, runId)
  return { run, waitsFor, lastEvent }
}

/** How often a call that leaves no run, and so has no events, says that it goes on. */
const sayEveryMs = 2_000

/** Does work that tells nothing of itself, and says as progress how long it takes, when the caller wants progress. */
export async function tellTime<Result>({ context }: ToolCall, work: Promise<Result>): Promise<Result> {
  const tell = progressTeller(context)
  if (!tell) return work
  const started = performance.now()
  const saying = setInterval(
    () => void tell(`running for ${Math.round((performance.now() - started) / 1000)} s`),
    sayEveryMs,
  )
  try {
    return await work
  } finally {
    clearInterval(saying)
  }
}

/** How often each request was told of: a call that asks a person comes by several times, and its progress only grows. */
const timesTold = new WeakMap<AbortSignal, number>()

function progressTeller({ mcpReq }: ToolCall['context']): ((message: string) => Promise<void>) | undefined {
  const progressToken = mcpReq._meta?.progressToken
  if (progressToken === undefined) return undefined
  return async (message) => {
    const progress = (timesTold.get(mcpReq.signal) ?? 0) + 1
    timesTold.set(mcpReq.signal, progress)
    const params = { progressToken, progress, message }
    // Who cannot be told any more has gone: the signal says so, and decides what becomes of the work.
    await mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {})
  }
}

/** What the agent said of it, or the name of the step, or what happened. */
function messageOf({ type, data }: RunEvent): string {
  const { message, name } = data as { message?: unknown; name?: unknown }
  if (typeof message === 'string') return message
  return typeof name === 'string' ? `${type}: ${name}` : type
}
