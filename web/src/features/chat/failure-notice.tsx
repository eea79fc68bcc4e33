import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { useOnline } from '../../components/use-online.ts'
import { useSecondsUntil } from '../../components/use-seconds-until.ts'
import { describeFailure } from './failure.ts'
import type { Failure } from './failure.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** Why there is no answer, and the way to try again as soon as that makes sense. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry: (() => void) | undefined }) {
  const messages = useMessages(twinMessages).failure
  const seconds = useSecondsUntil(failure.retryAt)
  const { title, advice } = describeFailure(failure, useOnline(), messages)
  const retry = onRetry && (
    <Button aria-disabled={seconds > 0} onClick={() => seconds === 0 && onRetry()} className="tabular-nums">
      <Icon name="retry" /> {seconds > 0 ? messages.tryAgainIn(seconds) : messages.tryAgain}
    </Button>
  )
  return (
    <Notice tone="danger" title={title} action={retry}>
      {advice}
      {failure.requestId !== undefined && <span className="block">{messages.request(failure.requestId)}</span>}
    </Notice>
  )
}
