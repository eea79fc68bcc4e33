import { useId } from 'react'
import type { ReactNode } from 'react'

/** A titled part of a page of settings. */
export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-8 first-of-type:border-t-0">
      <h2 id={id} className="text-large font-semibold tracking-tight">
        {title}
      </h2>
      {about && <p className="mt-1 text-small text-muted">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
