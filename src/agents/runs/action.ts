import { hashOf } from '#audit'
import type { Capability, Risk } from '../agent.ts'

export interface Action {
  readonly runId: string
  readonly capability: string
  readonly input: unknown
  readonly actorId: string
  readonly risk: Risk
  /** What the input comes to; null where the capability says no more than its input. */
  readonly resolved: unknown
}

/** What an approval binds: change any byte of it, and the yes is void. */
export function actionHash(action: Action): string {
  return hashOf(action)
}

/** What an input comes to now. Throws what the capability throws when it may not be done any more. */
export async function resolveAction(
  capability: Capability,
  input: unknown,
): Promise<Pick<Action, 'risk' | 'resolved'>> {
  return {
    risk: capability.riskOf?.(input) ?? capability.risk,
    // As JSON has it, so that it is the same when it is read again.
    resolved: JSON.parse(JSON.stringify((await capability.resolve?.(input)) ?? null)),
  }
}
