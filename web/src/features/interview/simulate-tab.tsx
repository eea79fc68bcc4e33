import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { call, type InputOf, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { planBody } from './plan-choice.ts'
import { PlanForm, type PlanFormProps } from './plan-form.tsx'
import { Transcript } from './transcript.tsx'

type Audience = NonNullable<InputOf<'POST /api/v1/interviews/simulations'>['body']['audience']>

const audiences: readonly Audience[] = ['public', 'recruiter', 'colleague', 'owner']

/** An interview in which the twin is the candidate. */
export function SimulateTab(form: PlanFormProps) {
  const { simulate: messages, plan } = useMessages(interviewMessages)
  const shell = useMessages(shellMessages)
  const { busy, error, failedAt, run } = useSubmit()
  const [audience, setAudience] = useState<Audience>('recruiter')
  const [simulation, setSimulation] = useState<ResponseOf<'POST /api/v1/interviews/simulations'>>()
  const stop = useRef<AbortController>(undefined)

  async function start(event: FormEvent) {
    event.preventDefault()
    const controller = new AbortController()
    stop.current = controller
    await run(async () => {
      try {
        const body = { ...planBody(form.job, form.choice), audience }
        setSimulation(await call('POST /api/v1/interviews/simulations', { body }, { signal: controller.signal }))
      } catch (caught) {
        if (!controller.signal.aborted) throw caught
      }
    })
  }

  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-[44rem] text-small text-muted">{messages.about}</p>
      <form onSubmit={(event) => void start(event)} className="flex flex-col gap-4">
        <PlanForm {...form} />
        <SelectField
          label={plan.audience}
          hint={plan.audienceHint}
          className="max-w-80"
          value={audience}
          options={audiences.map((value) => ({ value, label: shell.audiences[value] }))}
          onChange={setAudience}
        />
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" type="submit" aria-disabled={busy}>
            {messages.start}
          </Button>
          {busy && <Button onClick={() => stop.current?.abort()}>{messages.stop}</Button>}
          <p role="status" className="text-small text-muted">
            {busy ? messages.running : simulation && messages.kept}
          </p>
        </div>
      </form>
      {simulation && <Transcript simulation={simulation} />}
    </div>
  )
}
