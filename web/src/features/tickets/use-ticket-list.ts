import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { openStatuses, type TicketSearch } from './ticket.ts'

const pageSize = 100

/** The tickets that the URL asks for, the newest first, a page at a time. */
export function useTicketList({ view: _view, at: _at, status, ...filters }: TicketSearch) {
  return useInfiniteQuery({
    queryKey: ['tickets', 'list', status ?? 'open', filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/v1/tickets',
        {
          query: {
            ...filters,
            ...(status !== 'all' && { status: status ?? [...openStatuses] }),
            ...(pageParam !== null && { cursor: pageParam }),
            limit: pageSize,
          },
        },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
    refetchInterval: 15_000,
  })
}
