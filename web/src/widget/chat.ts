import { askInConversation } from '../features/chat/ask-in-conversation.ts'
import { emptyConversation, nextConversation, turnId } from '../features/chat/conversation.ts'
import type { ConversationEvent, Turn } from '../features/chat/conversation.ts'
import { failureOf } from '../features/chat/failure.ts'
import type { Server } from './server.ts'

export interface Chat {
  /** Asks, in place of the turn `replaces` when that is asked again. One question at a time: meanwhile it does nothing. */
  ask(question: string, replaces?: string): void
  stop(): void
}

/** The conversation of this visit; kept nowhere, so that it ends with the page. `changed` is told every state of it. */
export function createChat(server: Server, changed: (turns: readonly Turn[], busy: boolean) => void): Chat {
  let conversation = emptyConversation
  let running: AbortController | undefined

  function dispatch(event: ConversationEvent) {
    conversation = nextConversation(conversation, event)
    changed(conversation.turns, conversation.turns.at(-1)?.status === 'asking')
  }
  async function answer(question: string, id: string, { signal }: AbortController) {
    try {
      const events = askInConversation(server.ask, { question }, conversation.conversationId, signal)
      for await (const event of events) dispatch({ id, ...event })
    } catch (error) {
      dispatch(signal.aborted ? { type: 'stopped', id } : { type: 'failed', id, failure: failureOf(error) })
    } finally {
      running = undefined
    }
  }

  return {
    ask(question, replaces) {
      if (running) return
      running = new AbortController()
      const id = turnId()
      dispatch({ type: 'asked', id, question, ...(replaces !== undefined && { replaces }) })
      void answer(question, id, running)
    },
    stop: () => running?.abort(),
  }
}
