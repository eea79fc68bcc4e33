import { useCallback, useEffect, useReducer, useRef } from 'react'
import { streamAnswer } from '../../api/answer-stream.ts'
import type { Strategy } from '../../api/types.ts'
import { askInConversation } from './ask-in-conversation.ts'
import { nextConversation, turnId } from './conversation.ts'
import type { Turn } from './conversation.ts'
import { loadConversation, saveConversation } from './conversation-storage.ts'
import { failureOf } from './failure.ts'

/** The conversation of this tab, and what a person can do with it. One question is answered at a time. */
export function useConversation() {
  const [conversation, dispatch] = useReducer(nextConversation, undefined, loadConversation)
  const running = useRef<AbortController>(undefined)
  const { conversationId, strategy } = conversation

  useEffect(() => saveConversation(conversation), [conversation])
  useEffect(() => () => running.current?.abort(), [])

  const ask = useCallback(
    async (question: string, replaces?: string): Promise<void> => {
      if (running.current) return
      const controller = new AbortController()
      running.current = controller
      const id = turnId()
      dispatch({ type: 'asked', id, question, ...(replaces !== undefined && { replaces }) })
      const body = { question, ...(strategy && { strategy }) }
      try {
        for await (const event of askInConversation(streamAnswer, body, conversationId, controller.signal))
          dispatch({ id, ...event })
      } catch (error) {
        dispatch(
          controller.signal.aborted ? { type: 'stopped', id } : { type: 'failed', id, failure: failureOf(error) },
        )
      } finally {
        if (running.current === controller) running.current = undefined
      }
    },
    [conversationId, strategy],
  )

  const stop = useCallback(() => running.current?.abort(), [])

  const clear = useCallback(() => {
    running.current?.abort()
    running.current = undefined
    dispatch({ type: 'cleared' })
  }, [])

  /** Goes on with an earlier conversation, in place of this one. */
  const reopen = useCallback((id: string, turns: Turn[]) => {
    running.current?.abort()
    running.current = undefined
    dispatch({ type: 'reopened', conversationId: id, turns })
  }, [])

  const setStrategy = useCallback((next: Strategy | undefined) => dispatch({ type: 'strategy', strategy: next }), [])

  return { conversation, busy: conversation.turns.at(-1)?.status === 'asking', ask, stop, clear, reopen, setStrategy }
}
