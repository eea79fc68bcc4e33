import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { takeShareToken } from './api/share.ts'
import { TwinPage } from './pages/twin-page.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')

takeShareToken()

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <TwinPage />
    </QueryClientProvider>
  </StrictMode>,
)
