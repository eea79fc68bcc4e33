import { useState } from 'react'
import type { FormEvent } from 'react'
import { sendJson } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Icon } from '../../components/icon.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

type Thumb = 'up' | 'down'

/** What the reader thinks of an answer: a thumb, and after a bad one, why. Said again, it counts in place of the first. */
export function Rating({ answerId }: { answerId: string }) {
  const messages = useMessages(twinMessages).feedback
  const [given, setGiven] = useState<Thumb>()
  const [asksWhy, setAsksWhy] = useState(false)
  const [reason, setReason] = useState('')
  const { failure, fieldProblem, run } = useSubmit()
  const send = (body: { thumb: Thumb; reason?: string }) =>
    run(async () => {
      await sendJson('POST', `/api/v1/twin/answers/${answerId}/feedback`, body)
      setGiven(body.thumb)
      setAsksWhy(body.thumb === 'down' && body.reason === undefined)
    })

  function explain(event: FormEvent) {
    event.preventDefault()
    if (reason.trim() === '') setAsksWhy(false)
    else void send({ thumb: 'down', reason: reason.trim() })
  }

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      {(['up', 'down'] as const).map((thumb) => {
        const label = thumb === 'up' ? messages.good : messages.bad
        return (
          <Button
            key={thumb}
            look="quiet"
            square
            aria-label={label}
            title={label}
            aria-pressed={given === thumb}
            className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
            onClick={() => void send({ thumb })}
          >
            <Icon name={thumb} />
          </Button>
        )
      })}
      <p role="status" className="text-small text-muted">
        {given && !asksWhy && (given === 'down' ? messages.thanksBad : messages.thanks)}
      </p>
      {asksWhy && (
        <form className="flex w-full flex-wrap items-end gap-2 pl-3" onSubmit={explain}>
          <TextField
            className="min-w-60 flex-1"
            label={messages.reason}
            hint={messages.reasonHint}
            maxLength={500}
            value={reason}
            error={fieldProblem('reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="flex gap-2 pb-6.5">
            <Button type="submit">{messages.send}</Button>
            <Button look="quiet" onClick={() => setAsksWhy(false)}>
              {messages.skip}
            </Button>
          </div>
        </form>
      )}
      <FormFailure message={failure} />
    </div>
  )
}
