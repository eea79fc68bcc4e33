import type { ErrorBody, FieldProblem } from './types.ts'

/** Codes that this client adds to the server's own: no connection, a broken stream, an answer that is not ours. */
export type ClientErrorCode = 'unreachable' | 'interrupted' | 'unexpected'

/** Why a request failed. `code` is the server's error code or a `ClientErrorCode`; `status` is 0 without a response. */
export class RequestError extends Error {
  readonly code: string
  readonly status: number
  /** From `Retry-After`. */
  readonly retryAfterSeconds: number | undefined
  readonly requestId: string | undefined
  /** Which field is wrong, and why. */
  readonly details: readonly FieldProblem[]

  constructor(
    code: ClientErrorCode | (string & {}),
    message: string,
    about: {
      status?: number
      retryAfterSeconds?: number | undefined
      requestId?: string | undefined
      details?: FieldProblem[] | undefined
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: about.cause })
    this.name = 'RequestError'
    this.code = code
    this.status = about.status ?? 0
    this.retryAfterSeconds = about.retryAfterSeconds
    this.requestId = about.requestId
    this.details = about.details ?? []
  }
}

/** What an answer that is not 2xx says, in the server's words where they are ours. */
export async function errorOf(response: Response): Promise<RequestError> {
  const about = { status: response.status, retryAfterSeconds: retryAfterSeconds(response.headers.get('retry-after')) }
  const body: unknown = await response.json().catch(() => undefined) // a proxy's own error page is not JSON
  if (!isErrorBody(body)) {
    return new RequestError('unexpected', `The server answered with status ${response.status}.`, about)
  }
  return new RequestError(body.error.code, body.error.message, {
    ...about,
    requestId: body.error.requestId,
    details: body.error.details,
  })
}

function isErrorBody(body: unknown): body is ErrorBody {
  const error = (body as ErrorBody | undefined)?.error
  return typeof error?.code === 'string' && typeof error.message === 'string'
}

/** Reads `Retry-After`: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfterSeconds(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds))
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000))
}
