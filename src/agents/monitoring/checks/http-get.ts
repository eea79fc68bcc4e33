import { get as getPlain, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { get as getSecure } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { daysUntil } from './days-until.ts'
import type { Reach } from './reach.ts'

export interface HttpReply {
  readonly status: number
  readonly body: string
  /** The body was longer than the limit, and `body` is its beginning. */
  readonly cut: boolean
  /** Of the certificate that was shown; undefined without TLS. */
  readonly certificateDaysLeft: number | undefined
  /** Where it sent us and we did not go. */
  readonly refusedRedirect: string | undefined
}

export interface HttpGetOptions {
  readonly signal: AbortSignal
  /** Anywhere when left out. */
  readonly reach?: Reach
  readonly maxBytes?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly verifyCertificate?: boolean
  readonly followRedirects?: boolean
  /** Ask the server that listens on this Unix socket. */
  readonly socketPath?: string
}

const maxRedirects = 5
const mebibyte = 2 ** 20

/**
 * One GET on a connection of its own, so that it also tells whether new connections are taken. Follows redirects only
 * within the host and port that were named, or from them to HTTPS on the same host.
 */
export async function httpGet(address: string, options: HttpGetOptions): Promise<HttpReply> {
  const first = httpUrl(address)
  let url = first
  for (let redirects = 0; ; redirects++) {
    const response = await responseTo(url, options)
    try {
      const next = options.followRedirects ? redirectOf(response, url) : undefined
      const refused = next !== undefined && (redirects === maxRedirects || !staysWith(first, next))
      if (next && !refused) {
        url = next
        continue
      }
      const certificate = (response.socket as Partial<TLSSocket>).getPeerCertificate?.()
      const { body, cut } = await textOf(response, options.maxBytes ?? mebibyte)
      return {
        status: response.statusCode ?? 0,
        body,
        cut,
        certificateDaysLeft: certificate?.valid_to ? daysUntil(certificate.valid_to) : undefined,
        refusedRedirect: refused ? next.origin : undefined,
      }
    } finally {
      response.destroy() // and with it the connection, of which nobody else would know
    }
  }
}

/** Throws for anything but http: and https:, and for a name or password in the address. */
export function httpUrl(address: string): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new Error('is not an http:// or https:// address')
  if (url.username || url.password) throw new Error('holds a name or password; send those in a header')
  return url
}

function staysWith(first: URL, next: URL): boolean {
  if (next.username || next.password || next.hostname !== first.hostname) return false
  if (next.protocol === first.protocol) return next.port === first.port
  return first.protocol === 'http:' && next.protocol === 'https:' && next.port === ''
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return undefined
  const next = URL.parse(location, from)
  if (!next) throw new Error(`answered ${statusCode}, sending us to ${JSON.stringify(location)}, which is no address`)
  return next
}

async function responseTo(url: URL, options: HttpGetOptions): Promise<IncomingMessage> {
  const request: RequestOptions & { rejectUnauthorized: boolean } = {
    agent: false,
    signal: options.signal,
    headers: { accept: '*/*', 'user-agent': 'pollux-monitoring', ...options.headers },
    rejectUnauthorized: options.verifyCertificate ?? true,
    ...(options.socketPath && { socketPath: options.socketPath }),
    ...options.reach?.(url.hostname.replace(/^\[|\]$/g, '')),
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent: ClientRequest =
    url.protocol === 'https:' ? getSecure(url, request, resolve) : getPlain(url, request, resolve)
  sent.on('error', reject)
  return promise
}

async function textOf(response: IncomingMessage, maxBytes: number): Promise<{ body: string; cut: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBytes) break // which also ends the connection
  }
  return { body: Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8'), cut: length > maxBytes }
}
