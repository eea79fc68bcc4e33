import { RequestError } from '../../api/request-error.ts'

/** Why there is no answer; plain data, because it is kept with the conversation. */
export interface Failure {
  code: string
  status: number
  message: string
  requestId?: string
  /** When asking again makes sense, in milliseconds since 1970. */
  retryAt?: number
}

export function failureOf(error: unknown, now = Date.now()): Failure {
  if (!(error instanceof RequestError)) {
    return { code: 'unexpected', status: 0, message: error instanceof Error ? error.message : String(error) }
  }
  const { code, status, message, requestId, retryAfterSeconds } = error
  return {
    code,
    status,
    message,
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterSeconds !== undefined && { retryAt: now + retryAfterSeconds * 1000 }),
  }
}

/** What happened and what to do, for a person. */
export function describeFailure(failure: Failure, online: boolean): { title: string; advice: string } {
  if (failure.code === 'unreachable') {
    return online
      ? { title: 'The server cannot be reached', advice: 'It may be restarting. Try again in a moment.' }
      : { title: 'You are offline', advice: 'Your question is kept. Try again when the connection is back.' }
  }
  if (failure.code === 'interrupted') {
    return {
      title: 'The answer broke off',
      advice: 'The connection was lost on the way. Try again to get the whole answer.',
    }
  }
  if (failure.status === 429 || failure.code === 'rate_limited') {
    return { title: 'Too many questions at once', advice: 'Wait a little, then try again.' }
  }
  if (failure.status === 403) {
    return { title: 'This link cannot ask any more', advice: sentence(failure.message) }
  }
  if (failure.status === 503) {
    return { title: 'The twin is not ready', advice: `${sentence(failure.message)} Try again in a moment.` }
  }
  if (failure.status === 400 || failure.status === 413) {
    return { title: 'This question cannot be asked', advice: sentence(failure.message) }
  }
  return { title: 'Something went wrong', advice: `${sentence(failure.message)} Trying again may help.` }
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}
