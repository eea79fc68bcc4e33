import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { consentQuery, type ConsentRequest } from '../api/apps.ts'
import { sessionQuery } from '../api/session.ts'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { ConsentForm } from '../features/apps/consent-form.tsx'

/** The page at `/consent`: an app asks to act for whoever has signed in. */
export function ConsentPage() {
  const { request, error } = useSearch({ from: '/consent' })
  useEffect(() => void (document.title = 'Connect an app'), [])
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
  const { data: session } = useQuery(sessionQuery)
  const { data: asked, error } = useQuery({ ...consentQuery(request), enabled: Boolean(session?.user) })

  if (session && !session.user)
    return <Navigate to="/sign-in" search={{ next: location.pathname + location.search }} replace />
  if (error) return <Refused message={error.message} />
  if (!asked) return <Skeleton label="Loading what the app asks for" lines={['h-8 w-72', 'h-40 w-full']} />
  const name = asked.name ?? asked.publishedBy ?? 'an app without a name'
  return (
    <>
      <h1 className="mb-3 text-title font-semibold tracking-tight">Let {name} act for you?</h1>
      <p className="mb-6 text-small text-muted">
        You are signed in as {asked.user.name} ({asked.user.email}). What is dangerous still waits for somebody to
        approve it, and you can disconnect the app at any time in your account.
      </p>
      <Origin asked={asked} />
      <ConsentForm request={request} asked={asked} />
    </>
  )
}

/** Who it is: what can be checked, and what cannot. */
function Origin({ asked: { publishedBy, sentTo } }: { asked: ConsentRequest }) {
  const answer = sentTo === publishedBy ? 'and gets its answer there' : `and gets its answer through ${sentTo}`
  return (
    <div className="mb-6">
      {publishedBy === null ? (
        <Notice tone="danger" title="Nobody has checked this name">
          The app gave it to itself. Its answer goes to <strong>{sentTo}</strong>. Go on only if you have just started
          this yourself.
        </Notice>
      ) : (
        <Notice title={`Published by ${publishedBy}`}>
          The app is described there, {answer}. Go on only if you know that place, and have just started this yourself.
        </Notice>
      )}
    </div>
  )
}

const reasons: Record<string, string> = {
  invalid_client: 'The app is not known here, or what it publishes of itself cannot be read or is not right.',
  invalid_redirect: 'The app wants its answer sent to an address that it has not registered.',
  temporarily_unavailable: 'What the app publishes of itself cannot be read just now. Wait a minute.',
}

/** Only our own words: anybody can make a link to this page. */
function Refused({ error, message }: { error?: string | undefined; message?: string }) {
  const reason = message ?? reasons[error ?? ''] ?? 'What the app asks for cannot be understood.'
  return (
    <>
      <h1 className="mb-6 text-title font-semibold tracking-tight">The app was not connected</h1>
      <div role="alert">
        <Notice tone="danger" title={reason}>
          Nothing was given to it. Close this page, and start again in the app.
        </Notice>
      </div>
    </>
  )
}
