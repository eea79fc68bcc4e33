import type { z } from 'zod'
import type { Actor } from '#auth'
import type { Transaction } from '#storage'

/** `read` changes nothing; `change` can be undone or repeated; `dangerous` cannot, or reaches further than this system. */
export const risks = ['read', 'change', 'dangerous'] as const
export type Risk = (typeof risks)[number]

/** What is left of an effect that was begun before the process died. */
export type Settled<Output> = { readonly done: true; readonly output: Output } | { readonly done: false } | 'unknown'

/** Something done outside the database, which a crash can leave half known. */
export interface Effect<Output> {
  /** `key` names this effect for good: give it to whatever can refuse to do a thing twice. */
  work(key: string): Promise<Output>
  /**
   * Looks at the world after a crash: `done` with what it would have returned, not done (so `work` is called again), or
   * `unknown`, which ends the run and says so.
   */
  settle(key: string): Promise<Settled<Output>>
}

/** What a capability has while it runs. Steps are told apart by their order, so that order must not depend on chance. */
export interface RunContext {
  /** `undefined` for a read that leaves no run. */
  readonly runId: string | undefined
  readonly actor: Actor
  /** Aborted at the time limit, on cancellation, and when another process took the run over. */
  readonly signal: AbortSignal
  /** Does `work` once, whatever crashes: its result is stored and returned again. For what may be repeated unseen. */
  step<Output>(name: string, work: () => Promise<Output>): Promise<Output>
  /** The same for writes to the database: they and the step's result are stored in one transaction. */
  write<Output>(name: string, work: (transaction: Transaction) => Promise<Output>): Promise<Output>
  /** The same for effects outside the database. */
  effect<Output>(name: string, effect: Effect<Output>): Promise<Output>
  /** Another capability, as a run of its own, with the rights of whoever started this one. Throws when that run failed. */
  startRun(capability: string, input: unknown, options?: ChildOptions): Promise<ChildRun>
  /** Tells whoever watches how far it is. */
  progress(message: string, data?: Readonly<Record<string, unknown>>): Promise<void>
}

export interface ChildOptions {
  /** Whose word the call is, when it is not the actor's own, so that policy can ask a person. Those it starts inherit it. */
  readonly origin?: 'model' | 'alert'
  /** Names the call within its run, where calls are not made in the same order each time. */
  readonly key?: string
}

export interface ChildRun {
  readonly runId: string | undefined
  readonly output: unknown
  readonly verdict: Verdict | undefined
}

export const verdicts = ['verified', 'unverified', 'failed'] as const
export type Verdict = (typeof verdicts)[number]

/** What was seen when the world was looked at afterwards. */
export interface Probe {
  readonly passed: boolean
  readonly evidence: Readonly<Record<string, unknown>>
  /** Why it did not pass, in a sentence, where that is more than what was seen. Told as the run's error, and not kept with the probe. */
  readonly because?: string | undefined
}

export interface Capability<Input = unknown, Output = unknown> {
  /** snake_case, unique within its agent; callers name it `agent.capability`. */
  readonly name: string
  readonly purpose: string
  readonly risk: Risk
  readonly timeLimitMs: number
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
  /** How often, in all, it is tried when it fails for a passing reason, and the wait before the second try (doubling). */
  readonly retry?: { readonly attempts: number; readonly delaySeconds: number }
  /** A person's yes is what it is about: asked for whatever the policy says. */
  readonly needsPerson?: true
  /** What an input makes of the risk, where that is not always the same. */
  riskOf?(input: Input): Risk
  /** What exactly it comes to, beyond the input, or a promise of it: an approval binds it, and it must still be so when the run begins. */
  resolve?(input: Input): unknown
  run(context: RunContext, input: Input): Promise<Output>
  /** Post-condition: looks at the world, not at what `run` said. Every `change` and `dangerous` one has it. */
  probe?(context: Pick<RunContext, 'signal' | 'actor' | 'runId'>, input: Input, output: Output): Promise<Probe>
  /** Told of its end, however it ended, within the transaction that ends it. */
  ended?(transaction: Transaction, ending: RunEnding<Input>): Promise<void>
}

export interface RunEnding<Input = unknown> {
  readonly runId: string
  readonly input: Input
  readonly state: 'succeeded' | 'failed' | 'cancelled'
  readonly message: string | undefined
}

export interface Agent {
  readonly name: string
  readonly purpose: string
  readonly capabilities: readonly Capability[]
}

/** Keeps the types of one capability while it is written, and forgets them for the list it goes into. */
export function defineCapability<Input, Output>(capability: Capability<Input, Output>): Capability {
  return capability as unknown as Capability
}
