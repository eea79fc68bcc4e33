import { element, setAttribute, showIcon } from './element.ts'
import type { Words } from './words.ts'

export interface Composer {
  readonly root: HTMLElement
  focus(): void
  setBusy(busy: boolean): void
}

/** As the server has it, in UTF-16 units. */
const maxLength = 2000
/** From here on it is told how many are left. */
const nearLimit = 1800

/** Where a question is written. Enter sends, Shift+Enter starts a new line. */
export function createComposer(
  { words, name, newId }: { words: Words; name: string; newId(): string },
  actions: { ask(question: string): void; stop(): void },
): Composer {
  const length = element('p', { id: newId(), class: 'length', role: 'status' })
  const field = element('textarea', {
    rows: 1,
    placeholder: words.question,
    'aria-label': words.questionFor(name),
    'aria-describedby': length.id,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const send = element('button', { type: 'submit', class: 'send' })
  const root = element('form', { class: 'composer' }, field, send, length)
  let busy = false

  const left = () => maxLength - field.value.length
  const sendable = () => field.value.trim() !== '' && left() >= 0
  function show() {
    showIcon(send, busy ? { icon: 'stop', label: words.stop } : { icon: 'send', label: words.send })
    setAttribute(send, 'aria-disabled', !busy && !sendable() ? 'true' : undefined)
    setAttribute(field, 'aria-invalid', left() < 0 ? 'true' : undefined)
    length.textContent = left() < 0 ? words.tooMany(-left()) : field.value.length >= nearLimit ? words.left(left()) : ''
  }
  function submit() {
    if (busy || !sendable()) return
    const question = field.value.trim()
    field.value = ''
    actions.ask(question)
    show()
  }

  field.addEventListener('input', show)
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  root.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) actions.stop()
    else submit()
  })
  show()
  return {
    root,
    focus: () => field.focus({ preventScroll: true }),
    setBusy(next) {
      busy = next
      show()
    },
  }
}
