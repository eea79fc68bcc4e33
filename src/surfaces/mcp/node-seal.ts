import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '#errors'

/** A request as it is passed on. */
export interface PassedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

export interface NodeSeal {
  /** The header of a request that this process passes on to the node `to`. */
  seal(to: string, request: PassedRequest): string
  /**
   * Whether another node has passed a request on to this one. Throws `forbidden` for what only claims it, and
   * `storage_unavailable` before there is a key.
   */
  open(request: PassedRequest): boolean
}

interface SealNeeds {
  /** Of this process. */
  readonly node: string
  readonly signingKey: () => string | undefined
  readonly now?: () => number
}

export const sealHeader = 'x-pollux-passed-on'

/** Whose request it is, and for which session. */
const named = ['mcp-session-id', 'authorization', 'cookie'] as const

/** As far as the clocks of two nodes may differ, and as long as a seal is remembered. */
const goodForMs = 60_000

/**
 * Says that a request comes from a process with the same signing key: HMAC-SHA256, with a key of its own, over who sends it
 * to whom, when, and for whose session. Good once. What it opens is little: such a request is passed on no further, and
 * was limited and counted where it came in. Who is asking is found out anew, from the header that it came with.
 */
export function createNodeSeal({ node, signingKey, now = Date.now }: SealNeeds): NodeSeal {
  /** Seals that were opened, with the time they end. */
  const opened = new Map<string, number>()

  function keyed(): Buffer {
    const key = signingKey()
    if (key === undefined)
      throw new AppError('storage_unavailable', 'The server is still starting. Try again in a few seconds.')
    return createHmac('sha256', key).update('pollux passed on 1').digest()
  }

  /** No header can hold a line break, so that no two requests have the same lines. */
  const codeOf = (claim: string, { method, headers }: PassedRequest) =>
    createHmac('sha256', keyed())
      .update([claim, method, ...named.map((name) => headers[name] ?? '')].join('\n'))
      .digest()

  return {
    seal(to, request) {
      const claim = [node, to, now(), randomBytes(12).toString('base64url')].join('.')
      return `${claim}.${codeOf(claim, request).toString('base64url')}`
    },
    open(request) {
      const header = request.headers[sealHeader]
      if (header === undefined) return false
      const [, claim, to, time, code] =
        /^([0-9a-f]+\.([0-9a-f]+)\.(\d+)\.[\w-]+)\.([\w-]{43})$/.exec(String(header)) ?? []
      if (claim === undefined || !timingSafeEqual(Buffer.from(code!, 'base64url'), codeOf(claim, request)))
        throw refused('was not sealed with the POLLUX_SECRET of this process')
      // Each node knows only which ones it has opened itself.
      if (to !== node) throw refused('is not the one that it was passed on to')
      if (Math.abs(now() - Number(time)) > goodForMs) throw refused('was sealed at another time: compare the clocks')
      for (const [seal, ends] of opened) {
        if (ends > now()) break
        opened.delete(seal)
      }
      if (opened.has(claim)) throw refused('has come before')
      opened.set(claim, now() + 2 * goodForMs)
      return true
    },
  }
}

const refused = (why: string) =>
  new AppError('forbidden', `The header ${sealHeader} is for processes of this server, and this one ${why}.`)
