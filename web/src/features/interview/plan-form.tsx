import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { bankLanguages, lengths, levels, stages, type PlanChoice } from './plan-choice.ts'

export interface PlanFormProps {
  /** The posting that is practised for. */
  job: string | undefined
  onJob: (job: string | undefined) => void
  choice: PlanChoice
  onChoose: (choice: PlanChoice) => void
}

/** For what an interview is held: a posting or a role, which round, which level, which language, how long. */
export function PlanForm({ job, onJob, choice, onChoose }: PlanFormProps) {
  const { plan: messages, stages: stageNames, levels: levelNames } = useMessages(interviewMessages)
  const { data, error } = useQuery({ ...queryOf('GET /api/v1/jobs'), staleTime: 0 })
  const jobs = data?.jobs ?? []
  const known = job === undefined || jobs.some(({ id }) => id === job)
  const set = <Key extends keyof PlanChoice>(key: Key, value: PlanChoice[Key]) => onChoose({ ...choice, [key]: value })
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <SelectField
        label={messages.posting}
        value={job ?? ''}
        {...(error && { hint: messages.postingsFailed })}
        options={[
          { value: '', label: messages.noPosting },
          ...(known ? [] : [{ value: job, label: '…' }]),
          ...jobs.map(({ id, title, company }) => ({ value: id, label: company ? `${title} · ${company}` : title })),
        ]}
        onChange={(id) => onJob(id === '' ? undefined : id)}
      />
      {job === undefined && (
        <TextField
          label={messages.role}
          hint={messages.roleHint}
          maxLength={200}
          value={choice.role}
          onChange={(event) => set('role', event.target.value)}
        />
      )}
      <SelectField
        label={messages.stage}
        value={choice.stage}
        options={[
          { value: '', label: messages.fromPosting },
          ...stages.map((value) => ({ value, label: stageNames[value] })),
        ]}
        onChange={(stage) => set('stage', stage)}
      />
      <SelectField
        label={messages.level}
        value={choice.level}
        options={[
          { value: '', label: messages.fromPosting },
          ...levels.map((value) => ({ value, label: levelNames[value] })),
        ]}
        onChange={(level) => set('level', level)}
      />
      <SelectField
        label={messages.language}
        value={choice.language}
        options={bankLanguages.map((value) => ({ value, label: messages.languages[value] }))}
        onChange={(language) => set('language', language)}
      />
      <SelectField
        label={messages.length}
        value={choice.minutes}
        options={lengths.map((value) => ({ value, label: messages.minutes(Number(value)) }))}
        onChange={(minutes) => set('minutes', minutes)}
      />
    </div>
  )
}
