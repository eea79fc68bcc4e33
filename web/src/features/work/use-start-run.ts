import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { call, type InputOf } from '../../api/call.ts'
import { randomKey } from '../../api/random-key.ts'

/**
 * Starts a capability, and goes to its run; answers the output of a read, which leaves none. The same once more, after an answer that
 * was lost on its way, starts nothing twice.
 */
export function useStartRun() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const tried = useRef({ what: '', idempotencyKey: '' })
  return async (body: InputOf<'POST /api/v1/runs'>['body']): Promise<{ output: unknown } | undefined> => {
    const what = JSON.stringify(body)
    if (tried.current.what !== what) tried.current = { what, idempotencyKey: randomKey() }
    const { run, output } = await call('POST /api/v1/runs', {
      body: { idempotencyKey: tried.current.idempotencyKey, ...body },
    })
    tried.current = { what: '', idempotencyKey: '' }
    if (!run) return { output }
    void queries.invalidateQueries({ queryKey: ['runs'] })
    void queries.invalidateQueries({ queryKey: ['approvals'] })
    await navigate({ to: '/runs/$id', params: { id: run.id } })
    return undefined
  }
}
