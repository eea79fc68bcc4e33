import { useId } from 'react'
import type { ViewerAudience } from '../../api/people.ts'
import type { Role } from '../../api/session.ts'

/** A role, and of a viewer what they see. */
export interface Rights {
  role: Role
  audience?: ViewerAudience
}

const choices: { value: string; label: string; rights: Rights }[] = [
  { value: 'owner', label: 'Owner: everything', rights: { role: 'owner' } },
  { value: 'operator', label: 'Operator: agents, tickets, approvals', rights: { role: 'operator' } },
  {
    value: 'viewer colleague',
    label: 'Viewer: what colleagues see',
    rights: { role: 'viewer', audience: 'colleague' },
  },
  {
    value: 'viewer recruiter',
    label: 'Viewer: what recruiters see',
    rights: { role: 'viewer', audience: 'recruiter' },
  },
]

export function roleLabel(role: Role, audience: string): string {
  const value = role === 'viewer' ? `viewer ${audience}` : role
  return choices.find((choice) => choice.value === value)?.label ?? role
}

export function RoleSelect({
  label,
  role,
  audience,
  onChange,
  hideLabel = false,
}: {
  label: string
  role: Role
  audience: string
  onChange: (rights: Rights) => void
  hideLabel?: boolean
}) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-small font-medium'}>
        {label}
      </label>
      <select
        id={id}
        value={role === 'viewer' ? `viewer ${audience}` : role}
        className="min-h-10 w-full cursor-pointer rounded-lg border border-edge bg-surface px-2 text-small pointer-coarse:min-h-11"
        onChange={(event) => onChange(choices.find(({ value }) => value === event.target.value)!.rights)}
      >
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
