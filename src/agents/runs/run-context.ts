import type { Actor } from '#auth'
import type { Tracing } from '#observability'
import type { Database, Storage, Transaction } from '#storage'
import { faultPoint } from '../../fault-point.ts'
import type { ChildOptions, ChildRun, Effect, RunContext } from '../agent.ts'
import type { Run, Step } from './run.ts'
import { holdsRun } from './run-store.ts'
import { addEvent, beginStep, finishStep, listSteps } from './step-store.ts'

/** Another process owns the run now: whatever this one still does must leave no trace. */
export class RunLost extends Error {}

/** The run waits for one that it started, and needs no worker until that has ended. */
export class Suspended extends Error {}

/** An effect that nobody can tell whether it happened. The run ends and says so; nothing is repeated. */
export class EffectUnknown extends Error {
  constructor(step: string, key: string) {
    super(
      `The process ended while "${step}" was under way, and it cannot be told whether it happened (key ${key}). Look, then start it again if it did not.`,
    )
  }
}

export interface ContextNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly run: Run
  readonly claim: string
  readonly actor: Actor
  readonly signal: AbortSignal
  /** Starts a run that belongs to this one and waits for its end. */
  readonly startChild: (capability: string, input: unknown, key: string, options?: ChildOptions) => Promise<ChildRun>
  readonly changed: () => void
  readonly tracing: Tracing
}

/** The context of a durable run: remembers each step by its place, and gives back what is already there. */
export async function createRunContext(needs: ContextNeeds): Promise<RunContext> {
  const { database, run, claim, signal } = needs
  const stored = new Map<number, Step>((await listSteps(database, run.id)).map((step) => [step.position, step]))
  let next = 0

  async function asOwner<Output>(work: (transaction: Transaction) => Promise<Output>): Promise<Output> {
    return needs.transaction(async (transaction) => {
      if (!(await holdsRun(transaction, run.id, claim))) throw new RunLost(`The run ${run.id} is another process's now`)
      return work(transaction)
    })
  }

  function take(name: string): { position: number; before: Step | undefined } {
    signal.throwIfAborted()
    const position = next++
    const before = stored.get(position)
    if (before && before.name !== name)
      throw new Error(`The run ${run.id} expected the step "${before.name}" at ${position}, got "${name}"`)
    return { position, before }
  }

  async function begin(position: number, name: string, idempotencyKey?: string): Promise<void> {
    await asOwner(async (transaction) => {
      await beginStep(transaction, { runId: run.id, position, name, ...(idempotencyKey && { idempotencyKey }) })
      await addEvent(transaction, run.id, 'step', { name, position })
    })
    needs.changed()
    faultPoint(`begun:${name}`)
  }

  async function finish<Output>(position: number, name: string, output: Output): Promise<Output> {
    faultPoint(`done:${name}`)
    await asOwner((transaction) => finishStep(transaction, { runId: run.id, position, output }))
    faultPoint(`stored:${name}`)
    return output
  }

  async function once<Output>(name: string, work: () => Promise<Output>): Promise<Output> {
    const { position, before } = take(name)
    if (before?.finishedAt) return before.output as Output
    if (!before) await begin(position, name)
    return finish(position, name, await work())
  }

  const inSpan = <Output>(name: string, work: () => Promise<Output>) =>
    needs.tracing.inSpan({ name: `step ${name}`, attributes: { 'pollux.run.id': run.id } }, work)

  return {
    runId: run.id,
    actor: needs.actor,
    signal,
    step: (name, work) => once(name, () => inSpan(name, work)),
    async write(name, work) {
      const { position, before } = take(name)
      if (before?.finishedAt) return before.output as Awaited<ReturnType<typeof work>>
      if (!before) await begin(position, name)
      const output = await asOwner(async (transaction) => {
        const written = await inSpan(name, () => work(transaction))
        await finishStep(transaction, { runId: run.id, position, output: written })
        return written
      })
      faultPoint(`stored:${name}`)
      return output
    },
    async effect<Output>(name: string, { work, settle }: Effect<Output>) {
      const { position, before } = take(name)
      if (before?.finishedAt) return before.output as Output
      const key = `${run.id}:${position}`
      if (before) {
        const settled = await settle(key)
        if (settled === 'unknown') throw new EffectUnknown(name, key)
        if (settled.done) return finish(position, name, settled.output)
      } else await begin(position, name, key)
      return finish(position, name, await inSpan(name, () => work(key)))
    },
    async startRun(capability, input, options) {
      // Named, the child's own row is the memory of it, whatever order they are started in.
      if (options?.key) return needs.startChild(capability, input, `${run.id}:${options.key}`, options)
      const key = `${run.id}:${next}`
      // No span: the run has one of its own, and this one ends when it is suspended meanwhile.
      return once(`run ${capability}`, () => needs.startChild(capability, input, key, options))
    },
    async progress(message, data) {
      await asOwner((transaction) => addEvent(transaction, run.id, 'progress', { message, ...data }))
      needs.changed()
    },
  }
}

/** The context of a read that leaves no run: nothing is stored. */
export function createPassingContext(
  actor: Actor,
  signal: AbortSignal,
  startChild: (capability: string, input: unknown, options?: ChildOptions) => Promise<ChildRun>,
): RunContext {
  const refuse = () => {
    throw new Error('A read has no effects and writes nothing')
  }
  return {
    runId: undefined,
    actor,
    signal,
    step: (_name, work) => work(),
    write: refuse,
    effect: refuse,
    startRun: startChild,
    progress: async () => {},
  }
}
