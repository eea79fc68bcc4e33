import { Link, useLocation } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { RequestError } from '../api/request-error.ts'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { useSecondsUntil } from './use-seconds-until.ts'

type Kind = 'unreachable' | 'signedOut' | 'forbidden' | 'missing' | 'tooMany' | 'notReady' | 'failed'

/** Kinds that the server explains better than we could. */
const explained: ReadonlySet<Kind> = new Set(['failed', 'forbidden', 'notReady', 'missing'])

interface FailureProps {
  error: unknown
  onRetry?: (() => void) | undefined
  /** When it failed, in milliseconds since 1970; `Retry-After` counts from then. */
  at?: number
}

/** Why something could not be loaded or done, and the way on: again, when that makes sense, or signing in again. */
export function Failure({ error, onRetry, at }: FailureProps) {
  const messages = useMessages(shellMessages)
  const kind = kindOf(error)
  const path = useLocation({ select: ({ href }) => href })
  const about = error instanceof RequestError ? error : undefined
  const seconds = useSecondsUntil(about?.retryAfterSeconds && at ? at + about.retryAfterSeconds * 1000 : undefined)
  const { title, advice } = messages.failure[kind]
  const retry = onRetry && (
    <Button aria-disabled={seconds > 0} onClick={() => seconds === 0 && onRetry()} className="tabular-nums">
      <RotateCw className="icon" /> {seconds > 0 ? messages.tryAgainIn(seconds) : messages.tryAgain}
    </Button>
  )
  const signIn = (
    <Link to="/sign-in" search={{ next: path }} className="font-medium text-accent underline">
      {messages.signInAgain}
    </Link>
  )
  return (
    <div role="alert">
      <Notice tone="danger" title={title} action={kind === 'signedOut' ? signIn : retry}>
        {about && explained.has(kind) ? about.message : advice}
        {about?.requestId !== undefined && <span className="block">{messages.requestId(about.requestId)}</span>}
      </Notice>
    </div>
  )
}

function kindOf(error: unknown): Kind {
  if (!(error instanceof RequestError)) return 'failed'
  if (error.code === 'unreachable') return 'unreachable'
  const byStatus: Record<number, Kind> = {
    401: 'signedOut',
    403: 'forbidden',
    404: 'missing',
    429: 'tooMany',
    502: 'unreachable',
    503: 'notReady',
    504: 'unreachable',
  }
  return byStatus[error.status] ?? 'failed'
}
