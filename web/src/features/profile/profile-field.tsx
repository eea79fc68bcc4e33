import type { ReactNode } from 'react'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { AmountField } from './amount-field.tsx'
import { AudienceSelect } from './audience-select.tsx'
import { saysSomething, valueAt, withValue } from './profile-json.ts'
import type { FieldSpec } from './profile-parts.ts'
import type { ProfileForm } from './use-profile-form.ts'
import { withLines } from './with-lines.ts'

interface ProfileFieldProps {
  form: ProfileForm
  field: FieldSpec
  /** Of the block or entry that the field belongs to. */
  parent: string
}

/** One value of the profile, at its pointer. */
export function ProfileField({ form, field, parent }: ProfileFieldProps) {
  const messages = useMessages(profileMessages)
  const { name, kind, half, audience } = field
  const pointer = placeOf(form, field, parent)
  const value = valueAt(form.profile, pointer)
  const label = messages.fields[name]
  const line = form.from[pointer]
  const hint = hintOf(
    messages.hints[name],
    kind === 'lines' && messages.oneALine,
    kind === 'date' && (name === 'endDate' ? messages.endHint : messages.dateHint),
    line !== undefined && messages.readFrom(line),
  )
  const set = (next: unknown) => form.set(withValue(form.profile, pointer, next))
  const common = { label, hint, error: form.problems.get(pointer), 'data-pointer': pointer }
  return (
    <div className={half ? '' : 'sm:col-span-2'}>
      {kind === 'amount' ? (
        <AmountField form={form} pointer={pointer} label={label} hint={messages.hints[name]} />
      ) : kind === 'lines' ? (
        <TextAreaField
          {...common}
          rows={3}
          value={Array.isArray(value) ? value.map(String).join('\n') : ''}
          onChange={({ target }) =>
            form.set(withLines(form.profile, pointer, target.value === '' ? undefined : target.value.split('\n')))
          }
        />
      ) : kind === 'text' ? (
        <TextAreaField
          {...common}
          value={shown(value, messages)}
          onChange={({ target }) => set(target.value === '' ? undefined : target.value)}
        />
      ) : (
        <TextField
          {...common}
          value={shown(value, messages)}
          onChange={({ target }) => set(target.value === '' ? undefined : target.value)}
        />
      )}
      {audience && saysSomething(value) && (
        <div className="mt-2">
          <AudienceSelect form={form} pointer={pointer} what={label} />
        </div>
      )}
    </div>
  )
}

/** Where the value is kept: under its older name when the file uses that. */
function placeOf(form: ProfileForm, { at, older }: FieldSpec, parent: string): string {
  const named = parent + at
  const before = older && parent + older
  return before && valueAt(form.profile, named) === undefined && valueAt(form.profile, before) !== undefined
    ? before
    : named
}

function shown(value: unknown, { yes, no }: { yes: string; no: string }): string {
  if (typeof value === 'boolean') return value ? yes : no
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function hintOf(...hints: (string | false | undefined)[]): ReactNode {
  const said = hints.filter(Boolean)
  return said.length === 0
    ? undefined
    : said.map((hint, index) => (
        <span key={index} className="block">
          {hint}
        </span>
      ))
}
