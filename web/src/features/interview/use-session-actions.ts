import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import { queryOf } from '../../api/query.ts'
import { RequestError } from '../../api/request-error.ts'
import { useSubmit, type Submit } from '../../components/use-submit.ts'
import type { Session } from './session.ts'

export interface SessionActions extends Pick<Submit, 'busy' | 'error' | 'failedAt'> {
  /** An answer, or null to skip; resolves with whether it counts. */
  answer: (turn: number, answer: string | null) => Promise<boolean>
  /** An answer that came too late: its question had been answered elsewhere. */
  unsent: string | undefined
  pause: () => Promise<boolean>
  resume: () => Promise<boolean>
  end: () => Promise<boolean>
}

/**
 * What is done to a session; each answers with how it stands then. When another window was faster (`conflict`), the session is
 * read anew, so that the page shows what is open now.
 */
export function useSessionActions(id: string): SessionActions {
  const queries = useQueryClient()
  const { run, busy, error, failedAt } = useSubmit()
  const keys = useIdempotencyKey()
  const { queryKey } = queryOf('GET /api/v1/interviews/sessions/{id}', { path: { id } })

  const [unsent, setUnsent] = useState<string>()
  const change = (work: () => Promise<Session>, answer?: string | null) =>
    run(async () => {
      try {
        const session = await work()
        queries.setQueryData(queryKey, session)
        setUnsent(undefined)
        if (session.state === 'finished' || session.state === 'abandoned')
          void queries.invalidateQueries({ queryKey: ['interviews', 'sessions', '{id}', 'report'] })
      } catch (caught) {
        if (caught instanceof RequestError && caught.status === 409) {
          setUnsent(answer ?? undefined)
          await queries.invalidateQueries({ queryKey })
        }
        throw caught
      }
    })

  return {
    busy,
    error,
    failedAt,
    unsent,
    answer(turn, answer) {
      // The same again, as after a lost connection, goes out under the same key and counts once.
      const body = { key: keys.of({ turn, answer }), turn, ...(answer === null ? { skip: true as const } : { answer }) }
      return change(() => call('POST /api/v1/interviews/sessions/{id}/answers', { path: { id }, body }), answer)
    },
    pause: () => change(() => call('POST /api/v1/interviews/sessions/{id}/pause', { path: { id } })),
    resume: () => change(() => call('POST /api/v1/interviews/sessions/{id}/resume', { path: { id } })),
    end: () => change(() => call('POST /api/v1/interviews/sessions/{id}/abandon', { path: { id } })),
  }
}
