import type { Citation, Sentence } from '../api/types.ts'
import { citationKey, numberCitations, paragraphs, type NumberedCitation } from '../features/chat/citations.ts'
import { formatSourceLink } from '../features/source/source-link.ts'
import { button, element, setAttribute } from './element.ts'
import type { Surroundings } from './turn-view.ts'

export interface AnswerView {
  readonly root: HTMLElement
  /** Shows the sentences so far. What is shown already is left as it is, so that the focus can stay in it. */
  show(sentences: readonly Sentence[]): void
  /** Closes the quote that is open, and puts the focus back where it was opened. False when there is none. */
  closeQuote(): boolean
}

/** Numbers stay on the line of the word before them, unless it is too long for that. */
const lastWord = /^([^]*?)(\S{0,24})$/

/** The sentences of an answer. The number behind one opens its quote below the answer. */
export function createAnswerView({ words, server, newId }: Surroundings): AnswerView {
  const text = element('div', { class: 'answer' })
  const quote = element('figure', { class: 'quote', id: newId(), hidden: true })
  let shown: readonly Sentence[] = []
  let opener: HTMLButtonElement | undefined
  let openKey: string | undefined

  function close() {
    if (opener) setAttribute(opener, 'aria-expanded', 'false')
    opener = undefined
    openKey = undefined
    quote.hidden = true
    quote.replaceChildren()
  }

  function open(from: HTMLButtonElement, { citation }: NumberedCitation) {
    const again = opener === from
    close()
    if (again) return
    opener = from
    openKey = citationKey(citation)
    setAttribute(from, 'aria-expanded', 'true')
    quote.append(...quoteParts(citation))
    quote.hidden = false
    quote.scrollIntoView({ block: 'nearest' })
  }

  function quoteParts({ quote: quoted, title, page, sourceId: id, version, start, end }: Citation): Node[] {
    const link = element(
      'a',
      {
        href: new URL(formatSourceLink({ id, version, span: { start, end } }), server).href,
        target: '_blank',
        rel: 'noopener',
      },
      words.readSource,
      element('span', { class: 'unseen' }, ` (${words.newTab})`),
    )
    const place = page === undefined ? title : `${title}, ${words.page(page)}`
    return [
      element('blockquote', {}, quoted.trim()),
      element('figcaption', {}, element('span', { class: 'place' }, place), link),
    ]
  }

  function citationButton(entry: NumberedCitation): HTMLButtonElement {
    const made = button('cite', String(entry.number), () => open(made, entry))
    const label = words.citation(entry.number, entry.citation.title)
    for (const [name, value] of Object.entries({
      'aria-label': label,
      title: label,
      'aria-expanded': citationKey(entry.citation) === openKey ? 'true' : 'false',
      'aria-controls': quote.id,
    }))
      setAttribute(made, name, value)
    return made
  }

  function sentenceElement({ text: said, citations }: Sentence, numbered: Map<string, NumberedCitation>): HTMLElement {
    const entries = new Set(citations.map((citation) => numbered.get(citationKey(citation))))
    const buttons = [...entries].flatMap((entry) => (entry ? [citationButton(entry)] : []))
    const [, head = '', last = ''] = lastWord.exec(said.trim()) ?? []
    return element(
      'span',
      { class: 'sentence' },
      head !== '' && element('span', { class: 'said' }, head),
      element('span', { class: 'tail' }, element('span', { class: 'said' }, last), ...buttons),
      ' ',
    )
  }

  return {
    root: element('div', {}, text, quote),
    show(sentences) {
      const goesOn = shown.every((sentence, index) => sentence.text === sentences[index]?.text)
      if (!goesOn) {
        close()
        text.replaceChildren()
        shown = []
      }
      const numbered = numberCitations(sentences)
      let index = 0
      for (const [at, paragraph] of paragraphs(sentences).entries()) {
        const place = text.children[at] ?? text.appendChild(element('p'))
        for (const sentence of paragraph) if (index++ >= shown.length) place.append(sentenceElement(sentence, numbered))
      }
      shown = [...sentences]
    },
    closeQuote() {
      const from = opener
      if (!from) return false
      close()
      from.focus({ preventScroll: true })
      return true
    },
  }
}
