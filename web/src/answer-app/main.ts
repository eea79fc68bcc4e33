import './answer.css'
import { answerView } from './answer-view.ts'
import { element } from './element.ts'
import { connectHost } from './host.ts'
import type { Host, ToolResult } from './host.ts'
import { readResult } from './read-result.ts'
import { applyContext } from './theme.ts'

/** The version of the protocol of this page with its server: of what it shows and calls. */
const version = '1'
const askTool = 'ask_twin'
const maxSuggestions = 4

const page = document.querySelector('main')!
let host: Host | undefined
let conversationId: string | undefined
let turn = beginTurn()

/** A question and what came of it; the newest stands last. */
function beginTurn(question?: string): { question: HTMLElement; body: HTMLElement } {
  const made = { question: element('h2', {}, question ?? ''), body: element('div', { 'aria-live': 'polite' }) }
  made.question.hidden = question === undefined
  made.body.append(waiting())
  page.append(element('article', {}, made.question, made.body))
  return made
}

function waiting(): HTMLElement {
  return element('p', { class: 'waiting' }, 'Looking in the sources …')
}

function show(result: ToolResult, asked: string | undefined): void {
  const shown = readResult(result)
  if (shown.type === 'failure') return showFailure(shown.message, asked)
  if (shown.type === 'text') return turn.body.replaceChildren(element('p', { class: 'plain' }, shown.text))
  const { answer } = shown
  conversationId = answer.conversationId
  const said = answer.refused
    ? element(
        'div',
        { class: 'notice' },
        element('p', {}, answer.message ?? 'I don’t have that in my sources.'),
        element('p', { class: 'muted' }, 'I answer only what a source supports.'),
      )
    : answerView(answer)
  turn.body.replaceChildren(said, ...suggestionsOf(answer.suggestions, answer.refused, asked))
}

function showFailure(message: string, asked: string | undefined): void {
  const notice = element('div', { class: 'notice failure', role: 'alert' }, element('p', {}, message))
  if (asked !== undefined && host?.can.serverTools)
    notice.append(element('button', { type: 'button', class: 'question', onclick: () => ask(asked) }, 'Ask again'))
  turn.body.replaceChildren(notice)
}

function suggestionsOf(questions: readonly string[], refused: boolean, asked: string | undefined): HTMLElement[] {
  const others = questions.filter((question) => question !== asked).slice(0, maxSuggestions)
  if (others.length === 0) return []
  // A host that neither calls tools nor takes messages still shows what could be asked.
  const canAsk = host?.can.serverTools ?? host?.can.message
  const items = others.map((question) =>
    element(
      'li',
      {},
      canAsk
        ? element('button', { type: 'button', class: 'question', onclick: () => ask(question) }, question)
        : question,
    ),
  )
  return [
    element(
      'section',
      { class: 'suggestions' },
      element('h3', {}, refused ? 'I can answer these' : 'You could ask next'),
      element('ul', {}, ...items),
    ),
  ]
}

/** Asks through the host, which calls the tool as its user would; without that, it puts the question into the chat. */
function ask(question: string): void {
  void (host?.can.serverTools ? askTwin(question) : host?.sendMessage(question))?.catch((error: Error) =>
    showFailure(error.message, question),
  )
}

async function askTwin(question: string): Promise<void> {
  for (const section of page.querySelectorAll('.suggestions, .failure button')) section.remove()
  turn = beginTurn(question)
  turn.question.tabIndex = -1
  turn.question.focus()
  const result = await host!.callTool(askTool, {
    question,
    ...(conversationId !== undefined && { conversation_id: conversationId }),
  })
  show(result, question)
  const { content } = result
  const told = content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  if (host!.can.updateModelContext && !result.isError)
    await host!.updateModelContext(`The user asked the twin "${question}" in the view of the answer. It said:\n${told}`)
}

let asked: string | undefined

connectHost(version, {
  context: applyContext,
  toolInput({ arguments: input = {} }) {
    const question = input['question'] ?? input['query']
    if (typeof question !== 'string') return
    asked = question
    turn.question.textContent = question
    turn.question.hidden = false
  },
  toolResult: (result) => show(result, asked),
  toolCancelled: ({ reason }) =>
    showFailure(reason ? `The question was withdrawn: ${reason}` : 'The question was withdrawn.', asked),
}).then(
  (connected) => void (host = connected),
  (error: Error) => showFailure(`The program that shows this does not answer: ${error.message}`, undefined),
)
