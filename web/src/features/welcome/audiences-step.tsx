import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { welcomeMessages } from '../../messages/welcome/messages.ts'
import { audienceAt, audienceNames, withAudience, type AudienceName } from '../profile/profile-json.ts'
import type { WelcomeState } from './use-welcome.ts'

/** Step 3: who sees the profile and each document. */
export function AudiencesStep({ state: { profile: saved, documents } }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages).audiences
  const { audiences } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { error, failedAt, run } = useSubmit()
  const { profile, version } = saved

  async function change(title: string, audience: AudienceName, work: () => Promise<unknown>) {
    const worked = await run(async () => void (await work()))
    if (worked) tell({ title: messages.changed(title, audiences[audience]) })
    await queries.invalidateQueries({ queryKey: ['twin'] })
  }

  const items = [
    ...(profile
      ? [
          {
            id: 'profile',
            title: messages.profile,
            audience: saved.audience ?? audienceAt(profile, '') ?? 'owner',
            set: (audience: AudienceName) =>
              call('PUT /api/v1/twin/profile', { body: { profile: withAudience(profile, '', audience), version } }),
          },
        ]
      : []),
    ...documents.map(({ id, title, audience }) => ({
      id,
      title,
      audience,
      set: (next: AudienceName) => call('PATCH /api/v1/twin/sources/{id}', { path: { id }, body: { audience: next } }),
    })),
  ]
  return (
    <div className="flex flex-col gap-4">
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        {audienceNames.map((name) => (
          <div key={name} className="contents">
            <dt className="font-medium">{audiences[name]}</dt>
            <dd className="text-muted">{messages.meaning[name]}</dd>
          </div>
        ))}
      </dl>
      {items.length === 0 ? (
        <p className="text-small text-muted">{messages.nothing}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {items.map(({ id, title, audience, set }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="min-w-40 flex-1 text-small font-medium">{title}</span>
              <SelectField<AudienceName>
                className="w-44"
                label={messages.of(title)}
                hideLabel
                value={audience}
                options={audienceNames.map((value) => ({ value, label: audiences[value] }))}
                onChange={(next) => void change(title, next, () => set(next))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
