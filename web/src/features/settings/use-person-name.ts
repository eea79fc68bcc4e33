import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'

/** Names whoever made something: a person by their name, anything else by its id. */
export function usePersonName(): (id: string) => string {
  const users = useQuery(queryOf('GET /api/v1/users')).data?.users
  return (id) => users?.find((user) => user.id === id)?.name ?? id
}
