import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { startTransition, StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { router } from './router.tsx'

/**
 * Renders the whole app as a transition: in slices of some milliseconds, between which the browser does what else has come. The page and
 * its messages are there before: what the router loads after the first rendering, it has rendered at once, in one piece.
 */
export async function renderApp(root: Root): Promise<void> {
  const queryClient = createQueryClient()
  await router.load()
  startTransition(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
}
