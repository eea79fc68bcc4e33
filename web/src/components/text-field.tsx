import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  /** What is asked for, below the field. */
  hint?: ReactNode
  /** Why what is written is refused. */
  error?: string | undefined
}

/** A labelled line of text, with its hint and its error read out with it. */
export function TextField({ label, hint, error, className = '', ...props }: TextFieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        {...(described && { 'aria-describedby': described })}
        className="min-h-10 w-full rounded-lg border border-edge bg-surface px-3 text-base outline-none read-only:bg-page read-only:text-muted focus:border-accent focus:outline focus:outline-accent aria-invalid:border-danger pointer-coarse:min-h-11"
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-small text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
