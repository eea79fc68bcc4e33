import type { NumberedCitation } from './citations.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

export interface CitationButtonProps {
  entry: NumberedCitation
  turnId: string
  /** Its source is open at this span. */
  open: boolean
  onOpen: (entry: NumberedCitation) => void
}

export function CitationButton({ entry, turnId, open, onOpen }: CitationButtonProps) {
  const messages = useMessages(twinMessages).source
  const { number, citation } = entry
  const place = messages.pages(citation.page === undefined ? [] : [citation.page])
  return (
    <button
      type="button"
      className="cite"
      aria-label={messages.citation(number, [citation.title, place].filter(Boolean).join(', '))}
      aria-expanded={open}
      title={[citation.title, place].filter(Boolean).join(', ')}
      data-citation={citationElement(turnId, number)}
      onClick={() => onOpen(entry)}
    >
      {number}
    </button>
  )
}

/** Names the buttons of one citation, to find one of them again when the focus has to come back. */
export function citationElement(turnId: string, number: number): string {
  return `${turnId}:${number}`
}
