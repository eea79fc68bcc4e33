import { useId } from 'react'
import type { ReactNode } from 'react'

interface PartProps {
  title: string
  about: ReactNode
  /** What can be done, beside the title. */
  action?: ReactNode
  children: ReactNode
}

/** One part of the settings: its title, what it is for, and its content. */
export function Part({ title, about, action, children }: PartProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 pb-5">
        <div className="min-w-48 flex-1">
          <h2 id={id} className="text-large font-semibold tracking-tight">
            {title}
          </h2>
          <p className="mt-1 max-w-[44rem] text-small text-muted">{about}</p>
        </div>
        {action}
      </div>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  )
}
