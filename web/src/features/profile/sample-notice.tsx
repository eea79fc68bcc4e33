import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

/** The invented person is still beside the owner's own profile: offers to remove it, and asks once more. */
export function SampleNotice({ sources }: { sources: number }) {
  const messages = useMessages(profileMessages).sample
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const [asking, setAsking] = useState(false)

  async function remove() {
    await call('DELETE /api/v1/twin/sample')
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
        <ConfirmDialog
          title={messages.sure}
          action={messages.remove}
          keep={cancel}
          onYes={remove}
          onNo={() => setAsking(false)}
        >
          <p className="text-base">{messages.sureAbout(sources)}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
