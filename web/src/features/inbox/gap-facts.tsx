import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import type { Gap } from './gap.ts'

/** What is known of a question: after which, how often, by whom and when it was asked, and whether its answer was rated badly. */
export function GapFacts({ gap }: { gap: Gap }) {
  const messages = useMessages(inboxMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  return (
    <>
      {gap.context !== null && (
        <p className="text-small text-muted" lang={gap.language}>
          {messages.after(gap.context)}
        </p>
      )}
      <p className="mt-1 text-small text-muted">
        {messages.askedTimes(gap.times)} · {messages.highestAsker(audiences[gap.audience])} ·{' '}
        {messages.lastAsked(format.relative(gap.lastAskedAt))}
      </p>
      {gap.ratedBadlyAt !== null && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-small">
          <Tag tone="danger">{messages.badlyRated}</Tag>
          {gap.ratingReason === null ? messages.noReason : messages.ratedBecause(gap.ratingReason)}
        </p>
      )}
    </>
  )
}
