import type { ClientMetadataResourceFetch } from '@better-auth/oauth-provider'

/**
 * Fetches what an app publishes of itself (Client ID Metadata Document) from the address that is its id: whoever calls chooses that
 * address, so the plugin's transport resolves the name once, takes public addresses only (RFC 6890), connects to what it looked at,
 * and follows no redirect; the plugin itself bounds time (5 s), size (5 KB) and rate. `testServer` stands in for the network.
 */
export function clientMetadataFetch(testServer: string | undefined): ClientMetadataResourceFetch {
  if (testServer !== undefined) return fetchFrom(testServer)
  return async (input, init) => (await import('@better-auth/cimd/node')).fetchClientMetadataResource(input, init)
}

function fetchFrom(testServer: string): ClientMetadataResourceFetch {
  return async (input, init) => {
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input)
    return fetch(new URL(`/${host}${pathname}${search}`, testServer), init)
  }
}
