import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelPrompt } from './language-model.ts'
import { saying, scriptedModel } from './scripted-model.ts'

const prompt: ModelPrompt = { system: '', history: [], user: 'Hello?', sources: [], question: 'Hello?' }
const never = new AbortController().signal

test('plays its scripts in order, records the prompts and throws on a call nobody planned', async () => {
  const model = scriptedModel([saying('Hello, you.', 4)])
  const pieces: string[] = []
  for await (const piece of model.stream(prompt, never)) pieces.push(piece)
  assert.deepEqual(pieces, ['Hell', 'o, y', 'ou.'])
  assert.deepEqual(model.calls, [prompt])
  await assert.rejects(async () => {
    for await (const _ of model.stream(prompt, never));
  }, /not planned: "Hello\?"/)
})

test('throws what the script throws, after the pieces before it', async () => {
  const model = scriptedModel([() => ['One. ', new Error('cut')]])
  const pieces: string[] = []
  await assert.rejects(async () => {
    for await (const piece of model.stream(prompt, never)) pieces.push(piece)
  }, /cut/)
  assert.deepEqual(pieces, ['One. '])
})
