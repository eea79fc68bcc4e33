import type { ResponseOf } from '../../api/call.ts'
import { SelectField } from '../../components/select-field.tsx'
import type { messages as accessMessagesType } from '../../messages/access/en.ts'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'

type User = ResponseOf<'GET /api/v1/users'>['users'][number]
type Role = User['role']
type Audience = User['audience']

/** A role, and of a viewer what they see. */
export interface Rights {
  role: Role
  audience?: 'recruiter' | 'colleague'
}

const choices = {
  owner: { role: 'owner' },
  operator: { role: 'operator' },
  colleague: { role: 'viewer', audience: 'colleague' },
  recruiter: { role: 'viewer', audience: 'recruiter' },
} as const satisfies Record<string, Rights>
type Choice = keyof typeof choices

const choiceOf = (role: Role, audience: Audience): Choice =>
  role === 'viewer' ? (audience === 'recruiter' ? 'recruiter' : 'colleague') : role

export function roleLabel({ roles }: (typeof accessMessagesType)['people'], role: Role, audience: Audience): string {
  return roles[choiceOf(role, audience)]
}

interface RoleSelectProps {
  label: string
  role: Role
  audience: Audience
  onChange: (rights: Rights) => void
  hideLabel?: boolean
}

export function RoleSelect({ label, role, audience, onChange, hideLabel = false }: RoleSelectProps) {
  const { roles } = useMessages(accessMessages).people
  return (
    <SelectField
      label={label}
      hideLabel={hideLabel}
      value={choiceOf(role, audience)}
      options={(Object.keys(choices) as Choice[]).map((value) => ({ value, label: roles[value] }))}
      onChange={(choice) => onChange(choices[choice])}
    />
  )
}
