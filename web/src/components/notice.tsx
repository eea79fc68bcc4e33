import type { ReactNode } from 'react'

interface NoticeProps {
  title: string
  children: ReactNode
  /** What can be done about it. */
  action?: ReactNode
  tone?: 'danger' | 'plain'
}

/** Says what happened and what to do. */
export function Notice({ title, children, action, tone = 'plain' }: NoticeProps) {
  const look = tone === 'danger' ? 'border-danger-line bg-danger-soft' : 'border-line bg-surface'
  return (
    <div className={`flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border px-4 py-3 ${look}`}>
      <div className="min-w-48 flex-1">
        <p className={`font-medium ${tone === 'danger' ? 'text-danger' : ''}`}>{title}</p>
        <div className="text-small text-muted">{children}</div>
      </div>
      {action}
    </div>
  )
}
