import type { ReactNode } from 'react'

/** In place of a list that has nothing: why, and what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-[32rem] text-small text-muted">{children}</div>}
      {action}
    </div>
  )
}
