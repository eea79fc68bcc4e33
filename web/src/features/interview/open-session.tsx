import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { AnswerForm } from './answer-form.tsx'
import { SessionClock } from './session-clock.tsx'
import type { OpenQuestion, Session } from './session.ts'
import { TurnDetails } from './turn-details.tsx'
import { useSessionActions, type SessionActions } from './use-session-actions.ts'

/** An interview that goes on: the clock, the open question, and what has been answered. */
export function OpenSession({ session, readAt }: { session: Session; readAt: number }) {
  const { session: messages } = useMessages(interviewMessages)
  const actions = useSessionActions(session.id)
  const [ending, setEnding] = useState(false)
  const { question } = session
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start gap-4">
        <div className="min-w-0 flex-1">
          <SessionClock session={session} readAt={readAt} />
        </div>
        <div className="flex flex-wrap gap-2">
          {question && (
            <Button aria-disabled={actions.busy} onClick={() => void actions.pause()}>
              <Pause className="icon" /> {messages.pause}
            </Button>
          )}
          <Button look="quiet" onClick={() => setEnding(true)}>
            {messages.end}
          </Button>
        </div>
      </div>
      {actions.error !== undefined && <Failure error={actions.error} at={actions.failedAt} />}
      {actions.unsent !== undefined && (
        <TextAreaField label={messages.unsent} lang={session.language} readOnly value={actions.unsent} />
      )}
      {question ? (
        <AskedQuestion session={session} question={question} actions={actions} />
      ) : (
        <div className="flex flex-col items-start gap-3 rounded-lg border border-line bg-surface p-5">
          <h2 className="text-base font-semibold">{messages.paused}</h2>
          <p className="text-small text-muted">{messages.pausedAbout}</p>
          <Button look="primary" aria-disabled={actions.busy} onClick={() => void actions.resume()}>
            <Play className="icon" /> {messages.resume}
          </Button>
        </div>
      )}
      {session.answers.length > 0 && (
        <Section title={messages.soFar}>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {session.answers.map((turn) => (
              <li key={turn.turn}>
                <TurnDetails turn={turn} language={session.language} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {ending && <EndDialog actions={actions} onClose={() => setEnding(false)} />}
    </div>
  )
}

interface AskedQuestionProps {
  session: Session
  question: OpenQuestion
  actions: SessionActions
}

function AskedQuestion({ session, question, actions }: AskedQuestionProps) {
  const { session: messages, kinds, followUps } = useMessages(interviewMessages)
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5">
      <div aria-live="polite">
        <p className="flex flex-wrap items-center gap-2 text-small text-muted">
          {messages.question(question.item, session.planned)}
          <Tag>{kinds[question.kind]}</Tag>
          {question.followUp && <Tag tone="accent">{followUps[question.followUp]}</Tag>}
        </p>
        <h2 lang={session.language} className="mt-2 text-large font-semibold tracking-tight">
          {question.question}
        </h2>
      </div>
      <AnswerForm
        key={question.turn}
        sessionId={session.id}
        turn={question.turn}
        language={session.language}
        actions={actions}
      />
    </div>
  )
}

function EndDialog({ actions, onClose }: { actions: SessionActions; onClose: () => void }) {
  const { session: messages } = useMessages(interviewMessages)
  const { cancel } = useMessages(shellMessages)
  return (
    <Dialog
      title={messages.endTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {cancel}
          </Button>
          <Button look="danger" aria-disabled={actions.busy} onClick={() => void actions.end()}>
            {messages.end}
          </Button>
        </>
      }
    >
      <p className="text-small text-muted">{messages.endAbout}</p>
      {actions.error !== undefined && <Failure error={actions.error} at={actions.failedAt} />}
    </Dialog>
  )
}
