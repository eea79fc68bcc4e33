import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sessionQuery } from '../api/session.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { AccountMenu } from '../features/account/account-menu.tsx'
import { PasswordSection } from '../features/account/password-section.tsx'
import { ProfileSection } from '../features/account/profile-section.tsx'
import { SessionsSection } from '../features/account/sessions-section.tsx'
import { TwoFactorSection } from '../features/account/two-factor-section.tsx'

/** The page at `/account`: what somebody who has signed in may change of their own, and for owners of others. */
export function AccountPage() {
  const { data: session, error, refetch } = useQuery(sessionQuery)
  const [saved, setSaved] = useState('')
  const user = session?.user

  useEffect(() => void (document.title = 'Account'), [])
  useEffect(() => {
    if (saved === '') return
    const timer = setTimeout(() => setSaved(''), 6_000)
    return () => clearTimeout(timer)
  }, [saved])

  if (session && !user) return <Navigate to="/sign-in" search={{ next: '/account' }} replace />
  return (
    <>
      <PageHeader>
        <AccountMenu />
      </PageHeader>
      <main className="mx-auto flex min-h-dvh max-w-[46rem] flex-col px-4 pt-20 pb-24">
        <h1 className="pt-4 pb-2 text-title font-semibold tracking-tight">Account</h1>
        <p role="status" className={saved ? 'saved' : 'sr-only'}>
          {saved}
        </p>
        {error && (
          <Notice
            tone="danger"
            title="Your account could not be loaded"
            action={
              <Button onClick={() => void refetch()}>
                <Icon name="retry" /> Try again
              </Button>
            }
          >
            {error.message}
          </Notice>
        )}
        {!session && !error && <Skeleton label="Loading your account" lines={['h-6 w-40', 'h-10 w-96 max-w-full']} />}
        {user && (
          <>
            <ProfileSection user={user} onSaved={setSaved} />
            <PasswordSection user={user} onSaved={setSaved} />
            <TwoFactorSection user={user} onSaved={setSaved} />
            <SessionsSection onSaved={setSaved} />
          </>
        )}
      </main>
    </>
  )
}
