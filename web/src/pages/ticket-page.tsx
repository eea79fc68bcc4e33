import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { queryOf } from '../api/query.ts'
import { Button } from '../components/button.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Section } from '../components/section.tsx'
import { ClassificationView } from '../features/tickets/classification-view.tsx'
import { QuotedText } from '../features/tickets/quoted-text.tsx'
import { SuggestedSop } from '../features/tickets/suggested-sop.tsx'
import { TicketComments } from '../features/tickets/ticket-comments.tsx'
import { TicketConnections, TicketRuns } from '../features/tickets/ticket-connections.tsx'
import { TicketFacts } from '../features/tickets/ticket-facts.tsx'
import { TicketTrail } from '../features/tickets/ticket-trail.tsx'
import type { TicketDetails } from '../features/tickets/ticket.ts'
import { TriageDialog } from '../features/tickets/triage-dialog.tsx'
import { useTriageKeys, type Triage } from '../features/tickets/use-triage-keys.ts'
import { useMay } from '../features/work/use-may.ts'
import { useMessages } from '../messages/catalogue.ts'
import { ticketsMessages } from '../messages/tickets/messages.ts'

/** The page at `/tickets/$id`: one ticket with all that is known of it, and what can be done. */
export function TicketPage() {
  const messages = useMessages(ticketsMessages)
  const id = Number(useParams({ from: '/app/tickets/$id' }).id)
  const query = useQuery({
    ...queryOf('GET /api/v1/tickets/{id}', { path: { id } }),
    staleTime: 0,
    // While a run is at it, it changes by itself.
    refetchInterval: ({ state: { data } }) => (data?.runs.some(({ outcome }) => outcome === null) ? 3_000 : 15_000),
  })
  const may = useMay('desk:write')
  const [triage, setTriage] = useState<Triage>()
  const ticket = query.data
  useTriageKeys({ onTriage: (next) => ticket && setTriage(next) })
  return (
    <Page
      title={ticket ? `${ticket.id} · ${ticket.title}` : messages.columns.ticket}
      about={
        <Link to="/tickets" search={{ at: id }} className="inline-flex items-center gap-1 rounded hover:text-ink">
          <ArrowLeft className="size-4" /> {messages.back}
        </Link>
      }
      actions={
        ticket &&
        may && (
          <>
            <Button onClick={() => setTriage('status')}>{messages.changeStatus}</Button>
            <Button onClick={() => setTriage('priority')}>{messages.changePriority}</Button>
            <Button onClick={() => setTriage('assign')}>{messages.assign}</Button>
          </>
        )
      }
    >
      <Loaded query={query}>{(details) => <Details ticket={details} />}</Loaded>
      {ticket && triage && <TriageDialog triage={triage} ticket={ticket} onClose={() => setTriage(undefined)} />}
    </Page>
  )
}

function Details({ ticket }: { ticket: TicketDetails }) {
  const messages = useMessages(ticketsMessages)
  const mayRun = useMay('agents:run')
  const isOver = ticket.status === 'resolved' || ticket.status === 'closed'
  return (
    <div className="flex flex-col gap-6">
      <TicketFacts ticket={ticket} />
      <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          <Section title={messages.description}>
            <QuotedText text={ticket.description} quotes={ticket.classification?.reasons ?? []} />
          </Section>
          {ticket.outcome && (
            <Section title={messages.outcome}>
              <p className="text-small wrap-anywhere">{ticket.outcome}</p>
            </Section>
          )}
          <Section title={messages.comments.title}>
            <TicketComments id={ticket.id} comments={ticket.comments} />
          </Section>
          <Section title={messages.trail.title}>
            <TicketTrail events={ticket.events} />
          </Section>
        </div>
        <div className="min-w-0">
          <Section title={messages.classification.title}>
            <ClassificationView ticket={ticket} />
          </Section>
          {mayRun && (
            <Section title={messages.sop.title}>
              {isOver ? <p className="text-small text-muted">{messages.sop.over}</p> : <SuggestedSop ticket={ticket} />}
            </Section>
          )}
          <Section title={messages.runs.title}>
            <TicketRuns runs={ticket.runs} />
          </Section>
          <TicketConnections links={ticket.links} alerts={ticket.alerts} />
        </div>
      </div>
    </div>
  )
}
