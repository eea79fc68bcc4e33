import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Failure } from './failure.tsx'
import { Skeleton } from './skeleton.tsx'

interface LoadedProps<Data> {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
  /** Sizes of the grey lines shown meanwhile, as classes. */
  lines?: readonly string[]
}

const usual = ['h-5 w-2/5', 'h-10 w-full', 'h-10 w-full', 'h-10 w-4/5'] as const

/** What a query brings: grey lines until it is there, what went wrong when it fails, and the old beside a newer failure. */
export function Loaded<Data>({ query, children, lines = usual }: LoadedProps<Data>) {
  const { loading } = useMessages(shellMessages)
  const { data, error, refetch, errorUpdatedAt } = query
  const failure = error && <Failure error={error} at={errorUpdatedAt} onRetry={() => void refetch()} />
  if (data === undefined) return failure ?? <Skeleton label={loading} lines={lines} />
  return (
    <>
      {failure && <div className="pb-4">{failure}</div>}
      {children(data)}
    </>
  )
}
