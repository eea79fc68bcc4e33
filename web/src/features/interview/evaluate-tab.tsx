import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Section } from '../../components/section.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { BankPicker } from './bank-picker.tsx'
import { EvaluationList } from './evaluation-list.tsx'
import { kinds } from './plan-choice.ts'
import { ScoreView } from './score-view.tsx'

const most = { aspects: 10, aspectLength: 300 }

/** One answer to one question, scored by itself; every text is a draft until it has been scored. */
export function EvaluateTab() {
  const { evaluate: messages, kinds: kindNames } = useMessages(interviewMessages)
  const { busy, error, failedAt, run } = useSubmit()
  const queries = useQueryClient()
  const [question, setQuestion] = useDraft('evaluation.question')
  const [kind, setKind] = useDraft('evaluation.kind', 'behavioural')
  const [answer, setAnswer, forgetAnswer] = useDraft('evaluation.answer')
  const [aspects, setAspects] = useDraft('evaluation.looksFor')
  const [tried, setTried] = useState(false)
  const [result, setResult] = useState<ResponseOf<'POST /api/v1/interviews/evaluations'>>()
  const chosenKind = kinds.find((one) => one === kind) ?? 'behavioural'
  const looksFor = aspects
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const problems = {
    question: question.trim() === '' ? messages.questionEmpty : undefined,
    answer: answer.trim() === '' ? messages.answerEmpty : undefined,
    looksFor:
      looksFor.length > most.aspects
        ? messages.tooMany
        : looksFor.some((line) => line.length > most.aspectLength)
          ? messages.tooLong
          : undefined,
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some((problem) => problem !== undefined)) return
    await run(async () => {
      const body = { question, kind: chosenKind, answer, ...(looksFor.length > 0 && { looksFor }) }
      setResult(await call('POST /api/v1/interviews/evaluations', { body }))
      forgetAnswer()
      setTried(false)
      await queries.invalidateQueries({ queryKey: ['interviews'] })
    })
  }

  return (
    <>
      <p className="max-w-[44rem] pb-4 text-small text-muted">{messages.about}</p>
      <form onSubmit={(event) => void submit(event)} className="flex max-w-[48rem] flex-col gap-4 pb-8" noValidate>
        <BankPicker
          onPick={(picked) => {
            setQuestion(picked.question)
            setKind(picked.kind)
            setAspects(picked.looksFor.join('\n'))
          }}
        />
        <TextAreaField
          label={messages.question}
          rows={2}
          maxLength={2_000}
          value={question}
          error={tried ? problems.question : undefined}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <SelectField
          label={messages.kind}
          className="max-w-60"
          value={chosenKind}
          options={kinds.map((value) => ({ value, label: kindNames[value] }))}
          onChange={setKind}
        />
        <TextAreaField
          label={messages.answer}
          rows={8}
          maxLength={20_000}
          value={answer}
          error={tried ? problems.answer : undefined}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <TextAreaField
          label={messages.looksFor}
          hint={messages.looksForHint}
          rows={3}
          value={aspects}
          error={tried ? problems.looksFor : undefined}
          onChange={(event) => setAspects(event.target.value)}
        />
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <div>
          <Button look="primary" type="submit" aria-disabled={busy}>
            {messages.submit}
          </Button>
        </div>
      </form>
      {result && (
        <Section title={messages.result} about={result.question}>
          <ScoreView score={result.score} answer={result.answer} />
        </Section>
      )}
      <Section title={messages.earlier}>
        <EvaluationList />
      </Section>
    </>
  )
}
