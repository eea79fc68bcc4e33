import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sourceQuery } from '../../api/twin.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { DeleteGaps } from './delete-gaps.tsx'
import type { Gap } from './gap.ts'
import { GapFacts } from './gap-facts.tsx'
import { useTakeBack } from './use-take-back.ts'

/** A question that was answered or dismissed, with what was answered and the way back. */
export function ResolvedGap({ gap, mayAnswer }: { gap: Gap; mayAnswer: boolean }) {
  const messages = useMessages(inboxMessages)
  const { audiences } = useMessages(shellMessages)
  const [open, setOpen] = useState(false)
  const { sourceId } = gap
  const query = useQuery({ ...sourceQuery(sourceId ?? '', undefined), enabled: open && sourceId !== null })
  const { data, refetch } = query
  const { busy, error, failedAt, takeBack } = useTakeBack(gap)

  /** The words are read before they are deleted, so that they are not lost. */
  async function back() {
    if (sourceId === null) return takeBack()
    const source = data ?? (await refetch()).data
    if (source) await takeBack(source.text)
    else setOpen(true) // says why it could not be read
  }

  return (
    <article aria-labelledby={gap.id} className="rounded-lg border border-line bg-surface p-4">
      <h2 id={gap.id} lang={gap.language} className="text-base font-semibold whitespace-pre-line">
        {gap.question}
      </h2>
      <GapFacts gap={gap} />
      {gap.state === 'answered' && sourceId === null && <p className="mt-2 text-small">{messages.gone}</p>}
      {open && (
        <div className="mt-3 rounded-lg border border-line bg-page px-4 py-3">
          <Loaded query={query}>
            {({ text, language, audience }) => (
              <>
                <p lang={language} className="whitespace-pre-wrap">
                  {text}
                </p>
                <p className="mt-2 text-small text-muted">{messages.visibleTo(audiences[audience])}</p>
              </>
            )}
          </Loaded>
        </div>
      )}
      {error !== undefined && (
        <div className="mt-3">
          <Failure error={error} at={failedAt} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
        {sourceId !== null && (
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? messages.hideAnswer : messages.readAnswer}
          </Button>
        )}
        {mayAnswer && (
          <Button look="quiet" aria-disabled={busy} onClick={() => void back()}>
            {gap.state === 'answered' && sourceId !== null ? messages.takeBack : messages.reopen}
          </Button>
        )}
        {mayAnswer && sourceId === null && <DeleteGaps gaps={[gap]} />}
      </div>
    </article>
  )
}
