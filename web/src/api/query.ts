import { queryOptions } from '@tanstack/react-query'
import { call, type InputOf, type OperationName, type ResponseOf } from './call.ts'

type GetName = Extract<OperationName, `GET ${string}`>

/**
 * A query of one GET operation. Its key is the path's parts, then the input: `['tickets', '{id}', input]`, so that
 * `invalidate('tickets')` reaches all that is about tickets.
 */
export function queryOf<Name extends GetName>(
  operation: Name,
  ...[input]: Record<string, never> extends InputOf<Name> ? [input?: InputOf<Name>] : [input: InputOf<Name>]
) {
  return queryOptions<ResponseOf<Name>>({
    queryKey: [...topicOf(operation), input ?? null],
    queryFn: ({ signal }) =>
      (call as (name: Name, input: unknown, init: RequestInit) => Promise<ResponseOf<Name>>)(operation, input, {
        signal,
      }),
  })
}

const topicOf = (operation: string): string[] => operation.replace('GET /api/v1/', '').split('/')
