import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Notice } from './notice.tsx'

/** What became of a form that was sent; read out when it appears. */
export function FormFailure({ message }: { message: string | undefined }) {
  const { failure } = useMessages(shellMessages)
  return (
    <div role="alert" className="empty:absolute">
      {message && (
        <Notice tone="danger" title={failure.failed.title}>
          {message}
        </Notice>
      )}
    </div>
  )
}
