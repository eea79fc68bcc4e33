import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { settingsMessages } from '../../messages/settings/messages.ts'

const choices = ['7', '30', '90', '365', 'never'] as const
export type Expiry = (typeof choices)[number]

/** As the interface takes it: left out, it does not end. */
export const expiresIn = (expiry: Expiry): { expiresInDays?: number } =>
  expiry === 'never' ? {} : { expiresInDays: Number(expiry) }

/** After how many days something ends by itself. */
export function ExpirySelect({ value, onChange }: { value: Expiry; onChange: (value: Expiry) => void }) {
  const { expiry } = useMessages(settingsMessages)
  return (
    <SelectField
      label={expiry.label}
      value={value}
      onChange={onChange}
      options={choices.map((choice) => ({
        value: choice,
        label: choice === 'never' ? expiry.never : expiry.days(Number(choice)),
      }))}
    />
  )
}
