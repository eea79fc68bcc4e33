import { audienceLevel, isOwner, personOf, type Actor } from '#auth'
import type { Run } from '../runs/run.ts'

/** Why somebody may not say yes: nothing of theirs is decided by them, and nothing is asked of them from above. */
export const objections = ['no_right', 'own', 'above', 'same_key'] as const
export type Objection = (typeof objections)[number]

/** What can be told without looking anything up: the owner may say yes to anything. Undefined when they may. */
function plainObjection(actor: Actor, { actor: asking }: Pick<Run, 'actor'>): Objection | undefined {
  if (!actor.scopes.has('approvals:decide')) return 'no_right'
  if (isOwner(actor)) return undefined
  // Whoever lets an app act for them asks, when it asks.
  if (personOf(actor.id) === personOf(asking.id)) return 'own'
  return audienceLevel(asking.audience) > audienceLevel(actor.audience) ? 'above' : undefined
}

/** @param areOfOneKey whether two actors are keys of which one made the other, or a third both */
export async function findObjection(
  areOfOneKey: (actorId: string, otherId: string) => Promise<boolean>,
  actor: Actor,
  run: Pick<Run, 'actor'>,
): Promise<Objection | undefined> {
  const plain = plainObjection(actor, run)
  if (plain) return plain
  // Else a key that makes keys would make the one that says yes to it.
  return (await areOfOneKey(actor.id, run.actor.id)) ? 'same_key' : undefined
}

const words: Record<Objection, (run: Pick<Run, 'actor'>) => string> = {
  no_right: () => 'You may not decide about actions.',
  own: () => 'You asked for this yourself: somebody else must approve it.',
  above: ({ actor }) => `This was asked for by somebody of the audience "${actor.audience}", who sees more than you.`,
  same_key: () => 'A key of the same family asked for this: somebody else must approve it.',
}

export const objectionText = (objection: Objection, run: Pick<Run, 'actor'>): string => words[objection](run)

/** The same in words, as far as it can be told at once. Undefined when they may. */
export function objectionTo(actor: Actor, run: Pick<Run, 'actor'>): string | undefined {
  const plain = plainObjection(actor, run)
  return plain && objectionText(plain, run)
}
