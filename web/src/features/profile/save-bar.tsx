import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { useTell } from '../../components/toast.tsx'
import type { Submit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { ProblemList } from './problem-list.tsx'
import type { ProfileForm } from './use-profile-form.ts'

/** What is not saved yet, at the foot of the screen: saved or discarded from anywhere in the form. */
export function SaveBar({ form, submit, onSave }: { form: ProfileForm; submit: Submit; onSave: () => void }) {
  const messages = useMessages(profileMessages)
  const tell = useTell()

  function discard() {
    const undo = form.discard()
    tell({ title: messages.discarded, undo })
  }

  return (
    <div className="save-bar sticky bottom-0 z-10 -mx-4 border-t border-line bg-page px-4 py-3 sm:-mx-6 sm:px-6">
      {form.problems.size > 0 && <ProblemList problems={form.problems} />}
      {submit.error !== undefined && form.problems.size === 0 && (
        <div className="pb-3">
          <Failure error={submit.error} at={submit.failedAt} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="min-w-32 flex-1 text-small text-muted">
          {submit.busy ? messages.saving : messages.unsaved}
        </p>
        <Button look="quiet" onClick={discard}>
          {messages.discard}
        </Button>
        <Button look="primary" aria-disabled={submit.busy || form.conflict !== undefined} onClick={onSave}>
          {messages.save}
        </Button>
      </div>
    </div>
  )
}
