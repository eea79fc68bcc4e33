import { Link } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

/** In place of a page that could not be shown: its code did not arrive, as after an update of the server, or it failed. */
export function PageFailure({ error }: ErrorComponentProps) {
  const { brokenPage, failure } = useMessages(shellMessages)
  return (
    <div role="alert" className="mx-auto max-w-[48rem] px-4 pt-20">
      <Notice
        tone="danger"
        title={brokenPage.title}
        action={<Button onClick={() => location.reload()}>{brokenPage.reload}</Button>}
      >
        {brokenPage.advice}
        <span className="block">
          {error instanceof Error && error.message !== '' ? error.message : failure.failed.title}
        </span>
      </Notice>
    </div>
  )
}

/** At an address that is no page of ours. */
export function PageMissing() {
  const { notFound, notFoundAdvice, home } = useMessages(shellMessages)
  return (
    <div className="mx-auto max-w-[48rem] px-4 pt-20">
      <h1 className="text-title font-semibold tracking-tight">{notFound}</h1>
      <p className="mt-2 mb-4 text-muted">{notFoundAdvice}</p>
      <Link to="/" search={{}} className="font-medium text-accent underline">
        {home}
      </Link>
    </div>
  )
}
