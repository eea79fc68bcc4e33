import type { Sentence } from '../../api/types.ts'
import type { messages as english } from '../../messages/twin/en.ts'
import { formatSourceLink } from '../source/source-link.ts'
import { citationKey, numberCitations } from './citations.ts'

type SourceMessages = (typeof english)['source']

/** An answer as plain text for the clipboard: numbered sentences, then each source with its span and a link to it. */
export function answerText(
  question: string,
  sentences: readonly Sentence[],
  pageUrl: string,
  messages: SourceMessages,
): string {
  const numbered = numberCitations(sentences)
  const lines = sentences.map(({ text, citations }) => {
    const numbers = new Set(citations.map((citation) => numbered.get(citationKey(citation))?.number))
    return [text.trim(), ...[...numbers].map((number) => `[${number}]`)].join(' ')
  })
  const sources = [...numbered.values()].map(({ number, citation }) => {
    const { sourceId: id, title, version, page, start, end, quote } = citation
    const place = [
      title,
      page !== undefined && messages.pages([page]),
      `${messages.version} ${version.slice(0, 12)}`,
      messages.characters(start, end),
    ]
    const link = new URL(formatSourceLink({ id, version, span: { start, end } }), pageUrl)
    return `[${number}] ${place.filter(Boolean).join(', ')}\n    "${quote.replace(/\s+/g, ' ').trim()}"\n    ${link}`
  })
  return [question, '', ...lines, '', messages.sources, ...sources].join('\n')
}
