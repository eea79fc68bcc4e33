import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#errors'
import { checkOperand, checkText, quote } from './argument-text.ts'

for (const text of ['a', '-c', '--count=4', '192.0.2.1', '2001:db8::1', 'a@b', '/var/log/x,y', 'x'.repeat(255)]) {
  test(`${text.slice(0, 20)} is taken`, () => checkText(text, 'The argument'))
}

const refused: [text: string, reason: RegExp][] = [
  ['', /empty/],
  ['-', /standard input/],
  ['x'.repeat(256), /255 bytes/],
  ['é'.repeat(128), /255 bytes/],
  ['a\0b', /control/],
  ['a\nb', /control/],
  ['a\u0085b', /control/],
  ['a\ud800', /surrogate/],
  ['a\u200bb', /invisible/],
  ['a\u202eb', /invisible/],
  ['ｐing', /look like others/],
  ['pаypal.example', /outside ASCII/],
  ['a b', /signs other/],
  ['a;b', /signs other/],
  ["a'b", /signs other/],
]
for (const [text, reason] of refused) {
  test(`${quote(text)} is refused: ${reason.source}`, () => {
    const refusal = (error: unknown): boolean =>
      error instanceof AppError && error.code === 'invalid_input' && reason.test(error.message)
    assert.throws(() => checkText(text, 'The argument'), refusal)
  })
}

test('an operand may not start as options do', () => {
  assert.throws(() => checkOperand('-oProxyCommand=x', 'The target'), /starts with "-"/)
})

test('quoted text is short and can break no line', () => {
  assert.equal(quote('a\r\nb\u202e\ud800"'), '"a\\r\\nb\\u202e\\ud800\\""')
  assert.ok(quote('x'.repeat(10_000)).length < 80)
})
