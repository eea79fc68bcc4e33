import { once } from 'node:events'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { AppError } from '#errors'
import { sealHeader, type NodeSeal } from './node-seal.ts'

interface PassOnNeeds {
  readonly seal: NodeSeal['seal']
  readonly log: Logger
}

export interface PassOn {
  /**
   * Has another node answer, as if the caller had come to it: what it sends is sent on as it comes, and a caller that goes
   * away is gone for it too. False when nothing listens there. Throws `timeout` when it cannot be reached otherwise.
   */
  to(node: { id: string; url: string }, request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  close(): void
}

const connectWithinMs = 3_000

/** Of one connection (RFC 9110, 7.6.1), or made anew. */
const ofThisHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
  sealHeader,
])

export function createPassOn({ seal, log }: PassOnNeeds): PassOn {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) }

  async function ask(
    node: { id: string; url: string },
    { method, headers, body, routeOptions }: FastifyRequest,
    gone: AbortSignal,
  ) {
    // The same door: a token may be for one of them.
    const url = new URL(routeOptions.url ?? '/mcp', node.url)
    const secure = url.protocol === 'https:'
    const sent = (secure ? httpsRequest : httpRequest)(url, {
      method,
      // Host and Origin too: it checks them as this node did, and knows the same public name.
      headers: { ...endToEnd(headers), [sealHeader]: seal(node.id, { method, headers }) },
      agent: secure ? agents['https:'] : agents['http:'],
      signal: gone,
    })
    sent.once('socket', (socket) => {
      if (!socket.connecting) return
      const late = setTimeout(() => sent.destroy(new Error(`no connection in ${connectWithinMs} ms`)), connectWithinMs)
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(late))
    })
    // Before the answer it is told below, and afterwards by the answer itself.
    sent.on('error', () => {})
    sent.end(body === undefined ? undefined : JSON.stringify(body))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return answer
  }

  return {
    async to(node, request, reply) {
      const gone = new AbortController()
      const leave = () => gone.abort()
      reply.raw.once('close', leave)
      try {
        const answer = await ask(node, request, gone.signal)
        reply.hijack()
        reply.raw.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
        // A stream that has nothing to say yet must be seen to be open.
        reply.raw.flushHeaders()
        await pipeline(answer, reply.raw)
      } catch (error) {
        if (gone.signal.aborted) {
          if (!reply.sent) reply.hijack()
          return true
        }
        if (reply.sent) {
          log.warn({ err: error, node }, 'another process broke off its answer')
          reply.raw.destroy()
          return true
        }
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return false
        log.warn({ err: error, node }, 'another process cannot be reached; if it runs, set its NODE_URL')
        throw new AppError(
          'timeout',
          'The process that has this session cannot be reached. Try again in a few seconds.',
        )
      } finally {
        reply.raw.off('close', leave)
      }
      return true
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

function endToEnd<Headers extends NodeJS.Dict<string | string[]>>(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofThisHop.has(name))) as Headers
}
