import type { FastifyReply, FastifyRequest } from 'fastify'
import { asAppError, errorBody } from './error-reply.ts'

export interface ServerEvent {
  event: string
  data: unknown
  /** Sent back as Last-Event-ID by a caller that comes again. */
  id?: number | undefined
}

/** Of every stream of events: kept by nobody, and passed on by nginx as it comes. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
}

/** True when the caller asked for server-sent events. */
export function wantsEvents(request: FastifyRequest): boolean {
  return /\btext\/event-stream\b/.test(request.headers.accept ?? '')
}

/** Whether what was answered is a stream of events, which is open for as long as somebody listens. */
export function isEventStream(reply: FastifyReply): boolean {
  const type = reply.raw.getHeader('content-type') ?? reply.getHeader('content-type')
  return String(type).startsWith('text/event-stream')
}

/** Aborts when the caller goes away before the answer is complete. */
export function callerSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

/**
 * Sends events as they come (WHATWG server-sent events). An error before the first one is an ordinary error answer; later
 * it becomes an `error` event, because the status is already sent.
 */
export async function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: AsyncIterable<ServerEvent>,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  const first = await iterator.next()
  reply.headers(eventStreamHeaders)
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  try {
    for (let next = first; !next.done && !raw.destroyed; next = await iterator.next()) {
      const { event, data, id } = next.value
      const name = id === undefined ? '' : `id: ${id}\n`
      if (!raw.write(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) await drained(raw)
    }
  } catch (error) {
    const appError = asAppError(error)
    if (appError.code === 'internal') request.log.error({ err: error }, 'event stream failed')
    if (!raw.destroyed) raw.write(`event: error\ndata: ${JSON.stringify(errorBody(appError, request.id))}\n\n`)
  } finally {
    await iterator.return?.()
    raw.end()
  }
}

function drained(raw: FastifyReply['raw']): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      raw.off('drain', done).off('close', done)
      resolve()
    }
    raw.once('drain', done).once('close', done)
  })
}
