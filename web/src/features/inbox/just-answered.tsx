import { useEffect, useRef } from 'react'
import type { Audience } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import { PreviewAnswer } from '../preview/preview-answer.tsx'
import { askedAs, type Gap } from './gap.ts'
import { useTakeBack } from './use-take-back.ts'

export interface JustAnswered {
  gaps: readonly Gap[]
  audience: Audience
  sourceId: string
  /** The words themselves, to have them again when they are taken back. */
  answer: string
}

/** What became of an answer: its questions, really asked again as somebody who may see it; and the way back. */
export function JustAnsweredCard({ answered, onGone }: { answered: JustAnswered; onGone: () => void }) {
  const { gaps, audience, sourceId, answer } = answered
  const messages = useMessages(inboxMessages)
  const title = useRef<HTMLHeadingElement>(null)
  const { busy, error, failedAt, takeBack } = useTakeBack(gaps[0]!, onGone)
  useEffect(() => title.current?.focus(), [])
  return (
    <section aria-labelledby={sourceId} className="flex flex-col gap-3 rounded-lg border border-accent bg-surface p-4">
      <h2 id={sourceId} ref={title} tabIndex={-1} className="text-base font-medium">
        {messages.stored}
      </h2>
      {gaps.map((gap) => (
        <PreviewAnswer key={gap.id} asked={{ audience, ...askedAs(gap) }} restsOn={sourceId} />
      ))}
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <div>
        <Button aria-disabled={busy} onClick={() => void takeBack(answer)}>
          {messages.takeBack}
        </Button>
      </div>
    </section>
  )
}
