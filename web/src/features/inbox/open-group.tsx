import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import { PreviewAnswer } from '../preview/preview-answer.tsx'
import { AnswerForm } from './answer-form.tsx'
import { DeleteGaps } from './delete-gaps.tsx'
import { askedAs, type Gap } from './gap.ts'
import { GapFacts } from './gap-facts.tsx'
import type { JustAnswered } from './just-answered.tsx'

interface OpenGroupProps {
  gaps: readonly Gap[]
  mayAnswer: boolean
  onAnswered: (answered: JustAnswered) => void
}

/** Open questions about the same: answered in place, or dismissed or deleted together. */
export function OpenGroup({ gaps, mayAnswer, onAnswered }: OpenGroupProps) {
  const [first, ...others] = gaps as [Gap, ...Gap[]]
  const messages = useMessages(inboxMessages)
  const [open, setOpen] = useState<'answer' | 'said'>()
  const { busy, error, failedAt, dismiss } = useDismiss(gaps)

  return (
    <article aria-labelledby={first.id} className="rounded-lg border border-line bg-surface p-4">
      <h2 id={first.id} lang={first.language} className="text-base font-semibold whitespace-pre-line">
        {first.question}
      </h2>
      <GapFacts gap={first} />
      {others.length > 0 && open !== 'answer' && (
        <details className="mt-2 text-small">
          <summary className="w-fit cursor-pointer text-muted">{messages.similar(others.length)}</summary>
          <ul className="mt-2 flex flex-col gap-3 border-l border-line pl-3">
            {others.map((gap) => (
              <li key={gap.id}>
                <span lang={gap.language}>{gap.question}</span>
                <GapFacts gap={gap} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {error !== undefined && (
        <div className="mt-3">
          <Failure error={error} at={failedAt} />
        </div>
      )}
      {open === 'said' && (
        <div className="mt-3">
          <PreviewAnswer asked={{ audience: first.audience, ...askedAs(first) }} />
        </div>
      )}
      {open === 'answer' && (
        <AnswerForm first={first} others={others} onAnswered={onAnswered} onCancel={() => setOpen(undefined)} />
      )}
      {mayAnswer && open !== 'answer' && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button onClick={() => setOpen('answer')}>{messages.answer}</Button>
          <Button aria-expanded={open === 'said'} onClick={() => setOpen(open === 'said' ? undefined : 'said')}>
            {open === 'said' ? messages.hideSay : messages.sayNow}
          </Button>
          <Button look="quiet" aria-disabled={busy} onClick={() => void dismiss()}>
            {messages.dismiss}
          </Button>
          <DeleteGaps gaps={[first, ...others]} />
        </div>
      )}
    </article>
  )
}

/** Dismisses them all, and offers to take that back. */
function useDismiss(gaps: readonly Gap[]) {
  const messages = useMessages(inboxMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const submit = useSubmit()
  const reload = () => queries.invalidateQueries({ queryKey: ['twin', 'inbox'] })

  async function undo() {
    const outcomes = await Promise.allSettled(
      gaps.map(({ id }) => call('POST /api/v1/twin/inbox/{id}/reopen', { path: { id } })),
    )
    if (outcomes.some(({ status }) => status === 'rejected')) tell({ title: messages.someFailed, tone: 'danger' })
    await reload()
  }

  async function dismiss() {
    const worked = await submit.run(async () => {
      for (const { id } of gaps) await call('POST /api/v1/twin/inbox/{id}/dismiss', { path: { id } })
    })
    if (worked) tell({ title: messages.dismissed(gaps.length), undo: () => void undo() })
    await reload()
  }

  return { ...submit, dismiss }
}
