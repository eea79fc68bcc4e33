import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { useDraft } from '../../components/use-draft.ts'
import { mergeProfiles, type Merged } from './merge-profiles.ts'
import type { Profile } from './profile-json.ts'

export type EditedProfile = ResponseOf<'GET /api/v1/twin/profile'>

interface Draft {
  /** What the change began with; null when there was none. */
  version: string | null
  base: Profile
  profile: Profile
  /** The line of a resume that a field was read from, by the field's pointer. */
  from?: Readonly<Record<string, string>>
}

export interface ProfileForm {
  profile: Profile
  /** The version that a save replaces. */
  version: string | null
  changed: boolean
  from: Readonly<Record<string, string>>
  /** Why a place was refused by the server, by its pointer. */
  problems: ReadonlyMap<string, string>
  set: (profile: Profile) => void
  /** Changes what is there when it is called, however long ago this form was shown: for taking something back. */
  edit: (change: (profile: Profile) => Profile) => void
  /** A whole other content, such as a resume that was read. */
  fill: (profile: Profile, from: Readonly<Record<string, string>>) => void
  /** As it is kept in this tab, to `restore` it later. */
  current: () => string
  restore: (kept: string) => void
  /** What was sent is saved as this; what was typed since then stays a change of it. */
  wasSaved: (sent: Profile, next: EditedProfile) => void
  /** Back to what is saved; gives what brings the change back. */
  discard: () => () => void
  /** What somebody else changed since this change began; undefined when nobody did. */
  conflict: (Merged & { gone: boolean }) | undefined
  /** Goes on from what is saved now, with this content. */
  rebase: (profile: Profile) => void
}

/** The profile being edited. What is not saved is kept in this tab, through a reload and a lost session. */
export function useProfileForm(saved: EditedProfile, problems: ReadonlyMap<string, string>): ProfileForm {
  const [text, writeDraft] = useDraft('profile')
  const latest = useRef(text)
  const write = (next: string) => {
    latest.current = next
    writeDraft(next)
  }
  const draft = useMemo(() => (text === '' ? undefined : (JSON.parse(text) as Draft)), [text])
  const present: Draft = { version: saved.version, base: saved.profile ?? {}, profile: saved.profile ?? {} }
  const { version, base, profile, from = {} } = draft ?? present
  const now = useRef(present)
  useLayoutEffect(() => {
    now.current = draft ?? present
  })
  const keep = (next: Draft) => write(JSON.stringify(next))
  const conflict = useMemo(
    () =>
      draft && draft.version !== saved.version
        ? { ...mergeProfiles(draft.base, draft.profile, saved.profile ?? {}), gone: saved.profile === null }
        : undefined,
    [draft, saved.version, saved.profile],
  )
  return {
    profile,
    version,
    changed: draft !== undefined,
    from,
    problems,
    set: (next) => keep({ version, base, profile: next, from }),
    edit: (change) => keep({ ...now.current, profile: change(now.current.profile) }),
    fill: (next, lines) => keep({ version, base, profile: next, from: lines }),
    current: () => latest.current,
    restore: write,
    wasSaved(sent, next) {
      const now = latest.current === '' ? undefined : (JSON.parse(latest.current) as Draft)
      const typedSince = now !== undefined && JSON.stringify(now.profile) !== JSON.stringify(sent)
      if (typedSince) keep({ version: next.version, base: next.profile ?? {}, profile: now.profile })
      else write('')
    },
    discard() {
      write('')
      return () => write(text)
    },
    conflict,
    rebase: (next) => keep({ ...present, profile: next, from }),
  }
}
