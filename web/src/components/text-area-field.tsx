import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

interface TextAreaFieldProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string
  hint?: ReactNode
  /** Why what is written is refused. */
  error?: string | undefined
}

/** A labelled text of several lines, with its hint and its error read out with it. */
export function TextAreaField({ label, hint, error, className = '', ...props }: TextAreaFieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={4}
        aria-invalid={error !== undefined}
        {...(described && { 'aria-describedby': described })}
        className="field px-3 py-2 text-base"
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
