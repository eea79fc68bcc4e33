import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { audienceAt, withAudience, type AudienceName } from './profile-json.ts'
import type { ProfileForm } from './use-profile-form.ts'

const names = ['public', 'recruiter', 'colleague', 'owner'] as const satisfies readonly AudienceName[]

/** Who sees one place of the profile: as the whole, or fewer people. */
export function AudienceSelect({ form, pointer, what }: { form: ProfileForm; pointer: string; what: string }) {
  const messages = useMessages(profileMessages)
  const { audiences } = useMessages(shellMessages)
  const own = audienceAt(form.profile, pointer)
  return (
    <SelectField<AudienceName | 'whole'>
      className="w-44"
      label={messages.whoSeesOf(what)}
      hideLabel
      value={own ?? 'whole'}
      options={[
        { value: 'whole', label: messages.asTheProfile },
        ...names.map((value) => ({ value, label: audiences[value] })),
      ]}
      onChange={(next) => form.set(withAudience(form.profile, pointer, next === 'whole' ? undefined : next))}
    />
  )
}

/** Who sees the profile where nothing else is said. */
export function WholeAudience({ form, saved }: { form: ProfileForm; saved: AudienceName | null }) {
  const messages = useMessages(profileMessages)
  const { audiences } = useMessages(shellMessages)
  return (
    <SelectField<AudienceName>
      label={messages.whoSeesAll}
      hint={messages.whoSeesAllHint}
      value={audienceAt(form.profile, '') ?? saved ?? 'owner'}
      options={names.map((value) => ({ value, label: audiences[value] }))}
      onChange={(next) => form.set(withAudience(form.profile, '', next))}
    />
  )
}
