import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { Citation } from '../../api/types.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { proofMessages } from '../../messages/proof/messages.ts'
import { SourceDialog } from './source-dialog.tsx'

/** What a statement rests on: the words of the source, and a button that opens them where they stand. */
export function Proof({ citation }: { citation: Citation }) {
  const messages = useMessages(proofMessages)
  const [open, setOpen] = useState(false)
  const { title, quote, page } = citation
  const place = page === undefined ? title : `${title}, ${messages.page(page)}`
  return (
    <figure className="min-w-0 border-l-2 border-accent-mark pl-3 text-small">
      <blockquote>{quote}</blockquote>
      <figcaption>
        <button
          type="button"
          aria-label={messages.open(place)}
          className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded text-left text-accent hover:underline pointer-coarse:min-h-11"
          onClick={() => setOpen(true)}
        >
          <FileText className="icon size-4" /> {place}
        </button>
      </figcaption>
      {open && <SourceDialog citation={citation} onClose={() => setOpen(false)} />}
    </figure>
  )
}
