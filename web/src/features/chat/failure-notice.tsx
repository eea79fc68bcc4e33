import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { useOnline } from '../../components/use-online.ts'
import { useSecondsUntil } from '../../components/use-seconds-until.ts'
import { describeFailure } from './failure.ts'
import type { Failure } from './failure.ts'

/** Why there is no answer, and the way to try again as soon as that makes sense. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry: (() => void) | undefined }) {
  const seconds = useSecondsUntil(failure.retryAt)
  const { title, advice } = describeFailure(failure, useOnline())
  const retry = onRetry && (
    <Button aria-disabled={seconds > 0} onClick={() => seconds === 0 && onRetry()} className="tabular-nums">
      <Icon name="retry" /> {seconds > 0 ? `Try again in ${seconds} s` : 'Try again'}
    </Button>
  )
  return (
    <Notice tone="danger" title={title} action={retry}>
      {advice}
      {failure.requestId !== undefined && <span className="block">Request {failure.requestId}</span>}
    </Notice>
  )
}
