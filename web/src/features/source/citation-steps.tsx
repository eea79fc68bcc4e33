import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import type { NumberedCitation } from '../chat/citations.ts'
import { linkTo } from './link-to.ts'
import type { SourceLink } from './source-link.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface CitationStepsProps {
  current: NumberedCitation
  citations: readonly NumberedCitation[]
  onOpen: (link: SourceLink) => void
}

/** Goes through the citations of an answer, from source to source. */
export function CitationSteps({ current, citations, onOpen }: CitationStepsProps) {
  const messages = useMessages(twinMessages).source
  const step = (by: number, label: string, icon: 'previous' | 'next') => {
    const target = citations[current.number - 1 + by]
    return (
      <Button
        look="quiet"
        square
        aria-label={label}
        title={label}
        aria-disabled={!target}
        onClick={() => target && onOpen(linkTo(target.citation))}
      >
        <Icon name={icon} />
      </Button>
    )
  }
  return (
    <div className="-mb-1 -ml-2 flex items-center gap-1">
      {step(-1, messages.previous, 'previous')}
      <p aria-live="polite" className="text-small text-muted tabular-nums">
        {messages.of(current.number, citations.length)}
      </p>
      {step(1, messages.next, 'next')}
    </div>
  )
}
