import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call, type InputOf } from '../../api/call.ts'

/** Starts a capability, and goes to its run; answers the output of a read, which leaves none. */
export function useStartRun() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (body: InputOf<'POST /api/v1/runs'>['body']): Promise<{ output: unknown } | undefined> => {
    const { run, output } = await call('POST /api/v1/runs', { body })
    if (!run) return { output }
    void queries.invalidateQueries({ queryKey: ['runs'] })
    void queries.invalidateQueries({ queryKey: ['approvals'] })
    await navigate({ to: '/runs/$id', params: { id: run.id } })
    return undefined
  }
}
