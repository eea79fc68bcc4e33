import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

const path: string = '/inbox'

/** To where questions without a good answer wait for one. */
export function InboxLink({ children }: { children: ReactNode }) {
  return (
    <Link to={path} className="font-medium text-accent underline underline-offset-2">
      {children}
    </Link>
  )
}
