import { useId } from 'react'
import type { ReactNode } from 'react'

/** One thing that can be looked at or done about what is kept. */
export function Panel({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div>
        <h3 id={id} className="font-medium">
          {title}
        </h3>
        <p className="mt-1 max-w-[44rem] text-small text-muted">{about}</p>
      </div>
      {children}
    </div>
  )
}
