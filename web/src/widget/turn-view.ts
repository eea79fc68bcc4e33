import type { Turn } from '../features/chat/conversation.ts'
import { createAnswerView } from './answer-view.ts'
import { button, element, setAttribute } from './element.ts'
import { failureWords } from './failure-words.ts'
import type { Words } from './words.ts'

export interface Surroundings {
  readonly words: Words
  readonly server: URL
  /** An id that nothing else in this shadow tree has. */
  newId(): string
  ask(question: string, replaces?: string): void
}

export interface TurnView {
  readonly root: HTMLElement
  update(turn: Turn, last: boolean): void
  closeQuote(): boolean
}

const mostSuggestions = 3

/** A question and what came of it. */
export function createTurnView(first: Turn, surroundings: Surroundings): TurnView {
  const { words, ask, newId } = surroundings
  const answer = createAnswerView(surroundings)
  const below = element('div', { class: 'below' })
  const heading = element('h3', { id: newId(), class: 'asked' }, first.question)
  const root = element('article', { class: 'turn', 'aria-labelledby': heading.id }, heading, answer.root, below)
  let ticking: ReturnType<typeof setInterval> | undefined

  function retryButton(turn: Turn): HTMLButtonElement {
    const made = button('plain', words.tryAgain, () => {
      if (secondsLeft() === 0) ask(turn.question, turn.id)
    })
    const secondsLeft = () => Math.max(0, Math.ceil(((turn.failure?.retryAt ?? 0) - Date.now()) / 1000))
    const show = () => {
      const seconds = secondsLeft()
      made.textContent = seconds > 0 ? words.tryAgainIn(seconds) : words.tryAgain
      setAttribute(made, 'aria-disabled', seconds > 0 ? 'true' : undefined)
      if (seconds === 0) clearInterval(ticking)
    }
    show()
    if (secondsLeft() > 0) ticking = setInterval(show, 1000)
    return made
  }

  function notice(look: string, [title, advice]: readonly [string, string], ...more: Node[]): HTMLElement {
    return element('div', { class: look }, element('p', { class: 'strong' }, title), element('p', {}, advice), ...more)
  }

  function state(turn: Turn, last: boolean): Node[] {
    const retry = last ? [retryButton(turn)] : []
    switch (turn.status) {
      case 'asking':
        return [element('p', { class: 'waiting' }, words.looking)]
      case 'stopped':
        return [notice('notice', [words.stopped, turn.sentences.length > 0 ? words.stoppedAdvice : ''], ...retry)]
      case 'failed':
        return turn.failure ? [notice('notice bad', failureWords(turn.failure, words, navigator.onLine), ...retry)] : []
      case 'refused':
        return [element('p', { class: 'notice' }, turn.refusal?.message ?? ''), ...suggestions(turn, last)]
      case 'answered':
        return suggestions(turn, last)
    }
  }

  function suggestions({ refusal, answer: given, question }: Turn, last: boolean): Node[] {
    const others = (refusal?.suggestions ?? given?.suggestions ?? []).filter((other) => other !== question)
    return last && others.length > 0 ? [questionList(others.slice(0, mostSuggestions), surroundings)] : []
  }

  return {
    root,
    update(turn, last) {
      setAttribute(root, 'aria-busy', turn.status === 'asking' ? 'true' : 'false')
      setAttribute(
        answer.root,
        'lang',
        turn.answer && turn.answer.language !== 'und' ? turn.answer.language : undefined,
      )
      answer.show(turn.sentences)
      clearInterval(ticking)
      below.replaceChildren(...state(turn, last))
    },
    closeQuote: answer.closeQuote,
  }
}

/** Questions that one click asks. */
export function questionList(questions: readonly string[], { words, ask }: Surroundings): HTMLElement {
  const items = questions.map((question) =>
    element(
      'li',
      {},
      button('plain', question, () => ask(question)),
    ),
  )
  return element('div', { class: 'suggestions' }, element('p', {}, words.suggestions), element('ul', {}, ...items))
}
