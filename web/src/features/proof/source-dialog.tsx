import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { sourceQuery } from '../../api/twin.ts'
import type { Citation, Source } from '../../api/types.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { proofMessages } from '../../messages/proof/messages.ts'
import { segments } from '../source/segments.ts'

/** The source of a citation at the cited version, beside the page, with the cited words marked. */
export function SourceDialog({ citation, onClose }: { citation: Citation; onClose: () => void }) {
  const query = useQuery(sourceQuery(citation.sourceId, citation.version))
  return (
    <Dialog title={citation.title} place="side" onClose={onClose}>
      <Loaded query={query}>{(source) => <CitedText source={source} citation={citation} />}</Loaded>
    </Dialog>
  )
}

function CitedText({ source, citation }: { source: Source; citation: Citation }) {
  const messages = useMessages(proofMessages)
  const text = useRef<HTMLDivElement>(null)
  const { start, end, quote, version } = citation
  const pieces = useMemo(() => segments(source.text.length, { start, end }, [], source.pages), [source, start, end])
  useLayoutEffect(() => void text.current?.querySelector('mark')?.scrollIntoView({ block: 'center' }), [pieces])
  return (
    <>
      <p className="pb-3 text-small text-muted" title={`SHA-256 ${version}`}>
        {messages.version} <code>{version.slice(0, 8)}</code>
      </p>
      {source.text.slice(start, end) !== quote && (
        <div role="alert" className="pb-3">
          <Notice tone="danger" title={messages.differs.title}>
            {messages.differs.advice}
          </Notice>
        </div>
      )}
      <div
        ref={text}
        role="region"
        aria-label={messages.text}
        tabIndex={0}
        lang={source.language}
        className="text-small whitespace-pre-wrap"
      >
        {pieces.map((piece) => {
          const words = source.text.slice(piece.start, piece.end)
          return piece.mark === 'none' ? (
            <span key={piece.start}>{words}</span>
          ) : (
            <mark key={piece.start} data-mark={piece.mark}>
              {words}
            </mark>
          )
        })}
      </div>
    </>
  )
}
