import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { isAnother } from '../account/forget-person.ts'

/** Around every page: what waits for its messages, as after another language is chosen, is hidden for that moment. */
export function Root() {
  const { data: session } = useQuery(sessionQuery)
  const person = session?.user?.id

  useEffect(() => {
    // Also in a tab where they did not sign in themselves: what it holds in memory goes with the load.
    if (person !== undefined && isAnother(person)) location.reload()
  }, [person])

  return (
    <Suspense>
      <Outlet />
    </Suspense>
  )
}
