import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'

export const stepNames = ['resume', 'documents', 'audiences', 'client', 'share'] as const
export type StepName = (typeof stepNames)[number]
type Source = ResponseOf<'GET /api/v1/twin/sources'>['sources'][number]

export interface WelcomeState {
  profile: ResponseOf<'GET /api/v1/twin/profile'>
  /** The owner's own, without the profile. */
  documents: Source[]
  clients: number
  links: number
  done: Readonly<Record<StepName, boolean>>
}

/** What is done of the guide, by what the server has: nothing about it is kept anywhere else. */
export function useWelcome(): UseQueryResult<WelcomeState> {
  const fresh = { staleTime: 0 }
  const profile = useQuery({ ...queryOf('GET /api/v1/twin/profile'), ...fresh })
  const sources = useQuery({ ...queryOf('GET /api/v1/twin/sources'), ...fresh })
  const keys = useQuery({ ...queryOf('GET /api/v1/keys'), ...fresh })
  const apps = useQuery({ ...queryOf('GET /api/v1/connected-apps'), ...fresh })
  const links = useQuery({ ...queryOf('GET /api/v1/share-links'), ...fresh })
  const all = [profile, sources, keys, apps, links]
  const failed = all.find(({ error }) => error)
  const data =
    profile.data && sources.data && keys.data && apps.data && links.data
      ? stateOf(profile.data, sources.data.sources, [...keys.data.keys, ...apps.data.apps], links.data.links)
      : undefined
  const refetch = () => Promise.all(all.map((query) => query.refetch()))
  return { ...(failed ?? profile), data, refetch } as unknown as UseQueryResult<WelcomeState>
}

function stateOf(
  profile: WelcomeState['profile'],
  sources: readonly Source[],
  clients: readonly object[],
  links: ResponseOf<'GET /api/v1/share-links'>['links'],
): WelcomeState {
  const own = sources.filter(({ origin }) => !origin?.startsWith('sample:'))
  const documents = own.filter(({ kind }) => kind !== 'profile')
  const connected = clients.filter((client) => !('revokedAt' in client && client.revokedAt !== null)).length
  const open = links.filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > Date.now()),
  ).length
  return {
    profile,
    documents,
    clients: connected,
    links: open,
    done: {
      resume: profile.profile !== null,
      documents: documents.length > 0,
      audiences: own.some(({ audience }) => audience !== 'owner'),
      client: connected > 0,
      share: open > 0,
    },
  }
}
