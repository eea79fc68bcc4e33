import type { Audience } from '#auth'

/**
 * The order of `#auth`, by name. Reading files needs no more of that domain, and the process that reads them must not
 * load it; the type makes sure that none is missing.
 */
const order: Readonly<Record<Audience, number>> = { public: 0, recruiter: 1, colleague: 2, owner: 3 }

export const audienceNames = Object.keys(order) as [Audience, ...Audience[]]

export function levelOfAudience(audience: Audience): number {
  return order[audience]
}
