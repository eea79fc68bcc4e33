import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Section } from '../../components/section.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { planBody } from './plan-choice.ts'
import { PlanForm, type PlanFormProps } from './plan-form.tsx'
import { SessionList } from './session-list.tsx'

/** Where an interview is begun or gone on with. */
export function PractiseTab(form: PlanFormProps) {
  const { practise: messages } = useMessages(interviewMessages)
  const { busy, error, failedAt, run } = useSubmit()
  const navigate = useNavigate()
  const queries = useQueryClient()

  async function start(event: FormEvent) {
    event.preventDefault()
    await run(async () => {
      const session = await call('POST /api/v1/interviews/sessions', { body: planBody(form.job, form.choice) })
      await navigate({ to: '/interview/$id', params: { id: session.id } })
      await queries.invalidateQueries({ queryKey: ['interviews', 'sessions'] })
    })
  }

  return (
    <>
      <form onSubmit={(event) => void start(event)} className="flex flex-col gap-4 pb-8">
        <PlanForm {...form} />
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="primary" type="submit" aria-disabled={busy}>
            <Play className="icon" /> {messages.start}
          </Button>
          <p className="min-w-48 flex-1 text-small text-muted">{messages.startAbout}</p>
        </div>
      </form>
      <Section title={messages.sessions}>
        <SessionList />
      </Section>
    </>
  )
}
