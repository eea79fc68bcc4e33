import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-90 disabled:opacity-45',
  outline: 'border-edge bg-surface hover:bg-hover',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks
  /** Square, for an icon alone; needs an `aria-label`. */
  square?: boolean
}

export function Button({ look = 'outline', square = false, className = '', ...props }: ButtonProps) {
  const size = square ? 'size-9 pointer-coarse:size-11' : 'min-h-9 px-3 pointer-coarse:min-h-11'
  return (
    <button
      type="button"
      className={`inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-lg border text-small font-medium disabled:cursor-default aria-disabled:cursor-default aria-disabled:opacity-60 ${size} ${looks[look]} ${className}`}
      {...props}
    />
  )
}
