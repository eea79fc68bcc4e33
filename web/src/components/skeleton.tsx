/** Grey lines in the place of a text that is coming. */
export function Skeleton({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div role="status" className="breathing flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      {lines.map((size, index) => (
        <div key={index} className={`rounded bg-line ${size}`} />
      ))}
    </div>
  )
}
