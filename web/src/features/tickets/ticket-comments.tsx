import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { useMay } from '../work/use-may.ts'
import { useNames } from '../work/use-names.ts'
import { CommentForm } from './comment-form.tsx'
import type { TicketDetails } from './ticket.ts'

/** What was said about a ticket, and saying something. */
export function TicketComments({ id, comments }: Pick<TicketDetails, 'id' | 'comments'>) {
  const { comments: words, sources } = useMessages(ticketsMessages)
  const format = useFormat()
  const nameOf = useNames()
  const may = useMay('desk:write')
  return (
    <div className="flex flex-col gap-4">
      {comments.length === 0 && <p className="text-small text-muted">{words.none}</p>}
      <ul className="flex flex-col gap-3">
        {comments.map((comment) => (
          <li key={comment.id} className="rounded-lg border border-line bg-surface px-3 py-2">
            <p className="text-small text-muted">
              <span className="font-medium text-ink">{nameOf(comment.author)}</span> ·{' '}
              {format.relative(comment.createdAt)} · {sources[comment.source]}
            </p>
            <p className="text-small whitespace-pre-wrap wrap-anywhere">{comment.text}</p>
          </li>
        ))}
      </ul>
      {may && <CommentForm id={id} />}
    </div>
  )
}
