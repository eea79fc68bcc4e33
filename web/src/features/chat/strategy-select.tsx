import type { Strategy } from '../../api/types.ts'

const names: Record<Strategy, string> = {
  star: 'As a STAR story',
  concise: 'Short',
  detailed: 'In detail',
  'example-driven': 'With examples',
}

interface StrategySelectProps {
  value: Strategy | undefined
  onChange: (strategy: Strategy | undefined) => void
}

/** How the answer is shaped. The browser's own menu: it is the best one on a phone. */
export function StrategySelect({ value, onChange }: StrategySelectProps) {
  return (
    <select
      aria-label="Style of the answer"
      value={value ?? ''}
      className="h-9 cursor-pointer rounded-lg bg-transparent px-2 text-small text-muted hover:bg-hover hover:text-ink pointer-coarse:h-11 [&>option]:bg-surface [&>option]:text-ink"
      onChange={(event) => onChange((event.target.value || undefined) as Strategy | undefined)}
    >
      <option value="">Style: automatic</option>
      {Object.entries(names).map(([strategy, label]) => (
        <option key={strategy} value={strategy}>
          {label}
        </option>
      ))}
    </select>
  )
}
