import type { ResponseOf } from '../../api/call.ts'
import type { Session } from '../../api/session.ts'

/** A source as it stands in a list. */
export type Source = ResponseOf<'GET /api/v1/twin/sources'>['sources'][number]

/** Whether somebody may change sources, and look through the eyes of others. */
export const mayChange = (session: Session | undefined): boolean =>
  session?.audience === 'owner' && session.scopes.includes('knowledge:write')

export const hasExpired = ({ expiresAt }: Source, now = Date.now()): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now

const soonMs = 30 * 86_400_000

/** Expired, or within 30 days; the first to end first. */
export const endingSources = (sources: readonly Source[]): Source[] =>
  sources
    .filter((source) => hasExpired(source, Date.now() + soonMs))
    .toSorted((one, other) => String(one.expiresAt).localeCompare(String(other.expiresAt)))
