import './styles.css'
import { takeShareToken } from './api/share.ts'
import { takeSetUpToken } from './features/account/set-up-token.ts'

reloadForNewFiles()
takeShareToken()
takeSetUpToken()
await start()

/**
 * Step by step, with room between them for whoever scrolls or types already: who the twin is stands in the page from the start, and
 * one long task would hold it for half a second on a slow phone. vite.config.ts has the files loaded side by side all the same.
 */
async function start(): Promise<void> {
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no element with the id "root"')
  const { createRoot } = await import('react-dom/client')
  await pause()
  const { renderApp } = await import('./app.tsx')
  await pause()
  await renderApp(createRoot(container))
}

/** Lets the browser do what has come meanwhile. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

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
