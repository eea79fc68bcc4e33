import { useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { categories, flags, priorities, statuses, type TicketSearch } from './ticket.ts'

interface TicketFiltersProps {
  search: TicketSearch
  /** An empty text takes a filter away. */
  onChange: (change: Record<string, string>) => void
}

/** What narrows the tickets; all of it stands in the URL. */
export function TicketFilters({ search, onChange }: TicketFiltersProps) {
  const messages = useMessages(ticketsMessages)
  const { filters } = messages
  const [text, setText] = useState(search.q ?? '')
  const [known, setKnown] = useState(search.q)
  if (search.q !== known) {
    setKnown(search.q)
    setText(search.q ?? '')
  }
  const { data } = useQuery(queryOf('GET /api/v1/actors'))
  const names = (data?.actors ?? []).filter(({ role }) => role !== null && role !== 'viewer').map(({ name }) => name)
  const assignees = [...new Set([...names, ...(search.assignee ? [search.assignee] : [])])]
  const any = { value: '', label: filters.any }

  function find(event: FormEvent) {
    event.preventDefault()
    onChange({ q: text.trim() })
  }

  return (
    <div className="grid grid-cols-2 items-start gap-3 pb-4 sm:grid-cols-3 lg:grid-cols-6">
      <form role="search" onSubmit={find} className="max-sm:col-span-2">
        <TextField
          type="search"
          label={messages.search}
          value={text}
          title={messages.searchHint}
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== (search.q ?? '') && onChange({ q: text.trim() })}
        />
      </form>
      <SelectField
        label={filters.status}
        value={search.status ?? ''}
        options={[
          { value: '', label: filters.open },
          { value: 'all', label: filters.all },
          ...statuses.map((value) => ({ value, label: messages.statuses[value] })),
        ]}
        onChange={(status) => onChange({ status })}
      />
      <SelectField
        label={filters.priority}
        value={search.priority ?? ''}
        options={[any, ...priorities.map((value) => ({ value, label: messages.priorities[value] }))]}
        onChange={(priority) => onChange({ priority })}
      />
      <SelectField
        label={filters.category}
        value={search.category ?? ''}
        options={[any, ...categories.map((value) => ({ value, label: messages.categories[value] }))]}
        onChange={(category) => onChange({ category })}
      />
      <SelectField
        label={filters.assignee}
        value={search.assignee ?? ''}
        options={[any, ...assignees.map((value) => ({ value, label: value }))]}
        onChange={(assignee) => onChange({ assignee })}
      />
      <SelectField
        label={filters.flag}
        value={search.flag ?? ''}
        options={[any, ...flags.map((value) => ({ value, label: messages.flags[value] ?? value }))]}
        onChange={(flag) => onChange({ flag })}
      />
    </div>
  )
}
