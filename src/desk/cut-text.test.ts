import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutText, storableText } from './cut-text.ts'

test('a text is cut at its limit, between characters', () => {
  assert.equal(cutText('abcde', 5), 'abcde')
  assert.equal(cutText('abcdef', 5), 'abcd…')
  assert.equal(cutText('abc😀ef', 5), 'abc…')
  assert.equal(cutText('ab😀def', 5), 'ab😀…')
})

test('what cannot be stored is replaced, and whole characters stay', () => {
  assert.equal(storableText('a\0b\ud800c\udc00😀', 20), 'a\ufffdb\ufffdc\ufffd😀')
  assert.equal(storableText('\0'.repeat(30), 3), '\ufffd\ufffd…')
})
