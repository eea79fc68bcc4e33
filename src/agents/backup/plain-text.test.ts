import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText, quoted } from './plain-text.ts'

test('what is quoted holds no control character and no half of a pair', () => {
  assert.equal(quoted('passages'), '"passages"')
  assert.equal(quoted('é 漢 🎉'), '"é 漢 🎉"')
  assert.equal(quoted('a\0b\u001b[2J\u009b\u202e'), String.raw`"a\u0000b\u001b[2J\u009b\u202e"`)
  assert.equal(quoted('\ud83c'), '"\ufffd"')
  const cut = quoted(`${'x'.repeat(199)}🎉`)
  assert.ok(cut.isWellFormed())
  assert.equal(cut, `"${'x'.repeat(199)}\ufffd…"`)
})

test('a name is well-formed, short and without controls', () => {
  for (const name of ['passages', '0001_start.sql', 'Größe 漢 🎉', '']) assert.equal(plainText.parse(name), name)
  for (const name of ['a\0', 'a\n', '\ud800', '\u202e', '\u0085', 'x'.repeat(501)])
    assert.equal(plainText.safeParse(name).success, false, JSON.stringify(name))
})
