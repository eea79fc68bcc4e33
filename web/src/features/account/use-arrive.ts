import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { leaveShare } from '../../api/share.ts'
import { isAnother } from './forget-person.ts'

/** After signing in: what was loaded as somebody else is loaded again, and nothing of theirs is shown to another person. */
export function useArrive(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(async () => {
    leaveShare()
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' || queryKey.length > 1 })
    const { user } = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (user && isAnother(user.id)) location.reload() // what other parts hold in memory goes too
  }, [queries])
}
