import type { ResponseOf } from '../../api/call.ts'
import type { Session } from '../../api/session.ts'

type Inbox = ResponseOf<'GET /api/v1/twin/inbox'>
/** A question in the inbox. */
export type Gap = Inbox['questions'][number]

/** The questions in their groups, as the server made them; of a filter, the groups in which one passes. */
export function groupsOf({ questions, groups }: Inbox, onlyBad: boolean): Gap[][] {
  const byId = new Map(questions.map((gap) => [gap.id, gap]))
  return groups
    .map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .filter((group) => !onlyBad || group.some(({ ratedBadlyAt }) => ratedBadlyAt !== null))
}

/** What a group is known by: its oldest question, which others only join. */
export const anchorOf = (gaps: readonly Gap[]): string =>
  gaps.reduce((oldest, gap) => (gap.createdAt < oldest.createdAt ? gap : oldest)).id

/** Whether somebody may answer, and look through the eyes of who asked. */
export const mayAnswer = (session: Session | undefined): boolean =>
  session?.audience === 'owner' && session.scopes.includes('inbox:write')

/** How a question was asked: alone, or after the one before it. */
export const askedAs = ({ question, context }: Gap) => ({ question, ...(context !== null && { context }) })
