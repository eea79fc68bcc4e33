import type { Scope } from '../actor.ts'

export interface AppScope {
  readonly scope: Scope | typeof staysConnected
  /** What it lets an app do, for whoever decides. */
  readonly title: string
  /** Whether something can be changed with it: not given unless somebody chooses it. */
  readonly changes: boolean
}

/** Asks for refresh tokens (OpenID Connect Core, 11). */
export const staysConnected = 'offline_access'

/**
 * What people can let an app do. Never among it: to approve what agents ask for, because a yes is a person's, and to manage keys,
 * links and people, because an app could then let others in.
 */
export const appScopes = [
  { scope: 'ask', title: 'Ask the twin', changes: false },
  { scope: 'knowledge:read', title: 'Read the sources and the profile', changes: false },
  { scope: 'inbox:read', title: 'Read the questions that found no answer', changes: false },
  { scope: 'agents:read', title: 'See what agents do, and what waits for approval', changes: false },
  { scope: 'desk:read', title: 'Read tickets', changes: false },
  { scope: 'careers:read', title: 'Read job postings, interviews and their scores', changes: false },
  { scope: 'analytics:read', title: 'See who asks what, in numbers', changes: false },
  { scope: 'agents:run', title: 'Start agents; a person still approves what is dangerous', changes: true },
  { scope: 'desk:write', title: 'Open and change tickets', changes: true },
  { scope: 'inbox:write', title: 'Answer questions for the twin', changes: true },
  { scope: 'knowledge:write', title: 'Add, change and delete sources', changes: true },
  { scope: 'careers:write', title: 'Import job postings and hold interviews', changes: true },
  { scope: 'experiments:manage', title: 'Start and stop experiments with answers', changes: true },
  { scope: staysConnected, title: 'Stay connected, until it is not used for 30 days', changes: false },
] as const satisfies readonly AppScope[]

const offered: ReadonlySet<string> = new Set(appScopes.map(({ scope }) => scope))

/** What a resource understands: all but the wish to stay connected, which is not its business. */
export const resourceScopes = appScopes.map(({ scope }) => scope).filter((scope) => scope !== staysConnected)

/** For an app that does not say what it wants. */
export const leastScopes: readonly string[] = ['ask', 'knowledge:read']

/**
 * What an app is asked about on the consent page: what it wants of what there is. Whether it may stay connected is asked in any
 * case: few apps know the word for it, and without it they ask again every hour.
 */
export function askedScopes(wanted: string | undefined): string[] {
  const known = (wanted ?? '').split(' ').filter((scope) => offered.has(scope) && scope !== staysConnected)
  return [...new Set(known.length > 0 ? known : leastScopes), staysConnected]
}
