import { TextField } from '../../components/text-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { valueAt, withValue } from './profile-json.ts'
import type { ProfileForm } from './use-profile-form.ts'

interface AmountFieldProps {
  form: ProfileForm
  pointer: string
  label: string
  hint: string | undefined
}

const partNames = ['amount', 'min', 'max', 'bonus', 'currency', 'period'] as const

/** An amount of money: in words, or in its parts where the profile has them. */
export function AmountField({ form, pointer, label, hint }: AmountFieldProps) {
  const messages = useMessages(profileMessages)
  const value = valueAt(form.profile, pointer)
  const error = form.problems.get(pointer)
  if (typeof value !== 'object' || value === null)
    return (
      <TextField
        label={label}
        hint={hint}
        error={error}
        data-pointer={pointer}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
        onChange={({ target }) =>
          form.set(withValue(form.profile, pointer, target.value === '' ? undefined : target.value))
        }
      />
    )
  const parts = partNames.filter((part) => Object.hasOwn(value, part))
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium">{label}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {parts.map((part) => (
          <TextField
            key={part}
            label={messages.amount[part]}
            error={form.problems.get(`${pointer}/${part}`)}
            data-pointer={`${pointer}/${part}`}
            value={String(valueAt(form.profile, `${pointer}/${part}`) ?? '')}
            onChange={({ target }) => form.set(withValue(form.profile, `${pointer}/${part}`, amountOf(target.value)))}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Digits alone are a number, as they were; the field stays when it is emptied. */
function amountOf(text: string): string | number {
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}
