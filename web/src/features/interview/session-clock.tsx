import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { clockText } from './clock-text.ts'
import type { Session } from './session.ts'
import { useTicking } from './use-ticking.ts'

interface SessionClockProps {
  session: Session
  /** When the server said how its clock stands, in milliseconds since 1970. */
  readAt: number
}

/** The server's clock, counted on here: what is left of the interview, and what this question has taken. */
export function SessionClock({ session, readAt }: SessionClockProps) {
  const { session: messages } = useMessages(interviewMessages)
  const { clock, question, state } = session
  const passed = useTicking(readAt, state === 'running')
  const left = Math.max(0, clock.remainingSeconds - passed)
  const onQuestion = question ? question.seconds + passed : 0
  const over = question ? Math.max(question.overtimeSeconds, onQuestion - question.minutes * 60) : 0
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-small">
        <div>
          <dt className="text-muted">{messages.left}</dt>
          <dd>
            <span role="timer" className={`text-large font-semibold tabular-nums ${left < 60 ? 'text-danger' : ''}`}>
              {clockText(left)}
            </span>
          </dd>
        </div>
        {question && (
          <div>
            <dt className="text-muted">{messages.onQuestion}</dt>
            <dd>
              <span className="text-large font-semibold tabular-nums">{clockText(onQuestion)}</span>{' '}
              <span className={over > 0 ? 'text-warn' : 'text-muted'}>
                {over > 0 ? messages.over(clockText(over)) : messages.ofMinutes(clockText(question.minutes * 60))}
              </span>
            </dd>
          </div>
        )}
      </dl>
      <p role="status" className="text-small font-medium text-danger empty:hidden">
        {state === 'running' && left === 0 && messages.timeUp}
      </p>
    </>
  )
}
