import { useEffect } from 'react'
import type { ReactNode } from 'react'

interface PageProps {
  title: string
  /** What the page is for, in a sentence. */
  about?: ReactNode
  /** Buttons beside the title. */
  actions?: ReactNode
  children: ReactNode
  /** `narrow` for reading and forms, `wide` for tables and boards. */
  width?: 'narrow' | 'wide'
}

/** A page inside the frame: its title, what it is for, what can be done, and its content. */
export function Page({ title, about, actions, children, width = 'wide' }: PageProps) {
  useEffect(() => void (document.title = title), [title])
  return (
    <div className={`mx-auto w-full px-4 pt-6 pb-24 sm:px-6 ${width === 'wide' ? 'max-w-[80rem]' : 'max-w-[48rem]'}`}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 pb-6">
        <div className="min-w-48 flex-1">
          <h1 className="text-title font-semibold tracking-tight">{title}</h1>
          {about && <p className="mt-1 max-w-[44rem] text-small text-muted">{about}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
