import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import type { Audience } from '../../api/types.ts'
import { AudienceField } from '../../components/audience-field.tsx'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { anchorOf, type Gap } from './gap.ts'
import type { JustAnswered } from './just-answered.tsx'

interface AnswerFormProps {
  first: Gap
  others: readonly Gap[]
  onAnswered: (answered: JustAnswered) => void
  onCancel: () => void
}

const levels: readonly Audience[] = ['public', 'recruiter', 'colleague', 'owner']

/** The owner's answer to a question, and to those of its group that it answers too. */
export function AnswerForm({ first, others, onAnswered, onCancel }: AnswerFormProps) {
  const messages = useMessages(inboxMessages)
  const { cancel, audiences } = useMessages(shellMessages)
  const queries = useQueryClient()
  const { busy, error, failedAt, run } = useSubmit()
  const [answer, setAnswer, forgetAnswer] = useDraft(`inbox.${anchorOf([first, ...others])}`)
  const [audience, setAudience] = useState<Audience>(first.audience)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const field = useFirstFocus<HTMLTextAreaElement>()
  const answered = [first, ...others.filter(({ id }) => !without.has(id))]
  const unseen = answered.filter((gap) => levels.indexOf(gap.audience) < levels.indexOf(audience))

  async function send(event: FormEvent) {
    event.preventDefault()
    let sourceId = ''
    const worked = await run(async () => {
      const also = answered.slice(1).map(({ id }) => id)
      const body = { answer, audience, also }
      const { source } = await call('POST /api/v1/twin/inbox/{id}/answer', { path: { id: first.id }, body })
      sourceId = source.id
    })
    if (!worked) return
    forgetAnswer()
    onAnswered({ gaps: answered, audience, sourceId, answer })
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['twin', 'inbox'] }),
      queries.invalidateQueries({ queryKey: ['twin', 'sources'] }),
    ])
  }

  return (
    <form onSubmit={(event) => void send(event)} className="mt-4 flex flex-col gap-4 border-t border-line pt-4">
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <TextAreaField
        ref={field}
        label={messages.yourAnswer}
        hint={messages.answerHint}
        required
        maxLength={20_000}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      {others.length > 0 && (
        <fieldset>
          <legend className="mb-1 text-small font-medium">{messages.also}</legend>
          {others.map(({ id, question, language }) => (
            <label key={id} className="flex cursor-pointer items-start gap-2 py-1 text-small">
              <input
                type="checkbox"
                className="mt-0.5 size-4 accent-accent"
                checked={!without.has(id)}
                onChange={() => setWithout(without.symmetricDifference(new Set([id])))}
              />
              <span lang={language}>{question}</span>
            </label>
          ))}
        </fieldset>
      )}
      <AudienceField label={messages.audience} value={audience} onChange={setAudience} className="sm:max-w-64" />
      {unseen.length > 0 && (
        <p role="status" className="text-small text-warn">
          {messages.audienceTooHigh([...new Set(unseen.map((gap) => audiences[gap.audience]))].join(', '))}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" aria-disabled={busy}>
          {messages.send}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  )
}
