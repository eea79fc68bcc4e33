import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ThemeToggle } from '../features/theme/theme-toggle.tsx'

/** The bar of a page other than the twin's: the way back, and what `children` adds. */
export function PageHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="fixed inset-x-0 top-0 z-10 flex h-14 items-center gap-1 border-b border-line bg-page px-4">
      <p className="min-w-0 flex-1 truncate text-small font-medium">
        <Link to="/" className="rounded hover:underline">
          Digital twin
        </Link>
      </p>
      <ThemeToggle />
      {children}
    </header>
  )
}
