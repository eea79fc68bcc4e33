import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'

/** Around every page: what waits for its messages, as after another language is chosen, is hidden for that moment. */
export function Root() {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  )
}
