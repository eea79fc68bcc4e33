import type { ReactNode } from 'react'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { Snapshot } from './use-snapshots.ts'

interface PartSectionProps<Value> {
  title: string
  part: Snapshot['problems'][number]['part']
  snapshot: Snapshot
  value: Value | null
  children: (value: Value) => ReactNode
}

/** One part of the house; when it cannot tell how it is, or not to this reader, why not, and the others stand all the same. */
export function PartSection<Value>({ title, part, snapshot, value, children }: PartSectionProps<Value>) {
  const messages = useMessages(operationsMessages)
  const problem = snapshot.problems.find((one) => one.part === part)
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-3 text-base font-semibold">{title}</h2>
      {value !== null && children(value)}
      {value === null && problem && (
        <Notice title={messages.notTold} tone="danger">
          <span lang="en">{problem.message}</span>
        </Notice>
      )}
      {value === null && !problem && <p className="text-small text-muted">{messages.notForYou}</p>}
    </section>
  )
}
