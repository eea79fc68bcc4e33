import type { Audience } from '../api/types.ts'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { SelectField } from './select-field.tsx'

interface AudienceFieldProps {
  label: string
  value: Audience
  onChange: (audience: Audience) => void
  className?: string
  hideLabel?: boolean
}

/** Who may see something, fewest last. */
export function AudienceField(props: AudienceFieldProps) {
  const { audiences } = useMessages(shellMessages)
  const options = (['public', 'recruiter', 'colleague', 'owner'] as const).map((value) => ({
    value,
    label: audiences[value],
  }))
  return <SelectField {...props} options={options} />
}
