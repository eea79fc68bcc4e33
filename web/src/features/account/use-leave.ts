import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { sessionQuery, signOut } from '../../api/session.ts'
import { forgetDrafts } from '../../components/use-draft.ts'
import { forgetConversation } from '../chat/conversation-storage.ts'

/** Signs out, and forgets in this tab what only whoever had signed in may see, and what they wrote. */
export function useLeave(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useCallback(async () => {
    await signOut()
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/sign-in', search: {} })
    forgetConversation()
    forgetDrafts()
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey.length > 1 || queryKey[0] !== 'session' })
  }, [navigate, queries])
}
