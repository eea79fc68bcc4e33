import { useState } from 'react'
import type { Citation } from '../../api/types.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { proofMessages } from '../../messages/proof/messages.ts'
import { SourceDialog } from './source-dialog.tsx'

/** The number of a citation after its sentence; opens the words in their source. */
export function CiteButton({ citation, number }: { citation: Citation; number: number }) {
  const messages = useMessages(proofMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="cite"
        aria-label={`${number}. ${messages.open(citation.title)}`}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {number}
      </button>
      {open && <SourceDialog citation={citation} onClose={() => setOpen(false)} />}
    </>
  )
}
