import type { Actor } from '#auth'
import { fillTemplate, templateValues, unmetExpectations, type Sop, type TicketDetails } from '#desk'

export interface WorldCheck {
  readonly actor: Actor
  readonly signal: AbortSignal
  readonly sop: Sop
  readonly ticket: TicketDetails
  readonly input: Readonly<Record<string, unknown>>
}

/** Does the checks that a procedure ends with, now. Answers what does not hold, in words. */
export async function checkWorld(
  look: (actor: Actor, capability: string, input: unknown, signal: AbortSignal) => Promise<unknown>,
  { actor, signal, sop, ticket, input }: WorldCheck,
): Promise<string[]> {
  const values = templateValues(sop, ticket, input)
  const unmet: string[] = []
  for (const step of sop.postconditions) {
    if (step.kind !== 'check') continue
    const seen = await look(actor, step.capability, fillTemplate(step.input, values), signal)
    unmet.push(...unmetExpectations(step.expect, seen, values))
  }
  return unmet
}
