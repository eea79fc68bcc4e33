import { useSyncExternalStore } from 'react'
import { onShareChange, shareState } from '../../api/share.ts'
import { Notice } from '../../components/notice.tsx'

/** Says by what right the visitor is here, when they came by a share link. */
export function ShareNotice() {
  const state = useSyncExternalStore(onShareChange, shareState)
  if (state === 'none') return null
  const [title, text] = words[state]
  return (
    <div className="mb-8">
      <Notice title={title}>{text}</Notice>
    </div>
  )
}

const words = {
  active: ['Shared with you', 'Your link shows you more than the public sees. Please do not pass it on.'],
  ended: ['Your link has ended', 'You now see what everybody sees. Ask whoever sent you the link for another.'],
} as const
