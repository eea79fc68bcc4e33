let token: string | undefined

/**
 * Takes the one-time link that somebody came by out of the address, where it stands after the # so that no server, proxy or log
 * sees it. It is kept in memory only. Call it once, before the first request.
 */
export function takeSetUpToken(): void {
  if (location.pathname !== '/set-up') return
  token = /^#token=([\w-]{43})$/.exec(location.hash)?.[1]
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
}

export const setUpToken = (): string | undefined => token

export function forgetSetUpToken(): void {
  token = undefined
}
