/** A value as it is: a text word for word, anything else as JSON. Scrolls by itself. */
export function CodeBlock({ label, value }: { label: string; value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <pre
      role="group"
      aria-label={label}
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md border border-line bg-page p-3 font-mono text-small whitespace-pre-wrap"
    >
      {text}
    </pre>
  )
}
