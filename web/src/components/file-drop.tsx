import { Upload } from 'lucide-react'
import { useId, useState } from 'react'
import type { DragEvent } from 'react'

interface FileDropProps {
  label: string
  hint: string
  /** As the `accept` attribute: ".pdf,.docx". */
  accept?: string
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
}

/** Where files are dropped, or chosen with a click or the keyboard. */
export function FileDrop({ label, hint, accept, multiple = true, disabled = false, onFiles }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!disabled) onFiles([...event.dataTransfer.files])
  }

  return (
    <div
      className={`relative rounded-lg border border-dashed px-4 py-6 text-center focus-within:outline-2 focus-within:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-edge bg-surface'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Upload className="icon mx-auto mb-2 text-muted" />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="text-small text-muted">
        {hint}
      </p>
      <input
        id={id}
        type="file"
        aria-describedby={`${id}-hint`}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        disabled={disabled}
        multiple={multiple}
        {...(accept && { accept })}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = '' // the same file can be chosen again
        }}
      />
    </div>
  )
}
