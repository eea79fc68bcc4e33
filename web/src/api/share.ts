/** `ended`: it was expired, revoked or none of ours when it was last sent. */
export type ShareState = 'none' | 'active' | 'ended'

const key = 'pollux.share'
const listeners = new Set<() => void>()
let token: string | undefined
let state: ShareState = 'none'

/**
 * Takes the share link that the visitor came by out of the address, where it stands after the # so that no server, proxy or log
 * sees it, and remembers it as long as the tab lives. Call it once, before the first request.
 */
export function takeShareToken(): void {
  const given = /^#share=([\w.-]+)$/.exec(location.hash)?.[1]
  if (given !== undefined) history.replaceState(history.state, '', location.pathname + location.search)
  token = given ?? stored()
  if (token === undefined) return
  state = 'active'
  try {
    sessionStorage.setItem(key, token)
  } catch {
    // Forbidden: the link then works until the page is reloaded.
  }
}

export const shareToken = (): string | undefined => token
export const shareState = (): ShareState => state

/** The server does not take it any more: go on as everybody. */
export function endShare(): void {
  token = undefined
  state = 'ended'
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Forbidden: nothing is there.
  }
  for (const listener of listeners) listener()
}

/** Whoever signs in goes on as themselves. */
export function leaveShare(): void {
  if (state === 'none') return
  endShare()
  state = 'none'
  for (const listener of listeners) listener()
}

export function onShareChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
