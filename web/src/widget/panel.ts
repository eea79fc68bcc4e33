import type { Turn } from '../features/chat/conversation.ts'
import { createChat } from './chat.ts'
import { createComposer } from './composer.ts'
import { button, element } from './element.ts'
import { failureWords } from './failure-words.ts'
import type { Server } from './server.ts'
import { createTurnView, questionList, type Surroundings, type TurnView } from './turn-view.ts'
import type { Words } from './words.ts'

export interface Panel {
  readonly root: HTMLDialogElement
  open(): void
}

export interface PanelOptions {
  readonly words: Words
  readonly language: string
  readonly title: string
  readonly name: string
  readonly server: URL
  readonly api: Server
  /** After it was closed. */
  closed(): void
}

/** Below it the panel is a sheet over the whole screen; as in widget.css. */
const small = '(max-width: 640px)'

/**
 * The conversation in a `<dialog>`: beside the page where there is room, so that the page can be used meanwhile; over the whole of a
 * small screen, modal, so that the browser keeps the focus in it and makes the page behind it inert.
 */
export function createPanel({ words, language, title, name, server, api, closed }: PanelOptions): Panel {
  let ids = 0
  const newId = () => `part-${++ids}`
  const surroundings: Surroundings = { words, server, newId, ask }
  const chat = createChat(api, show)
  const composer = createComposer({ words, name, newId }, { ask, stop: chat.stop })
  const views = new Map<string, TurnView>()
  const introduction = element('div', { class: 'introduction' }, element('p', {}, words.introduction(name)))
  const turns = element('div', { class: 'turns' })
  const log = element('div', { class: 'log', tabindex: 0, role: 'group', 'aria-label': title }, introduction, turns)
  const status = element('p', { class: 'unseen', role: 'status' })
  const heading = element('h2', { id: newId(), tabindex: -1 }, title)
  const header = element('header', {}, heading, button('icon', { icon: 'close', label: words.close }, close))
  const root = element('dialog', { lang: language, 'aria-labelledby': heading.id }, header, log, composer.root, status)
  const sheet = matchMedia(small)
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  let known: readonly Turn[] = []
  let suggested = false

  function ask(question: string, replaces?: string) {
    const typed = composer.root.matches(':focus-within')
    chat.ask(question, replaces)
    const view = views.get(known.at(-1)?.id ?? '')
    if (!view) return
    log.scrollTo({ top: view.root.offsetTop, behavior: calm.matches ? 'instant' : 'smooth' })
    // What was pressed is gone: the reader goes on at the question.
    const asked = view.root.querySelector<HTMLElement>('.asked')
    if (!typed && asked) {
      asked.tabIndex = -1
      asked.focus({ preventScroll: true })
    }
  }

  function show(now: readonly Turn[], busy: boolean) {
    const before = known.at(-1)?.status
    known = now
    for (const [id, view] of views) {
      if (now.some((turn) => turn.id === id)) continue
      view.root.remove()
      views.delete(id)
    }
    for (const [index, turn] of now.entries()) {
      const last = index === now.length - 1
      const view = views.get(turn.id) ?? createTurnView(turn, surroundings)
      if (!views.has(turn.id)) turns.append(view.root)
      if (!views.has(turn.id) || last || index === now.length - 2) view.update(turn, last)
      views.set(turn.id, view)
    }
    composer.setBusy(busy)
    const newest = now.at(-1)
    if (newest && newest.status !== before) status.textContent = announcement(newest)
  }

  /** The whole answer at once for a screen reader, not each sentence as it comes. */
  function announcement({ status: state, sentences, refusal, failure }: Turn): string {
    switch (state) {
      case 'asking':
        return words.looking
      case 'answered': {
        const sources = new Set(sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId)))
        return words.answered(sentences.map(({ text }) => text.trim()).join(' '), sources.size)
      }
      case 'refused':
        return refusal?.message ?? ''
      case 'stopped':
        return words.stopped
      case 'failed':
        return failure ? failureWords(failure, words, navigator.onLine).join('. ') : ''
    }
  }

  async function suggest() {
    if (suggested) return
    suggested = true
    try {
      const questions = await api.questions()
      if (questions.length > 0) introduction.append(questionList(questions, surroundings))
    } catch {
      suggested = false // they are a help only: tried again at the next opening
    }
  }

  function present() {
    if (sheet.matches) root.showModal()
    else root.show()
    if (matchMedia('(pointer: coarse)').matches) heading.focus({ preventScroll: true })
    else composer.focus()
  }
  function close() {
    root.close()
  }
  function closeOneThing() {
    for (const view of views.values()) if (view.closeQuote()) return
    close()
  }

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    closeOneThing()
  })
  // Asked for by other means than the key, such as the back gesture of a phone.
  root.addEventListener('cancel', (event) => {
    event.preventDefault()
    closeOneThing()
  })
  root.addEventListener('close', () => {
    if (!turning) closed()
  })
  let turning = false
  sheet.addEventListener('change', () => {
    if (!root.open) return
    // A phone that was turned: the same conversation, in the other form.
    turning = true
    root.addEventListener('close', () => (turning = false), { once: true })
    root.close()
    present()
  })
  for (const change of ['online', 'offline'])
    addEventListener(change, () => {
      const newest = known.at(-1)
      if (newest?.status === 'failed') views.get(newest.id)?.update(newest, true)
    })
  // The keyboard of a phone lies over the page: the sheet ends above it.
  visualViewport?.addEventListener('resize', () => {
    const { height, scale } = visualViewport!
    if (scale === 1) root.style.setProperty('--seen-height', `${height}px`)
  })

  return {
    root,
    open() {
      void suggest()
      present()
    },
  }
}
