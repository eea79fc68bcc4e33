import { useId } from 'react'

interface SelectFieldProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  hint?: string
  hideLabel?: boolean
  className?: string
  disabled?: boolean
}

/** One of several. The browser's own select: it is the one that phones and screen readers know. */
export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  hideLabel = false,
  className = '',
  disabled = false,
}: SelectFieldProps<Value>) {
  const id = useId()
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-small font-medium'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        className="field min-h-10 cursor-pointer px-2 text-small disabled:cursor-default disabled:opacity-60 pointer-coarse:min-h-11"
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
