import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { RequestError } from '../../api/request-error.ts'
import { sourceQuery } from '../../api/twin.ts'
import type { Source } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useOnline } from '../../components/use-online.ts'
import { citationKey } from '../chat/citations.ts'
import type { NumberedCitation } from '../chat/citations.ts'
import { describeFailure, failureOf } from '../chat/failure.ts'
import { CitationSteps } from './citation-steps.tsx'
import { SourceFacts } from './source-facts.tsx'
import type { SourceLink } from './source-link.ts'
import { SourceText } from './source-text.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface SourceViewProps {
  link: SourceLink
  /** The citations of the answer that the link belongs to; empty for a link from outside. */
  citations: readonly NumberedCitation[]
  headingId: string
  onOpen: (link: SourceLink) => void
  onClose: () => void
}

/** A source with the cited span highlighted: the proof beside the answer. */
export function SourceView({ link, citations, headingId, onOpen, onClose }: SourceViewProps) {
  const messages = useMessages(twinMessages).source
  const { data: source, error, refetch } = useQuery(sourceQuery(link.id, link.version))
  const heading = useRef<HTMLHeadingElement>(null)
  const current = citations.find(({ citation }) => isAt(citation, link))
  const alsoCited = useMemo(
    () =>
      citations
        .map(({ citation }) => citation)
        .filter((c) => c.sourceId === link.id && c.version === link.version && !isAt(c, link)),
    [citations, link],
  )

  useEffect(() => heading.current?.focus({ preventScroll: true }), [])

  const title = source?.title ?? current?.citation.title ?? messages.source
  return (
    <>
      <header className="border-b border-line px-4 py-3 sm:px-6">
        <div className="flex items-start gap-2">
          <h2
            id={headingId}
            ref={heading}
            tabIndex={-1}
            lang={source?.language}
            className="min-w-0 flex-1 pt-1 font-semibold"
          >
            {title}
          </h2>
          <Button look="quiet" square aria-label={messages.close} title={messages.closeEsc} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        {source && <SourceFacts source={source} cited={link.span} page={current?.citation.page} />}
        {current && citations.length > 1 && <CitationSteps current={current} citations={citations} onOpen={onOpen} />}
      </header>
      {source && <Doubt source={source} link={link} quote={current?.citation.quote} />}
      {source && <SourceText source={source} cited={link.span} alsoCited={alsoCited} />}
      {!source && (
        <div className="px-4 py-4 sm:px-6">
          {error ? <SourceFailure error={error} onRetry={() => void refetch()} /> : <LoadingText />}
        </div>
      )}
    </>
  )
}

/** Says so when the link does not fit the text: a proof that does not hold must not look like one. */
function Doubt({ source, link, quote }: { source: Source; link: SourceLink; quote: string | undefined }) {
  const messages = useMessages(twinMessages).source
  if (!link.span) return null
  const past = link.span.end > source.text.length
  const other = quote !== undefined && source.text.slice(link.span.start, link.span.end) !== quote
  if (!past && !other) return null
  return (
    <div className="px-4 pt-4 sm:px-6" role="alert">
      <Notice tone="danger" title={messages.notHere}>
        {past ? messages.past : messages.otherWords}
      </Notice>
    </div>
  )
}

function SourceFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { source: messages, failure: words } = useMessages(twinMessages)
  const online = useOnline()
  if (error instanceof RequestError && error.status === 404) {
    return <Notice title={messages.unavailable}>{messages.unavailableAdvice}</Notice>
  }
  const { title, advice } = describeFailure(failureOf(error), online, words)
  return (
    <Notice tone="danger" title={title} action={<Button onClick={onRetry}>{words.tryAgain}</Button>}>
      {advice}
    </Notice>
  )
}

function LoadingText() {
  const messages = useMessages(twinMessages).source
  return (
    <Skeleton label={messages.loading} lines={['h-4 w-full', 'h-4 w-11/12', 'h-4 w-full', 'h-4 w-3/4', 'h-4 w-5/6']} />
  )
}

function isAt(citation: NumberedCitation['citation'], { id, version, span }: SourceLink): boolean {
  return (
    span !== undefined &&
    version !== undefined &&
    citationKey(citation) === citationKey({ sourceId: id, version, ...span })
  )
}
