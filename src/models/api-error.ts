import { scrub } from '../scrub.ts'
import { ModelError } from './model-error.ts'

interface ApiCallError {
  readonly statusCode?: number
  readonly responseHeaders?: Record<string, string>
  readonly message: string
}

/**
 * What an error of the AI SDK means to us. Its own object is dropped, not kept as `cause`: it holds the prompt, the
 * address and the response.
 */
export function toModelError(error: unknown, secrets: readonly (string | undefined)[]): ModelError {
  if (error instanceof ModelError) return error
  const { statusCode, responseHeaders, message } = apiCallError(error)
  const said = scrub(message, secrets)
  if (statusCode === undefined) return new ModelError(isShapeError(error) ? 'malformed' : 'unreachable', said)
  if (statusCode === 429)
    return new ModelError('rate_limited', said, { status: 429, retryAfterMs: retryAfterMs(responseHeaders) })
  if (statusCode >= 200 && statusCode < 300) return new ModelError('malformed', said, { status: statusCode })
  return new ModelError(statusCode >= 500 ? 'unreachable' : 'rejected', `HTTP ${statusCode}: ${said}`, {
    status: statusCode,
  })
}

function apiCallError(error: unknown): ApiCallError {
  if (error instanceof Error) return error
  if (typeof error === 'object' && error !== null && 'message' in error) return { message: String(error.message) }
  return { message: typeof error === 'string' ? error : 'the provider reported an error' }
}

/** The SDK could not read what came (as opposed to nothing came). */
function isShapeError(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^AI_(?:JSONParse|TypeValidation|InvalidResponseData|EmptyResponseBody)Error$/.test(error.name)
  )
}

/** `Retry-After` in its form in seconds (RFC 9110, 10.2.3); the date form is not used by these APIs. */
function retryAfterMs(headers: Record<string, string> | undefined): number | undefined {
  const seconds = Number(headers?.['retry-after'] ?? NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
