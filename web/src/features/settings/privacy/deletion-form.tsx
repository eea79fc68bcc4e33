import { useState } from 'react'
import type { FormEvent } from 'react'
import type { InputOf } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { privacyMessages } from '../../../messages/privacy/messages.ts'

type Deletion = InputOf<'POST /api/v1/analytics/deletions'>['body']
type Choice = 'before' | 'link' | 'everything'

interface DeletionFormProps {
  /** Asked before it is done. */
  question: string
  /** Share links to choose one of; left out, that is no choice. */
  links?: readonly { id: string; name: string }[]
  onDelete: (deletion: Deletion) => Promise<void>
}

/** What of it is deleted, and the question whether it is meant. */
export function DeletionForm({ question, links, onDelete }: DeletionFormProps) {
  const messages = useMessages(privacyMessages)
  const format = useFormat()
  const [choice, setChoice] = useState<Choice>('before')
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const [day, setDay] = useState('')
  const [linkId, setLinkId] = useState('')
  const [asking, setAsking] = useState(false)
  const link = links?.find(({ id }) => id === linkId) ?? links?.[0]
  const choices: Choice[] = links ? ['before', 'link', 'everything'] : ['before', 'everything']

  function send(event: FormEvent) {
    event.preventDefault()
    if (choice !== 'link' || link) setAsking(true)
  }

  const deletion: Deletion =
    choice === 'before' ? { before: day } : choice === 'link' && link ? { link: link.id } : { everything: true }
  return (
    <form className="flex flex-wrap items-start gap-3" onSubmit={send}>
      <SelectField
        className="w-56 max-sm:w-full"
        label={messages.which}
        value={choice}
        onChange={setChoice}
        options={choices.map((value) => ({ value, label: messages.choices[value] }))}
      />
      {choice === 'before' && (
        <TextField
          className="w-48 max-sm:w-full"
          label={messages.day}
          type="date"
          required
          max={today}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      )}
      {choice === 'link' &&
        (link && links ? (
          <SelectField
            className="w-64 max-sm:w-full"
            label={messages.link}
            value={link.id}
            onChange={setLinkId}
            options={links.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <p className="text-small text-muted sm:pt-8">{messages.noLinks}</p>
        ))}
      <Button look="danger" type="submit" className="sm:mt-6.5">
        {messages.deleteButton}
      </Button>
      {asking && (
        <ConfirmDialog
          title={question}
          action={messages.delete}
          keep={messages.keep}
          onNo={() => setAsking(false)}
          onYes={async () => {
            await onDelete(deletion)
            setAsking(false)
          }}
        >
          {choice === 'before'
            ? messages.confirmBefore(format.date(`${day}T12:00`))
            : choice === 'link' && link
              ? messages.confirmLink(link.name)
              : messages.confirmEverything}
        </ConfirmDialog>
      )}
    </form>
  )
}
