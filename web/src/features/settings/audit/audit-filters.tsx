import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { messages as auditMessagesType } from '../../../messages/audit/en.ts'
import { auditMessages } from '../../../messages/audit/messages.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import type { SettingsSearch } from '../settings-search.ts'

/** What kind an entry is of, in words; one that has none yet is shown as it is. */
export function kindName({ kinds }: typeof auditMessagesType, kind: string): string {
  return (kinds as Readonly<Record<string, string>>)[kind] ?? kind
}

interface AuditFiltersProps {
  search: SettingsSearch
  onChange: (search: SettingsSearch) => void
}

/** Which entries are shown; it stands in the address. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const messages = useMessages(auditMessages)
  const [subject, setSubject] = useState(search.subject ?? '')
  const [from, setFrom] = useState(search.from ?? '')
  const [to, setTo] = useState(search.to ?? '')
  const kind = search.kind ?? 'all'
  const known = Object.keys(messages.kinds)

  const show = (next: string) =>
    onChange({
      ...(next !== 'all' && { kind: next }),
      ...(subject.trim() !== '' && { subject: subject.trim() }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
    })

  function send(event: FormEvent) {
    event.preventDefault()
    show(kind)
  }

  return (
    <form
      aria-label={messages.filters}
      className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-[1fr_1fr_auto_auto_auto]"
      onSubmit={send}
    >
      <SelectField
        label={messages.kind}
        value={kind}
        onChange={show}
        options={[...known, ...(known.includes(kind) ? [] : [kind])].map((value) => ({
          value,
          label: kindName(messages, value),
        }))}
      />
      <TextField
        label={messages.subject}
        placeholder={messages.subjectHint}
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <TextField label={messages.from} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      <TextField label={messages.to} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      <div className="flex gap-2 xl:pt-6.5">
        <Button type="submit">{messages.apply}</Button>
        <Button look="quiet" onClick={() => onChange({})}>
          {messages.clear}
        </Button>
      </div>
    </form>
  )
}
