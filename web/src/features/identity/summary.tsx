import { useState } from 'react'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** About what fits into four lines of a phone. */
const foldedLength = 160

/** What the person says about themselves. A long text is folded on a phone, so that the questions stay in sight. */
export function Summary({ text }: { text: string }) {
  const { readMore, readLess } = useMessages(twinMessages).identity
  const [open, setOpen] = useState(false)
  const foldable = text.length > foldedLength
  return (
    <div>
      <p className={foldable && !open ? 'max-sm:line-clamp-4' : undefined}>{text}</p>
      {foldable && (
        <button
          type="button"
          aria-expanded={open}
          className="min-h-9 cursor-pointer text-small font-medium text-accent sm:hidden"
          onClick={() => setOpen(!open)}
        >
          {open ? readLess : readMore}
        </button>
      )}
    </div>
  )
}
