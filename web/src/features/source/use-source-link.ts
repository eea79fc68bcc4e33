import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { formatSourceLink, parseSourceLink } from './source-link.ts'
import type { SourceLink } from './source-link.ts'

interface PanelState {
  /** The turn whose citation is open; absent for a link that came from outside. */
  turnId?: string
  /** The panel has an entry of its own in the history, so closing it means going back. */
  pushed?: boolean
}

/**
 * The open source is the page's address: a link to a citation can be sent to someone, the back button closes the panel
 * and a reload keeps it.
 */
export function useSourceLink() {
  const address = useSyncExternalStore(subscribe, readAddress)
  const { hash, turnId } = useMemo(() => JSON.parse(address) as { hash: string; turnId?: string }, [address])
  const link = useMemo(() => parseSourceLink(hash), [hash])

  const open = useCallback((next: SourceLink, ofTurn?: string) => {
    const isOpen = parseSourceLink(location.hash) !== undefined
    const pushed = isOpen ? panelState().pushed : true
    const state: PanelState = { ...(ofTurn !== undefined && { turnId: ofTurn }), ...(pushed && { pushed }) }
    if (isOpen) history.replaceState(state, '', formatSourceLink(next))
    else history.pushState(state, '', formatSourceLink(next))
    notify()
  }, [])

  const close = useCallback(() => {
    if (panelState().pushed) return history.back()
    history.replaceState(null, '', location.pathname + location.search)
    notify()
  }, [])

  return { link, turnId, open, close }
}

const listeners = new Set<() => void>()

/** The browser reports only its own moves through the history, not ours. */
function notify(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

function panelState(): PanelState {
  return (history.state ?? {}) as PanelState
}

function readAddress(): string {
  return JSON.stringify({ hash: location.hash, turnId: panelState().turnId })
}
