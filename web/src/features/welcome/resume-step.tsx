import { Link, useNavigate } from '@tanstack/react-router'
import type { ResumeDraft } from '../../api/resume.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { welcomeMessages } from '../../messages/welcome/messages.ts'
import { BringResume } from '../profile/bring-resume.tsx'
import { valueAt, withPrivatePlaces } from '../profile/profile-json.ts'
import { useProfileForm } from '../profile/use-profile-form.ts'
import type { WelcomeState } from './use-welcome.ts'

const noProblems = new Map<string, string>()

/** Step 1: the resume goes into the profile's form, where it is checked and saved. */
export function ResumeStep({ state: { profile: saved } }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages)
  const navigate = useNavigate()
  const form = useProfileForm(saved, noProblems)
  const edit = (
    <Link to="/profile" className="font-medium text-accent underline">
      {messages.editProfile}
    </Link>
  )
  const name = valueAt(saved.profile, '/basics/name')

  function use({ profile, fields }: ResumeDraft) {
    form.fill(withPrivatePlaces(profile), Object.fromEntries(fields.map(({ pointer, line }) => [pointer, line])))
    void navigate({ to: '/profile' })
  }

  if (saved.profile !== null)
    return (
      <p>
        {messages.resumeIsThere(typeof name === 'string' ? name : '')} {edit}
      </p>
    )
  return (
    <>
      <BringResume onUse={use} replaces={form.changed} />
      <p className="pt-4 text-small">{edit}</p>
    </>
  )
}
