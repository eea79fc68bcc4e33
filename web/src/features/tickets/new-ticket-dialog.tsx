import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import { RequestError } from '../../api/request-error.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { categories, priorities, type Category, type Priority } from './ticket.ts'

/** Opens a ticket: what is wrong is enough, the rest is read from it. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const messages = useMessages(ticketsMessages)
  const { form } = messages
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const tell = useTell()
  const submit = useSubmit()
  const key = useIdempotencyKey()
  const [title, setTitle, forgetTitle] = useDraft('ticket.new.title')
  const [description, setDescription, forgetDescription] = useDraft('ticket.new.description')
  const [priority, setPriority] = useState<Priority | ''>('')
  const [category, setCategory] = useState<Category | ''>('')
  const details = submit.error instanceof RequestError ? submit.error.details : []
  const problemAt = (name: string) => details.find(({ path }) => path === name)?.message

  async function open(event: FormEvent) {
    event.preventDefault()
    await submit.run(async () => {
      const body = {
        description,
        ...(title.trim() !== '' && { title }),
        ...(priority !== '' && { priority }),
        ...(category !== '' && { category }),
      }
      const { id } = await call('POST /api/v1/tickets', { body: { ...body, idempotencyKey: key.of(body) } })
      key.forget()
      forgetTitle()
      forgetDescription()
      tell({ title: form.opened(id) })
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      await navigate({ to: '/tickets/$id', params: { id: String(id) } })
    })
  }

  const automatic = { value: '' as const, label: form.automatic }
  return (
    <Dialog title={messages.new} onClose={onClose}>
      <form onSubmit={(event) => void open(event)} className="flex flex-col gap-4">
        {submit.error !== undefined && details.length === 0 && <Failure error={submit.error} at={submit.failedAt} />}
        <TextAreaField
          label={form.description}
          hint={form.descriptionHint}
          error={problemAt('description')}
          required
          maxLength={5000}
          rows={5}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <TextField
          label={form.title}
          hint={form.titleHint}
          error={problemAt('title')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label={form.priority}
            value={priority}
            options={[automatic, ...priorities.map((value) => ({ value, label: messages.priorities[value] }))]}
            onChange={setPriority}
          />
          <SelectField
            label={form.category}
            value={category}
            options={[automatic, ...categories.map((value) => ({ value, label: messages.categories[value] }))]}
            onChange={setCategory}
          />
        </div>
        <div className="flex gap-2">
          <Button look="primary" type="submit" aria-disabled={submit.busy}>
            {form.open}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
