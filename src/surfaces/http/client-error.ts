import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { ConnectionError } from 'fastify'
import { AppError } from '#errors'
import { errorBody } from './error-reply.ts'

/** What Node's HTTP parser refuses, by its code; everything else it refuses is not HTTP. */
const refusals: Record<string, { status: number; error: AppError }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    error: new AppError('invalid_input', 'The address and headers are longer than 16 KB together. Send less of them.'),
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    error: new AppError('payload_too_large', 'The chunk extensions of the body are too long. Leave them out.'),
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    error: new AppError('timeout', 'The request did not arrive in time. Send it again.'),
  },
}
const notHttp = { status: 400, error: new AppError('invalid_input', 'The request is not valid HTTP/1.1.') }

/**
 * The whole HTTP answer, as text, to a request that never became one: no route, hook or reply has seen it, so headers and
 * body that every other error has are written here. Undefined where nobody is there any more to read it.
 */
export function clientErrorReply(
  { code }: Pick<ConnectionError, 'code'>,
  secureHeaders: Readonly<Record<string, string>>,
): string | undefined {
  if (code === 'ECONNRESET') return undefined
  const { status, error } = (Object.hasOwn(refusals, code) ? refusals[code] : undefined) ?? notHttp
  const requestId = randomUUID()
  const body = JSON.stringify(errorBody(error, requestId))
  const headers = {
    ...secureHeaders,
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}
