import type { Strategy } from '../../api/types.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface StrategySelectProps {
  value: Strategy | undefined
  onChange: (strategy: Strategy | undefined) => void
}

/** How the answer is shaped. The browser's own menu: it is the best one on a phone. */
export function StrategySelect({ value, onChange }: StrategySelectProps) {
  const { style, automatic, styles } = useMessages(twinMessages).composer
  return (
    <select
      aria-label={style}
      value={value ?? ''}
      className="h-9 cursor-pointer rounded-lg bg-transparent px-2 text-small text-muted hover:bg-hover hover:text-ink pointer-coarse:h-11 [&>option]:bg-surface [&>option]:text-ink"
      onChange={(event) => onChange((event.target.value || undefined) as Strategy | undefined)}
    >
      <option value="">{automatic}</option>
      {Object.entries(styles).map(([strategy, label]) => (
        <option key={strategy} value={strategy}>
          {label}
        </option>
      ))}
    </select>
  )
}
