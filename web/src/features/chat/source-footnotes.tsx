import { CitationButton } from './citation-button.tsx'
import { citationKey, citedSources } from './citations.ts'
import type { AnswerSentencesProps } from './answer-sentences.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

type SourceFootnotesProps = Pick<AnswerSentencesProps, 'turnId' | 'numbered' | 'openKey' | 'onOpen'>

/** The sources of an answer, once each, with the numbers and pages that are cited. */
export function SourceFootnotes({ turnId, numbered, openKey, onOpen }: SourceFootnotesProps) {
  const messages = useMessages(twinMessages).source
  const sources = citedSources(numbered.values())
  return (
    <div className="border-t border-line pt-3 text-small">
      <h3 className="mb-1 font-medium text-muted">{messages.heading(sources.length)}</h3>
      <ul className="flex flex-col gap-1.5">
        {sources.map(({ sourceId, version, title, pages, citations }) => (
          <li key={`${sourceId}@${version}`} className="flex items-baseline gap-2">
            <span className="flex shrink-0 flex-wrap gap-y-1">
              {citations.map((entry) => (
                <CitationButton
                  key={entry.number}
                  entry={entry}
                  turnId={turnId}
                  open={citationKey(entry.citation) === openKey}
                  onOpen={onOpen}
                />
              ))}
            </span>
            <span>
              {title}
              {pages.length > 0 && <span className="text-muted">, {messages.pages(pages)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
