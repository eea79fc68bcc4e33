import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { parts, partNames } from './profile-parts.ts'
import type { ProfileForm } from './use-profile-form.ts'

/** Two people changed the profile: what each did, and the ways on. Nothing is overwritten unasked. */
export function ConflictNotice({
  form,
  conflict,
}: {
  form: ProfileForm
  conflict: NonNullable<ProfileForm['conflict']>
}) {
  const messages = useMessages(profileMessages)
  const format = useFormat()
  const tell = useTell()
  const words = messages.conflict
  const named = (places: readonly string[]) =>
    format.list([...new Set(places.map((place) => titleOf(place, messages.blocks)))])

  function merge() {
    form.rebase(conflict.gone ? form.profile : conflict.profile)
    tell({ title: words.merged })
  }

  function takeTheirs() {
    const undo = form.discard()
    tell({ title: words.took, undo })
  }

  return (
    <div role="alert" className="pb-6">
      <Notice
        tone="danger"
        title={words.title}
        action={
          <div className="flex flex-wrap gap-2">
            <Button look="primary" onClick={merge}>
              {conflict.gone ? words.keep : words.merge}
            </Button>
            <Button onClick={takeTheirs}>{words.takeTheirs}</Button>
          </div>
        }
      >
        {conflict.gone ? (
          words.gone
        ) : (
          <>
            {words.theirs(named(conflict.theirs))}
            {conflict.both.length > 0 && ` ${words.both(named(conflict.both))}`}
          </>
        )}
      </Notice>
    </div>
  )
}

/** The heading under which a place is edited, or the place itself where the form has none. */
function titleOf(place: string, titles: Record<string, string>): string {
  const blocks = partNames.flatMap((name) => parts[name])
  const block =
    blocks.find(({ pointer }) => pointer === place) ?? blocks.find(({ pointer }) => place.startsWith(`${pointer}/`))
  return block ? titles[block.name]! : place
}
