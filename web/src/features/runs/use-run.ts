import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queryOf } from '../../api/query.ts'
import { isFinal } from '../work/state-tags.tsx'
import { followRun, type RunEvent } from './follow-run.ts'

const pollMs = { live: 10_000, lost: 2_000 }

/** A run with its steps, kept fresh by its events as they come; by looking again and again where they do not. */
export function useRun(id: string) {
  const queries = useQueryClient()
  const [live, setLive] = useState(false)
  const [events, setEvents] = useState<RunEvent[]>([])
  const query = useQuery({
    ...queryOf('GET /api/v1/runs/{id}', { path: { id } }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && isFinal(data.run.state) ? false : live ? pollMs.live : pollMs.lost,
  })

  useEffect(() => {
    const leaving = new AbortController()
    void followRun(id, {
      signal: leaving.signal,
      onLive: setLive,
      onEvent(event) {
        setEvents((before) => [...before.filter((one) => one.id !== event.id), event])
        void queries.invalidateQueries({ queryKey: ['runs'] })
        if (event.type === 'ended' || event.type === 'waiting' || event.type === 'approved')
          void queries.invalidateQueries({ queryKey: ['approvals'] })
      },
    })
    return () => {
      leaving.abort()
      setEvents([])
    }
  }, [id, queries])

  return { query, live, events }
}
