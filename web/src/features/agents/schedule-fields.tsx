import { TextField } from '../../components/text-field.tsx'
import { agentsMessages } from '../../messages/agents/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'

interface ScheduleTimes {
  name: string
  cron: string
  timezone: string
}

interface ScheduleFieldsProps {
  value: ScheduleTimes
  onChange: (value: ScheduleTimes) => void
  problemAt: (path: string) => string | undefined
}

/** What a schedule is called, and when it comes due. */
export function ScheduleFields({ value, onChange, problemAt }: ScheduleFieldsProps) {
  const { form } = useMessages(agentsMessages)
  const field = (name: keyof ScheduleTimes) => ({
    value: value[name],
    required: true,
    error: problemAt(name),
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
  })
  return (
    <>
      <TextField label={form.name} hint={form.nameHint} maxLength={60} {...field('name')} />
      <TextField label={form.cron} hint={form.cronHint} maxLength={200} {...field('cron')} />
      <TextField label={form.timezone} maxLength={60} {...field('timezone')} />
    </>
  )
}
