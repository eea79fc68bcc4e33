import { useCallback } from 'react'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { useLeave } from '../account/use-leave.ts'

/** Signing out from a page inside the frame, where a failure can be told in passing. */
export function useLeaveHere(): () => Promise<void> {
  const tell = useTell()
  const { signOutFailed } = useMessages(shellMessages)
  return useLeave(useCallback(() => tell({ title: signOutFailed, tone: 'danger' }), [tell, signOutFailed]))
}
