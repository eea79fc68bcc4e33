import type { Answer, Sentence } from '../api/types.ts'
import { citationKey, citedSources, numberCitations, paragraphs } from '../features/chat/citations.ts'
import type { NumberedCitation } from '../features/chat/citations.ts'
import { audienceName } from './audience-name.ts'
import { element } from './element.ts'

type Numbered = ReadonlyMap<string, NumberedCitation>

let views = 0

/** The sentences of an answer, each with the numbers of what it rests on. A number opens the exact quote below its paragraph. */
export function answerView({ sentences, language }: Answer): HTMLElement {
  const prefix = `answer-${++views}`
  const numbered = numberCitations(sentences)
  const view = element('div', { class: 'answer' })
  let close = () => {}

  const citationButton = (entry: NumberedCitation, below: () => Element): HTMLButtonElement => {
    const { number, citation } = entry
    const id = `${prefix}-quote-${number}`
    const button = element(
      'button',
      {
        type: 'button',
        class: 'cite',
        'aria-expanded': 'false',
        'aria-controls': id,
        'aria-label': `Citation ${number}: ${placeOf(citation)}`,
        onclick() {
          const wasOpen = button.getAttribute('aria-expanded') === 'true'
          close()
          if (wasOpen) return
          const panel = quotePanel(id, entry, () => close())
          below().after(panel)
          button.setAttribute('aria-expanded', 'true')
          close = () => {
            const hadFocus = panel.contains(document.activeElement)
            panel.remove()
            button.setAttribute('aria-expanded', 'false')
            close = () => {}
            if (hadFocus) button.focus()
          }
          panel.scrollIntoView({ block: 'nearest' })
        },
      },
      String(number),
    )
    return button
  }

  for (const paragraph of paragraphs(sentences)) {
    const shown: HTMLElement = element('p', {})
    shown.append(
      ...paragraph.flatMap((sentence) => [
        element(
          'span',
          { class: 'sentence' },
          element('span', { class: 'sentence-text' }, sentence.text.trim()),
          element(
            'span',
            { class: 'cites' },
            ...citationsOf(sentence, numbered).map((entry) => citationButton(entry, () => shown)),
          ),
        ),
        ' ',
      ]),
    )
    if (language && language !== 'und') shown.lang = language
    view.append(shown)
  }
  view.append(sourceList(numbered, citationButton))
  view.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close()
  })
  return view
}

function sourceList(
  numbered: Numbered,
  button: (entry: NumberedCitation, below: () => Element) => HTMLButtonElement,
): HTMLElement {
  const sources = citedSources(numbered.values())
  const items = sources.map(({ title, pages, citations }) => {
    const line: HTMLElement = element('div', { class: 'source' })
    const place = element('span', {}, title)
    if (pages.length > 0)
      place.append(
        element('span', { class: 'muted' }, `, ${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}`),
      )
    const numbers = citations.map((entry) => button(entry, () => line))
    line.append(element('span', { class: 'cites' }, ...numbers), place)
    return element('li', {}, line)
  })
  return element(
    'section',
    { class: 'sources' },
    element('h3', {}, sources.length === 1 ? 'Source' : 'Sources'),
    element('ul', {}, ...items),
  )
}

/** The quote as it stands in the source, and what a reader needs to find it there. */
function quotePanel(id: string, { number, citation }: NumberedCitation, close: () => void): HTMLElement {
  const { title, audience, quote, page, version, start, end } = citation
  const facts = [
    audienceName[audience],
    page !== undefined && `page ${page}`,
    `characters ${start} to ${end}`,
    `version ${version.slice(0, 8)}`,
  ]
  return element(
    'section',
    { id, class: 'quote', 'aria-label': `Citation ${number}` },
    element(
      'header',
      {},
      element('strong', {}, title),
      element('button', { type: 'button', class: 'close', 'aria-label': 'Close the quote', onclick: close }, '×'),
    ),
    element('blockquote', {}, quote),
    element('p', { class: 'facts' }, facts.filter(Boolean).join(' · ')),
  )
}

function placeOf({ title, page }: NumberedCitation['citation']): string {
  return [title, page !== undefined && `page ${page}`].filter(Boolean).join(', ')
}

function citationsOf({ citations }: Sentence, numbered: Numbered): NumberedCitation[] {
  const entries = citations.map((citation) => numbered.get(citationKey(citation)))
  return [...new Set(entries)].filter((entry) => entry !== undefined)
}
