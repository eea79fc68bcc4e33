import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../api/types.ts'
import { emptyConversation, nextConversation } from './conversation.ts'
import type { Conversation, ConversationEvent } from './conversation.ts'

const play = (...events: ConversationEvent[]): Conversation => events.reduce(nextConversation, emptyConversation)
const sentence = { text: 'Yes.', citations: [] }
const answer: Answer = {
  id: 'a',
  refused: false,
  mode: 'extractive',
  language: 'en',
  sentences: [sentence, sentence],
  suggestions: [],
  conversationId: 'c',
  durationMs: 3,
}

test('sentences gather while asking; the done answer has the last word', () => {
  const asked: ConversationEvent[] = [
    { type: 'asked', id: '1', question: 'Q' },
    { type: 'sentence', id: '1', sentence },
  ]
  assert.deepEqual(play(...asked).turns, [{ id: '1', question: 'Q', status: 'asking', sentences: [sentence] }])
  const done = play(...asked, { type: 'done', id: '1', answer })
  assert.equal(done.conversationId, 'c')
  assert.equal(done.turns[0]?.status, 'answered')
  assert.equal(done.turns[0]?.sentences.length, 2)
})

test('a refusal keeps its message when the answer is done', () => {
  const refusal = { reason: 'no_support', message: 'I do not have that.', suggestions: ['Q2'] }
  const refused = play(
    { type: 'asked', id: '1', question: 'Q' },
    { type: 'refusal', id: '1', refusal },
    { type: 'done', id: '1', answer: { ...answer, refused: true, sentences: [] } },
  )
  assert.equal(refused.turns[0]?.status, 'refused')
  assert.deepEqual(refused.turns[0]?.refusal, refusal)
})

test('what arrives after a stop changes nothing, and what was shown stays', () => {
  const stopped = play(
    { type: 'asked', id: '1', question: 'Q' },
    { type: 'sentence', id: '1', sentence },
    { type: 'stopped', id: '1' },
    { type: 'sentence', id: '1', sentence },
    { type: 'failed', id: '1', failure: { code: 'x', status: 0, message: '' } },
  )
  assert.deepEqual(stopped.turns, [{ id: '1', question: 'Q', status: 'stopped', sentences: [sentence] }])
})

test('asking again replaces the turn; a new conversation keeps only the style', () => {
  const again = play(
    { type: 'strategy', strategy: 'concise' },
    { type: 'asked', id: '1', question: 'Q' },
    { type: 'done', id: '1', answer },
    { type: 'asked', id: '2', question: 'Q', replaces: '1' },
  )
  assert.deepEqual(
    again.turns.map(({ id }) => id),
    ['2'],
  )
  assert.deepEqual(nextConversation(again, { type: 'cleared' }), { strategy: 'concise', turns: [] })
  assert.deepEqual(play({ type: 'strategy', strategy: 'star' }, { type: 'strategy', strategy: undefined }), {
    turns: [],
  })
})
