import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asOthersAsk } from './own-voice.ts'

test('what the owner asks about themself is asked as others would', () => {
  assert.equal(asOthersAsk('What am I paid for my work?', 'en'), 'What are you paid for your work?')
  assert.equal(asOthersAsk("What have I learned since I'm here?", 'en'), 'What have you learned since you are here?')
})

test('questions that say "you", and other languages, stay as they are', () => {
  assert.equal(asOthersAsk('Can you tell me my salary?', 'en'), 'Can you tell me my salary?')
  assert.equal(asOthersAsk('Où ai-je étudié ?', 'fr'), 'Où ai-je étudié ?')
})
