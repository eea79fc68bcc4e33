import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { consentQuery, type ConsentRequest } from '../api/apps.ts'
import { sessionQuery } from '../api/session.ts'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { ToSignIn } from '../features/account/to-sign-in.tsx'
import { ConsentForm } from '../features/apps/consent-form.tsx'
import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'

/** The page at `/consent`: an app asks to act for whoever has signed in. */
export function ConsentPage() {
  const { request, error } = useSearch({ from: '/consent' })
  const { consent: messages } = useMessages(accountMessages)
  useEffect(() => void (document.title = messages.title), [messages])
  return (
    <>
      <PageHeader />
      <main className="mx-auto flex min-h-dvh max-w-[30rem] flex-col px-4 pt-24 pb-16">
        {request === undefined ? <Refused error={error} /> : <Question request={request} />}
      </main>
    </>
  )
}

function Question({ request }: { request: string }) {
  const { consent: messages } = useMessages(accountMessages)
  const { loading } = useMessages(shellMessages)
  const { data: session } = useQuery(sessionQuery)
  const { data: asked, error } = useQuery({ ...consentQuery(request), enabled: Boolean(session?.user) })

  if (session && !session.user) return <ToSignIn />
  if (error) return <Refused message={error.message} />
  if (!asked) return <Skeleton label={loading} lines={['h-8 w-72', 'h-40 w-full']} />
  const name = asked.name ?? asked.publishedBy ?? messages.unnamed
  return (
    <>
      <h1 className="mb-3 text-title font-semibold tracking-tight">{messages.question(name)}</h1>
      <p className="mb-6 text-small text-muted">{messages.signedInAs(asked.user.name, asked.user.email)}</p>
      <Origin asked={asked} />
      <ConsentForm request={request} asked={asked} />
    </>
  )
}

/** Who it is: what can be checked, and what cannot. */
function Origin({ asked: { publishedBy, sentTo } }: { asked: ConsentRequest }) {
  const { consent: messages } = useMessages(accountMessages)
  return (
    <div className="mb-6">
      {publishedBy === null ? (
        <Notice tone="danger" title={messages.unchecked}>
          {messages.uncheckedAbout(sentTo)}
        </Notice>
      ) : (
        <Notice title={messages.publishedBy(publishedBy)}>
          {sentTo === publishedBy ? messages.publishedThere : messages.publishedElsewhere(sentTo)}
        </Notice>
      )}
    </div>
  )
}

/** Only our own words: anybody can make a link to this page. */
function Refused({ error, message }: { error?: string | undefined; message?: string }) {
  const { consent: messages } = useMessages(accountMessages)
  const { reasons } = messages
  const known = error !== undefined && Object.hasOwn(reasons, error) ? (error as keyof typeof reasons) : 'other'
  const reason = message ?? reasons[known]
  return (
    <>
      <h1 className="mb-6 text-title font-semibold tracking-tight">{messages.refused}</h1>
      <div role="alert">
        <Notice tone="danger" title={reason}>
          {messages.refusedAbout}
        </Notice>
      </div>
    </>
  )
}
