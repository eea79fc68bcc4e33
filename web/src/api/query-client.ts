import { QueryClient } from '@tanstack/react-query'
import { RequestError } from './request-error.ts'

/** A server that starts answers 503 for at most some seconds; ten tries with these pauses wait about 15 s. */
const startingTries = 10

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof RequestError && error.status === 503 && failures < startingTries,
        retryDelay: (attempt) => Math.min(500 * 1.4 ** attempt, 2_000),
        // Offline, a query would wait silently; failing lets the page say so.
        networkMode: 'always',
      },
    },
  })
}
