import { useSyncExternalStore } from 'react'
import { onShareChange, shareState } from '../../api/share.ts'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** Says by what right the visitor is here, when they came by a share link. */
export function ShareNotice() {
  const words = useMessages(twinMessages).share
  const state = useSyncExternalStore(onShareChange, shareState)
  if (state === 'none') return null
  const { title, text } = words[state]
  return (
    <div className="mb-8">
      <Notice title={title}>{text}</Notice>
    </div>
  )
}
