import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { workMessages } from '../../messages/work/messages.ts'

/** The names behind ids of people, keys and tokens, as far as the server tells them; else the id. */
export function useNames(): (id: string) => string {
  const { actors } = useMessages(workMessages)
  const { data } = useQuery(queryOf('GET /api/v1/actors'))

  function nameOf(id: string): string {
    if (id === 'owner' || id === 'system' || id === 'intake' || id === 'anyone') return actors[id]
    const [person = '', app] = id.split('/')
    if (app) return actors.viaApp(nameOf(person))
    const known = data?.actors.find((one) => one.id === id)
    if (known) return known.name
    // Whoever wrote an e-mail stands there by address, and is nobody who has left.
    return data && /^(user|key)_/.test(id) ? actors.gone(id) : id
  }
  return nameOf
}
