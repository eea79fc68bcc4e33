import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asAppError } from '../http/error-reply.ts'
import { eventStreamHeaders } from '../http/event-stream.ts'
import { errorStatus } from '../http/error-status.ts'
import { openAiErrorBody } from './openai-error.ts'

/**
 * Sends chunks as they come, in the form of OpenAI's streams: server-sent events without names, and `[DONE]` at the end.
 * Throws what fails before the first one; what fails later becomes an event with `error`, because the status is already sent.
 */
export async function sendChunks(
  request: FastifyRequest,
  reply: FastifyReply,
  chunks: AsyncGenerator<object, void>,
): Promise<FastifyReply> {
  const first = await chunks.next()
  return reply.headers(eventStreamHeaders).send(Readable.from(asLines(request, reply, first, chunks)))
}

async function* asLines(
  request: FastifyRequest,
  reply: FastifyReply,
  first: IteratorResult<object, void>,
  chunks: AsyncGenerator<object, void>,
): AsyncGenerator<string> {
  try {
    for (let next = first; !next.done; next = await chunks.next()) yield line(next.value)
    yield 'data: [DONE]\n\n'
  } catch (error) {
    if (reply.raw.destroyed) return
    const appError = asAppError(error)
    if (appError.code === 'internal') request.log.error({ err: error }, 'stream of a completion failed')
    yield line(openAiErrorBody(appError, errorStatus[appError.code]))
  } finally {
    await chunks.return()
  }
}

function line(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`
}
