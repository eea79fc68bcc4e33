import { useState } from 'react'
import type { FormEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import type { SessionActions } from './use-session-actions.ts'

interface AnswerFormProps {
  sessionId: string
  turn: number
  language: string
  actions: SessionActions
}

/** Where an answer is typed; its draft is the question's own and is kept until it has been sent. */
export function AnswerForm({ sessionId, turn, language, actions }: AnswerFormProps) {
  const { session: messages } = useMessages(interviewMessages)
  const [answer, setAnswer, forget] = useDraft(`interview.${sessionId}.${turn}`)
  const [problem, setProblem] = useState<string>()
  const field = useFirstFocus<HTMLTextAreaElement>()

  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (answer.trim() === '') return setProblem(messages.answerEmpty)
    setProblem(undefined)
    if (await actions.answer(turn, answer.trim())) forget()
  }

  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3" noValidate>
      <TextAreaField
        label={messages.answer}
        hint={messages.answerHint}
        rows={8}
        maxLength={20_000}
        lang={language}
        value={answer}
        error={problem}
        ref={field}
        onChange={(event) => setAnswer(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" aria-disabled={actions.busy}>
          {messages.send}
        </Button>
        <Button aria-disabled={actions.busy} onClick={() => void actions.answer(turn, null)}>
          {messages.skip}
        </Button>
      </div>
    </form>
  )
}
