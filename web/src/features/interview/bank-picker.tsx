import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { kinds } from './plan-choice.ts'

type Question = ResponseOf<'GET /api/v1/interviews/questions'>['questions'][number]

/** Takes a question of the bank, with what a good answer to it contains. */
export function BankPicker({ onPick }: { onPick: (question: Question) => void }) {
  const { evaluate: messages, kinds: kindNames } = useMessages(interviewMessages)
  const [kind, setKind] = useState<Question['kind']>('behavioural')
  const [picked, setPicked] = useState('')
  const { data, error } = useQuery(queryOf('GET /api/v1/interviews/questions', { query: { kind, limit: 100 } }))
  const questions = data?.questions ?? []

  function pick(id: string) {
    setPicked(id)
    const question = questions.find((one) => one.id === id)
    if (question) onPick(question)
  }

  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <SelectField
        label={messages.bankKind}
        value={kind}
        options={kinds.map((value) => ({ value, label: kindNames[value] }))}
        onChange={setKind}
      />
      <SelectField
        label={messages.bank}
        {...(error && { hint: messages.bankFailed })}
        value={questions.some(({ id }) => id === picked) ? picked : ''}
        options={[
          { value: '', label: messages.own },
          ...questions.map(({ id, question }) => ({ value: id, label: question })),
        ]}
        onChange={pick}
      />
    </div>
  )
}
