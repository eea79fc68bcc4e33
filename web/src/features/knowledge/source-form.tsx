import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type InputOf } from '../../api/call.ts'
import { AudienceField } from '../../components/audience-field.tsx'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { hasExpired, type Source } from './source.ts'

type Change = InputOf<'PATCH /api/v1/twin/sources/{id}'>['body']

/** What the owner says about a source: its title, who may see it, and until when. */
export function SourceForm({ source, onSaved }: { source: Source; onSaved: () => void }) {
  const messages = useMessages(knowledgeMessages)
  const { save } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run } = useSubmit()
  const before = { title: source.title, audience: source.audience, day: source.expiresAt?.slice(0, 10) ?? '' }
  const [form, setForm] = useState(before)
  const change: Change = {
    ...(form.title.trim() !== before.title && { title: form.title }),
    ...(form.audience !== before.audience && { audience: form.audience }),
    ...(form.day !== before.day && { expiresAt: form.day === '' ? null : form.day }),
  }
  const isChanged = Object.keys(change).length > 0
  const path = { id: source.id }
  const reload = () => queries.invalidateQueries({ queryKey: ['twin'] })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isChanged) return
    const worked = await run(async () => void (await call('PATCH /api/v1/twin/sources/{id}', { path, body: change })))
    if (!worked) return
    onSaved() // what is over the page would lie between a person and the way back
    tell({ title: messages.changed(form.title), ...(undoable && { undo: () => void undo() }) })
    await reload()
  }

  /** An end that is past cannot be set again. */
  const undoable = !(change.expiresAt !== undefined && hasExpired(source))

  async function undo() {
    const { title, audience, expiresAt } = source
    try {
      await call('PATCH /api/v1/twin/sources/{id}', {
        path,
        body: { title, audience, ...(change.expiresAt !== undefined && { expiresAt }) },
      })
    } catch (failure) {
      tell({ title: (failure as Error).message, tone: 'danger' })
    }
    await reload()
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-4 border-t border-line pt-4">
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <TextField
        label={messages.titleField}
        required
        maxLength={300}
        value={form.title}
        onChange={({ target }) => setForm({ ...form, title: target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <AudienceField
          label={messages.audienceField}
          value={form.audience}
          onChange={(audience) => setForm({ ...form, audience })}
        />
        <TextField
          label={messages.expiryField}
          hint={messages.expiryHint}
          type="date"
          value={form.day}
          onChange={({ target }) => setForm({ ...form, day: target.value })}
        />
      </div>
      <div>
        <Button look="primary" type="submit" aria-disabled={busy || !isChanged}>
          {save}
        </Button>
      </div>
    </form>
  )
}
