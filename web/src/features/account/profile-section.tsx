import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { rename, sessionQuery, type User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'

/** Name, and what cannot be changed here. */
export function ProfileSection({ user }: { user: User }) {
  const { account: messages } = useMessages(accountMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const [name, setName] = useState(user.name)
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await rename(name.trim())
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
      tell({ title: messages.nameSaved })
    })
  }

  return (
    <Section title={messages.you} about={`${user.email}, ${messages.roles[user.role]}`}>
      <form className="flex max-w-96 flex-col gap-4" onSubmit={send}>
        <FormFailure message={failure} />
        <TextField
          label={messages.name}
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          error={fieldProblem('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <Button type="submit" aria-disabled={busy || name.trim() === user.name}>
            {messages.save}
          </Button>
        </div>
      </form>
    </Section>
  )
}
