import type { Sentence } from '../../api/types.ts'
import { CitationButton } from './citation-button.tsx'
import { citationKey, paragraphs } from './citations.ts'
import type { NumberedCitation } from './citations.ts'

export interface AnswerSentencesProps {
  turnId: string
  sentences: readonly Sentence[]
  numbered: Map<string, NumberedCitation>
  language: string | undefined
  openKey: string | undefined
  onOpen: (entry: NumberedCitation) => void
}

/** The sentences of an answer, each followed by the numbers of what it rests on. */
export function AnswerSentences({ turnId, sentences, numbered, language, openKey, onOpen }: AnswerSentencesProps) {
  return (
    <div lang={language} className="flex flex-col gap-4">
      {paragraphs(sentences).map((paragraph, index) => (
        <p key={index} className="whitespace-pre-line">
          {paragraph.map((sentence, position) => (
            <span key={position} className="sentence arriving">
              <span className="sentence-text">{sentence.text.trim()}</span>
              <span className="cites">
                {citationsOf(sentence, numbered).map((entry) => (
                  <CitationButton
                    key={entry.number}
                    entry={entry}
                    turnId={turnId}
                    open={citationKey(entry.citation) === openKey}
                    onOpen={onOpen}
                  />
                ))}
              </span>{' '}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}

function citationsOf(sentence: Sentence, numbered: Map<string, NumberedCitation>): NumberedCitation[] {
  const entries = sentence.citations.map((citation) => numbered.get(citationKey(citation)))
  return [...new Set(entries)].filter((entry) => entry !== undefined)
}
