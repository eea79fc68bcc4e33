import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { queryOf } from '../../api/query.ts'
import { sessionQuery } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { CommentForm } from './comment-form.tsx'
import { PriorityMark, StatusTag } from './ticket-tags.tsx'
import { categories, priorities, type Category, type Ticket } from './ticket.ts'
import { useChangeTicket } from './use-change-ticket.ts'
import type { Triage } from './use-triage-keys.ts'

interface TriageDialogProps {
  triage: Triage
  ticket: Ticket
  onClose: () => void
}

/** One decision about a ticket, for the keyboard: the first choice has the focus. */
export function TriageDialog({ triage, ticket, onClose }: TriageDialogProps) {
  const { triage: messages } = useMessages(ticketsMessages)
  return (
    <Dialog title={messages[triage](ticket.id)} onClose={onClose}>
      <p className="mb-4 text-small text-muted">{ticket.title}</p>
      {triage === 'comment' ? (
        <CommentForm id={ticket.id} onDone={onClose} />
      ) : (
        <Choices {...{ triage, ticket, onClose }} />
      )}
    </Dialog>
  )
}

function Choices({ triage, ticket, onClose }: TriageDialogProps) {
  const messages = useMessages(ticketsMessages)
  const submit = useSubmit()
  const change = useChangeTicket()
  const save: Save = async (wanted, done) => {
    const worked = await submit.run(() => change(ticket, wanted, done))
    if (worked) onClose()
  }
  return (
    <div className="flex flex-col gap-4">
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      {triage === 'status' && <StatusChoices ticket={ticket} save={save} />}
      {triage === 'priority' && (
        <Options
          options={priorities.map((value) => ({
            key: value,
            label: <PriorityMark priority={value} />,
            isNow: value === ticket.priority,
            onChoose: () =>
              void save({ priority: value }, messages.triage.priorityDone(ticket.id, messages.priorities[value])),
          }))}
        />
      )}
      {triage === 'assign' && <AssigneeChoices ticket={ticket} save={save} />}
    </div>
  )
}

type Save = (change: Parameters<ReturnType<typeof useChangeTicket>>[1], done: string) => Promise<void>

function StatusChoices({ ticket, save }: { ticket: Ticket; save: Save }) {
  const messages = useMessages(ticketsMessages)
  const [category, setCategory] = useState<Category | ''>('')
  const [outcome, setOutcome] = useState(ticket.outcome ?? '')
  return (
    <>
      {ticket.category === null && (
        <SelectField
          label={messages.triage.category}
          value={category}
          options={[
            { value: '', label: messages.noCategory },
            ...categories.map((value) => ({ value, label: messages.categories[value] })),
          ]}
          onChange={setCategory}
        />
      )}
      {ticket.canBecome.includes('resolved') && (
        <TextField
          label={messages.triage.outcome}
          value={outcome}
          maxLength={2000}
          onChange={(event) => setOutcome(event.target.value)}
        />
      )}
      <Options
        options={ticket.canBecome.map((status) => ({
          key: status,
          label: <StatusTag status={status} />,
          isNow: false,
          onChoose: () =>
            void save(
              {
                status,
                ...(category !== '' && { category }),
                ...(status === 'resolved' && outcome.trim() !== '' && { outcome: outcome.trim() }),
              },
              messages.triage.statusDone(ticket.id, messages.statuses[status]),
            ),
        }))}
      />
    </>
  )
}

function AssigneeChoices({ ticket, save }: { ticket: Ticket; save: Save }) {
  const messages = useMessages(ticketsMessages)
  const { data: session } = useQuery(sessionQuery)
  const { data } = useQuery(queryOf('GET /api/v1/actors'))
  const [name, setName] = useState('')
  const me = session?.user?.name
  const others = (data?.actors ?? [])
    .filter((actor) => actor.role !== null && actor.role !== 'viewer' && actor.name !== me)
    .map((actor) => actor.name)
  const assign = (assignee: string | null) =>
    void save({ assignee }, messages.triage.assignDone(ticket.id, assignee ?? messages.nobody))

  function assignByName(event: FormEvent) {
    event.preventDefault()
    if (name.trim() !== '') assign(name.trim())
  }

  const people = [...(me ? [me] : []), ...new Set(others)]
  return (
    <>
      <Options
        options={[
          ...people.map((person) => ({
            key: person,
            label: person === me ? messages.triage.me(person) : person,
            isNow: person === ticket.assignee,
            onChoose: () => assign(person),
          })),
          { key: '', label: messages.nobody, isNow: ticket.assignee === null, onChoose: () => assign(null) },
        ]}
      />
      <form onSubmit={assignByName} className="flex items-end gap-2">
        <TextField
          className="min-w-0 flex-1"
          label={messages.triage.somebodyElse}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit">{messages.triage.assignTo}</Button>
      </form>
    </>
  )
}

interface Option {
  key: string
  label: ReactNode
  isNow: boolean
  onChoose: () => void
}

function Options({ options }: { options: readonly Option[] }) {
  const first = useFirstFocus<HTMLButtonElement>()
  return (
    <ul className="flex flex-col gap-1">
      {options.map(({ key, label, isNow, onChoose }, index) => (
        <li key={key}>
          <button
            type="button"
            ref={index === 0 ? first : null}
            aria-pressed={isNow}
            className="flex min-h-10 w-full cursor-pointer items-center gap-2 rounded-lg border border-line px-3 text-left text-small hover:bg-hover focus-visible:bg-hover aria-pressed:border-accent"
            onClick={onChoose}
          >
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}
