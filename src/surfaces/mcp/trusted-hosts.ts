import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server'
import { AppError } from '#errors'

/**
 * Against DNS rebinding and pages that call a server of this machine behind its user's back: throws `forbidden` for a Host
 * that is neither this machine, nor an address, nor the public name, and for an Origin that is none of those, nor the Host
 * itself, nor named in CORS_ORIGINS. An address as Host cannot be rebound, since rebinding needs a name.
 */
export function refuseForeignPages(
  { host, origin }: IncomingHttpHeaders,
  { publicUrl, corsOrigins }: { publicUrl: string | undefined; corsOrigins: readonly string[] },
): void {
  const own = publicUrl === undefined ? [] : [new URL(publicUrl).hostname]
  const named = hostnameOf(host)
  const isAddress = named !== undefined && isIP(named.replace(/^\[|\]$/g, '')) !== 0
  if (!isAddress) {
    const checked = validateHostHeader(host, [...localhostAllowedHostnames(), ...own])
    if (!checked.ok)
      throw new AppError('forbidden', `${checked.message}. Set PUBLIC_URL to the name that this server is reached by.`)
  }
  if (origin !== undefined && corsOrigins.includes(origin)) return
  const checked = validateOriginHeader(origin, [...localhostAllowedOrigins(), ...own, ...(named ? [named] : [])])
  if (!checked.ok)
    throw new AppError(
      'forbidden',
      `${checked.message}. Pages of other sites may not call /mcp unless CORS_ORIGINS names them.`,
    )
}

function hostnameOf(host: string | undefined): string | undefined {
  return host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined
}
