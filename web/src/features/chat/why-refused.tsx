import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { twinQuery } from '../../api/twin.ts'
import { Button } from '../../components/button.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

const Dialog = lazy(() => import('../../components/dialog.tsx').then((module) => ({ default: module.Dialog })))

/** Explains a refusal: where was looked, by what right, and what can be done. */
export function WhyRefused() {
  const { turn: messages, source } = useMessages(twinMessages)
  const [open, setOpen] = useState(false)
  const { data: twin } = useQuery(twinQuery)
  const { data: session } = useQuery(sessionQuery)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{messages.why}</Button>
      {open && (
        <Suspense>
          <Dialog title={messages.whyTitle} onClose={() => setOpen(false)}>
            <ol className="flex list-decimal flex-col gap-2 pl-5">
              {messages.whySteps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {twin && (
              <p className="mt-4 text-small text-muted">
                {messages.whySeen(twin.sources, source.audiences[session?.audience ?? 'public'])}
              </p>
            )}
          </Dialog>
        </Suspense>
      )}
    </>
  )
}
