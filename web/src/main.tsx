import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { takeShareToken } from './api/share.ts'
import { takeSetUpToken } from './features/account/set-up-token.ts'
import { router } from './router.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')

reloadForNewFiles()
takeShareToken()
takeSetUpToken()

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)

/** After an update of the server the files that an open page names are gone: the page is loaded anew, once a minute at most. */
function reloadForNewFiles(): void {
  addEventListener('vite:preloadError', () => {
    const key = 'pollux.reloaded'
    try {
      if (Date.now() - Number(sessionStorage.getItem(key)) < 60_000) return
      sessionStorage.setItem(key, String(Date.now()))
    } catch {
      return // Storage is forbidden: it could reload for ever.
    }
    location.reload()
  })
}
