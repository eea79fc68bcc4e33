import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call, type InputOf } from '../../api/call.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'

/**
 * Starts a capability, and goes to its run; answers the output of a read, which leaves none. The same once more, after an answer that
 * was lost on its way, starts nothing twice.
 */
export function useStartRun() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const key = useIdempotencyKey()
  return async (body: InputOf<'POST /api/v1/runs'>['body']): Promise<{ output: unknown } | undefined> => {
    const { run, output } = await call('POST /api/v1/runs', { body: { idempotencyKey: key.of(body), ...body } })
    key.forget()
    if (!run) return { output }
    void queries.invalidateQueries({ queryKey: ['runs'] })
    void queries.invalidateQueries({ queryKey: ['approvals'] })
    await navigate({ to: '/runs/$id', params: { id: run.id } })
    return undefined
  }
}
