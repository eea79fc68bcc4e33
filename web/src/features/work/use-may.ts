import { useQuery } from '@tanstack/react-query'
import { sessionQuery, type Scope } from '../../api/session.ts'

/** Whether whoever has signed in may do something. Only for what is offered: the server decides. */
export function useMay(scope: Scope): boolean {
  return useQuery(sessionQuery).data?.scopes.includes(scope) ?? false
}
