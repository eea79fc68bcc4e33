import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { audienceAt, audienceNames, withAudience, type AudienceName } from './profile-json.ts'
import type { EditedProfile, ProfileForm } from './use-profile-form.ts'

/** Who sees one place of the profile: as the whole, or fewer people. */
export function AudienceSelect({ form, pointer, what }: { form: ProfileForm; pointer: string; what: string }) {
  const messages = useMessages(profileMessages)
  const { audiences } = useMessages(shellMessages)
  const own = audienceAt(form.profile, pointer)
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true" className="text-small text-muted">
        {messages.whoSees}
      </span>
      <SelectField<AudienceName | 'whole'>
        className="w-44"
        label={messages.whoSeesOf(what)}
        hideLabel
        value={own ?? 'whole'}
        options={[
          { value: 'whole', label: messages.asTheProfile },
          ...audienceNames.map((value) => ({ value, label: audiences[value] })),
        ]}
        onChange={(next) => form.set(withAudience(form.profile, pointer, next === 'whole' ? undefined : next))}
      />
    </div>
  )
}

/** Who sees the profile where nothing else is said. */
export function WholeAudience({ form, saved }: { form: ProfileForm; saved: EditedProfile }) {
  const messages = useMessages(profileMessages)
  const { audiences } = useMessages(shellMessages)
  const chosen = audienceAt(form.profile, '')
  // It can be said beside the profile too; what holds is what the server says, until something else is chosen here.
  const unchanged = saved.audience !== null && chosen === audienceAt(saved.profile ?? {}, '')
  return (
    <SelectField<AudienceName>
      label={messages.whoSeesAll}
      hint={messages.whoSeesAllHint}
      value={unchanged ? saved.audience! : (chosen ?? 'owner')}
      options={audienceNames.map((value) => ({ value, label: audiences[value] }))}
      onChange={(next) => form.set(withAudience(form.profile, '', next))}
    />
  )
}
