/** Points of 100 as a bar, beside the number that says the same. */
export function Meter({ points }: { points: number }) {
  const fill = points >= 70 ? 'bg-good' : points >= 50 ? 'bg-warn' : 'bg-danger'
  return (
    <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-line">
      <span className={`block h-full ${fill}`} style={{ width: `${points}%` }} />
    </span>
  )
}
