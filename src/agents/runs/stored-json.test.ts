import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storedJson } from './stored-json.ts'

test('what cannot be stored is replaced, and nothing else', () => {
  const text = 'a\0b \ud800c \udc00 😀 \\u0000 \\\\ud800 é'
  assert.equal(JSON.parse(storedJson({ text })).text, 'a\ufffdb \ufffdc \ufffd 😀 \\u0000 \\\\ud800 é')
  assert.equal(storedJson(undefined), 'null')
})
