import type { Actor, Audience, Role } from '#auth'
import type { Probe, Risk, Verdict } from '../agent.ts'

/**
 * `waiting` for a person's yes; `queued`; `running`; `suspended` until a run it started has ended, holding no worker
 * meanwhile; then one of the three ends.
 */
export const runStates = ['waiting', 'queued', 'running', 'suspended', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

/** Nothing happens to a run in these any more. */
export const isFinal = (state: RunState): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled'

/** An actor as a run keeps it, to act with the same rights after a restart. */
export interface StoredActor {
  readonly id: string
  readonly audience: Audience
  readonly scopes: readonly string[]
  readonly role?: Role
}

export function toStored({ id, audience, scopes, role }: Actor): StoredActor {
  return { id, audience, scopes: [...scopes], ...(role && { role }) }
}

export interface RunError {
  readonly code: string
  readonly message: string
}

export interface Run {
  readonly id: string
  /** `agent.capability` */
  readonly capability: string
  readonly risk: Risk
  readonly input: unknown
  /** What the input comes to: the command line, say. */
  readonly resolved: unknown
  readonly actor: StoredActor
  /** What asked for it: `rest`, `cli`, `schedule`, `agent:maestro`, `model` … */
  readonly origin: string
  readonly parentId: string | undefined
  /** SHA-256 over what is done, with what, for whom. */
  readonly actionHash: string
  readonly state: RunState
  readonly attempt: number
  readonly output: unknown
  readonly error: RunError | undefined
  readonly probe: (Probe | { readonly error: string }) | undefined
  readonly verdict: Verdict | undefined
  readonly createdAt: Date
  readonly startedAt: Date | undefined
  readonly finishedAt: Date | undefined
}

export interface Step {
  readonly position: number
  readonly name: string
  readonly idempotencyKey: string | undefined
  readonly output: unknown
  readonly startedAt: Date
  /** Missing while it is not known how it ended. */
  readonly finishedAt: Date | undefined
}

export interface RunEvent {
  readonly id: number
  readonly type: string
  readonly data: unknown
  readonly at: Date
}
