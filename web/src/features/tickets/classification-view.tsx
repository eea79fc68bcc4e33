import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { useMay } from '../work/use-may.ts'
import { PriorityMark } from './ticket-tags.tsx'
import { categories, type Category, type Ticket } from './ticket.ts'
import { useChangeTicket } from './use-change-ticket.ts'

/** What the classifier says of a ticket, how sure it is and because of which words; and what a person says instead. */
export function ClassificationView({ ticket }: { ticket: Ticket }) {
  const messages = useMessages(ticketsMessages)
  const { classification: words } = messages
  const format = useFormat()
  const may = useMay('desk:write')
  const queries = useQueryClient()
  const submit = useSubmit()
  const change = useChangeTicket()
  const { classification } = ticket

  const classify = () =>
    submit.run(async () => {
      await call('POST /api/v1/tickets/{id}/classify', { path: { id: ticket.id } })
      await queries.invalidateQueries({ queryKey: ['tickets'] })
    })
  const file = (category: Category) =>
    submit.run(() => change(ticket, { category }, words.byHand(messages.categories[category])))

  return (
    <div className="flex flex-col gap-3 text-small">
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      {!classification && <p className="text-muted">{words.none}</p>}
      {classification && classification.category === null && <p className="text-warn">{words.abstained}</p>}
      {classification?.category && (
        <>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-base font-medium">{messages.categories[classification.category]}</span>
            {classification.subcategory && <span>{classification.subcategory.replaceAll('_', ' ')}</span>}
            <PriorityMark priority={classification.priority} />
          </p>
          <div className="flex items-center gap-3">
            <meter
              aria-label={words.confidence(format.percent(classification.confidence))}
              className="h-2 w-32"
              min={0}
              max={1}
              low={0.5}
              high={0.75}
              optimum={1}
              value={classification.confidence}
            />
            <span>{words.confidence(format.percent(classification.confidence))}</span>
          </div>
        </>
      )}
      {classification && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          {(classification.reasons?.length ?? 0) > 0 && (
            <>
              <dt className="text-muted">{words.quotes}</dt>
              <dd className="flex flex-wrap gap-1">
                {classification.reasons!.map((quote) => (
                  <q key={quote}>{quote}</q>
                ))}
              </dd>
            </>
          )}
          {classification.method && (
            <>
              <dt className="text-muted">{words.method}</dt>
              <dd>{classification.method}</dd>
            </>
          )}
          {ticket.routedTo && (
            <>
              <dt className="text-muted">{messages.team}</dt>
              <dd>{ticket.routedTo}</dd>
            </>
          )}
        </dl>
      )}
      {may && ticket.status !== 'closed' && (
        <div className="flex flex-wrap items-end gap-2">
          <SelectField
            className="w-44"
            label={words.choose}
            value={ticket.category ?? ''}
            options={[
              ...(ticket.category ? [] : [{ value: '' as const, label: messages.noCategory }]),
              ...categories.map((value) => ({ value, label: messages.categories[value] })),
            ]}
            onChange={(category) => category !== '' && void file(category)}
          />
          <Button aria-disabled={submit.busy} onClick={() => void classify()}>
            {classification ? words.again : words.now}
          </Button>
        </div>
      )}
    </div>
  )
}
