import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { leaveShare } from '../../api/share.ts'

/** After signing in: what was loaded as somebody else is loaded again. */
export function useArrive(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(async () => {
    leaveShare()
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' || queryKey.length > 1 })
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
  }, [queries])
}
