import { Notice } from './notice.tsx'

/** What became of a form that was sent; read out when it appears. */
export function FormFailure({ message }: { message: string | undefined }) {
  return (
    <div role="alert" className="empty:absolute">
      {message && (
        <Notice tone="danger" title="That did not work">
          {message}
        </Notice>
      )}
    </div>
  )
}
