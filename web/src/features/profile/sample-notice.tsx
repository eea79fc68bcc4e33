import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Notice } from '../../components/notice.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

/** The invented person is still beside the owner's own profile: offers to remove it, and asks once more. */
export function SampleNotice({ sources }: { sources: number }) {
  const messages = useMessages(profileMessages).sample
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run } = useSubmit()
  const [asking, setAsking] = useState(false)

  async function remove() {
    const worked = await run(async () => void (await call('DELETE /api/v1/twin/sample')))
    if (!worked) return
    setAsking(false)
    tell({ title: messages.removed })
    await queries.invalidateQueries({ queryKey: ['twin'] })
  }

  return (
    <div className="pb-6">
      <Notice title={messages.title} action={<Button onClick={() => setAsking(true)}>{messages.remove}…</Button>}>
        {messages.about(sources)}
      </Notice>
      {asking && (
        <Dialog
          title={messages.sure}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onClick={() => setAsking(false)}>
                {cancel}
              </Button>
              <Button look="danger" aria-disabled={busy} onClick={() => void remove()}>
                {messages.remove}
              </Button>
            </>
          }
        >
          <div className="flex flex-col gap-3">
            {error !== undefined && <Failure error={error} at={failedAt} />}
            <p>{messages.sureAbout(sources)}</p>
          </div>
        </Dialog>
      )}
    </div>
  )
}
