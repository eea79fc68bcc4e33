import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Source } from '../../api/types.ts'
import { segments } from './segments.ts'
import type { Span } from './segments.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface SourceTextProps {
  source: Source
  cited: Span | undefined
  alsoCited: readonly Span[]
}

/** The whole text of a source, scrolled to the cited span. */
export function SourceText({ source, cited, alsoCited }: SourceTextProps) {
  const messages = useMessages(twinMessages).source
  const scroller = useRef<HTMLDivElement>(null)
  const pieces = useMemo(() => segments(source.text.length, cited, alsoCited, source.pages), [source, cited, alsoCited])

  useLayoutEffect(() => {
    const box = scroller.current
    const mark = box?.querySelector('mark[data-mark="cited"]')
    if (!box) return
    // Not scrollIntoView: it would move the page behind the panel as well.
    const offset = mark ? mark.getBoundingClientRect().top - box.getBoundingClientRect().top : -box.scrollTop
    box.scrollTop += mark ? offset - box.clientHeight / 4 : offset
  }, [pieces])

  return (
    <div
      ref={scroller}
      role="region"
      aria-label={messages.text}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 -outline-offset-2 sm:px-6"
    >
      <div lang={source.language} className="whitespace-pre-wrap" data-testid="source-text">
        {pieces.map(({ start, end, mark, page }) => {
          const text = source.text.slice(start, end)
          return (
            <span key={start}>
              {page !== undefined && <span className="page-start" data-page={messages.pages([page])} />}
              {mark === 'none' ? text : <mark data-mark={mark}>{text}</mark>}
            </span>
          )
        })}
      </div>
    </div>
  )
}
