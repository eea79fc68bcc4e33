import { RequestError } from '../../api/request-error.ts'
import type { messages as english } from '../../messages/twin/en.ts'

export type FailureMessages = (typeof english)['failure']

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
export function describeFailure(
  failure: Failure,
  online: boolean,
  messages: FailureMessages,
): { title: string; advice: string } {
  if (failure.code === 'unreachable') return online ? messages.unreachable : messages.offline
  if (failure.code === 'interrupted') return messages.interrupted
  if (failure.status === 429 || failure.code === 'rate_limited') return messages.tooMany
  const said = sentence(failure.message)
  if (failure.status === 403) return { title: messages.cannotAsk, advice: said }
  if (failure.status === 503) return { title: messages.notReady, advice: `${said} ${messages.inAMoment}` }
  if (failure.status === 400 || failure.status === 413) return { title: messages.notAskable, advice: said }
  return { title: messages.wrong, advice: `${said} ${messages.mayHelp}` }
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}
