import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { NewTicketDialog } from '../features/tickets/new-ticket-dialog.tsx'
import { TicketFilters } from '../features/tickets/ticket-filters.tsx'
import { TicketBoard, TicketList } from '../features/tickets/ticket-rows.tsx'
import { ticketSearch, type Ticket } from '../features/tickets/ticket.ts'
import { TriageDialog } from '../features/tickets/triage-dialog.tsx'
import { useTicketList } from '../features/tickets/use-ticket-list.ts'
import { useTriageKeys, type Triage } from '../features/tickets/use-triage-keys.ts'
import { useMay } from '../features/work/use-may.ts'
import { useMessages } from '../messages/catalogue.ts'
import { ticketsMessages } from '../messages/tickets/messages.ts'

/** The page at `/tickets`: a list or a board, gone through by keyboard. */
export function TicketsPage() {
  const messages = useMessages(ticketsMessages)
  const search = useSearch({ from: '/app/tickets' })
  const navigate = useNavigate()
  const may = useMay('desk:write')
  const query = useTicketList(search)
  const tickets = query.data?.pages.flatMap((page) => page.tickets) ?? []
  const place = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<Triage | 'new'>()
  const selected = tickets.find(({ id }) => id === search.at)
  const isNarrowed = Object.keys(search).some((name) => name !== 'view' && name !== 'at')

  const go = (change: Record<string, unknown>) =>
    void navigate({ to: '/tickets', search: ticketSearch({ ...search, ...change }), replace: true, resetScroll: false })
  const close = () => setOpen(undefined)

  function move(step: 1 | -1) {
    const links = [...(place.current?.querySelectorAll<HTMLElement>('[data-ticket]') ?? [])]
    const now = links.findIndex((link) => link.dataset['ticket'] === String(search.at))
    links[Math.max(0, Math.min(links.length - 1, now + step))]?.focus()
  }

  useTriageKeys({
    onTriage: (triage) => selected && setOpen(triage),
    list: {
      onMove: move,
      onOpen: () => selected && void navigate({ to: '/tickets/$id', params: { id: String(selected.id) } }),
      onNew: () => setOpen('new'),
    },
  })

  const rows = { tickets, selected: search.at, onSelect: (at: number) => at !== search.at && go({ at }) }
  return (
    <Page
      title={messages.title}
      about={messages.about}
      actions={
        may && (
          <Button look="primary" onClick={() => setOpen('new')}>
            <Plus className="icon" /> {messages.new}
          </Button>
        )
      }
    >
      <TicketFilters search={search} onChange={go} />
      <Tabs
        label={messages.title}
        value={search.view ?? 'list'}
        onChange={(view) => go({ view })}
        tabs={[
          { value: 'list', label: messages.views.list },
          { value: 'board', label: messages.views.board },
        ]}
      >
        <div ref={place}>
          <Loaded query={query}>
            {() =>
              tickets.length === 0 ? (
                <Nothing isNarrowed={isNarrowed} onClear={() => void navigate({ to: '/tickets', search: {} })} />
              ) : (
                <>
                  {search.view === 'board' ? <TicketBoard {...rows} shown={search.status} /> : <TicketList {...rows} />}
                  <div className="flex items-center gap-3 pt-3 text-small text-muted">
                    <span>{messages.count(tickets.length)}</span>
                    {query.hasNextPage && (
                      <Button aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                        {messages.older}
                      </Button>
                    )}
                  </div>
                </>
              )
            }
          </Loaded>
        </div>
      </Tabs>
      <Dialogs open={open} selected={selected} onClose={close} />
    </Page>
  )
}

interface DialogsProps {
  open: Triage | 'new' | undefined
  selected: Ticket | undefined
  onClose: () => void
}

function Dialogs({ open, selected, onClose }: DialogsProps) {
  if (open === 'new') return <NewTicketDialog onClose={onClose} />
  return open && selected && <TriageDialog triage={open} ticket={selected} onClose={onClose} />
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const messages = useMessages(ticketsMessages)
  if (!isNarrowed) return <Empty title={messages.empty.title}>{messages.empty.advice}</Empty>
  return (
    <Empty title={messages.noneFound.title} action={<Button onClick={onClear}>{messages.filters.clear}</Button>}>
      {messages.noneFound.advice}
    </Empty>
  )
}
