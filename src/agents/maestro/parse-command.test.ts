import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCommand } from './parse-command.ts'
import { wavesOf } from './plan.ts'

test('one call, with values of every kind', () => {
  const { steps } = parseCommand(
    '@backup.create_backup(backup_type=full, keep=3, sure=true, name="a, b) \\" c", list=[1, {"x": "]"}])',
  )
  assert.deepEqual(steps, [
    {
      id: 'step1',
      capability: 'backup.create_backup',
      input: { backup_type: 'full', keep: 3, sure: true, name: 'a, b) " c', list: [1, { x: ']' }] },
      retries: 0,
      after: [],
    },
  ])
})

test('calls one after another, and beside one another', () => {
  const plan = parseCommand('@a.b() & @a.c\n@a.d(x=1); @a.e')
  assert.deepEqual(
    wavesOf(plan).map((wave) => wave.map(({ capability }) => capability)),
    [['a.b', 'a.c'], ['a.d'], ['a.e']],
  )
})

const mistakes: [text: string, where: RegExp][] = [
  ['', /Write a command/],
  ['backup now', /character 1: expected @agent\.capability/],
  ['@backup', /character 1: expected @agent/],
  ['@a.b(x)', /character 6: expected key=value/],
  ['@a.b(x=1', /character 9: expected "," or "\)"/],
  ['@a.b(x=1, x=2)', /"x" is given twice/],
  ['@a.b(x="open)', /not closed/],
  ['@a.b(x={"a":})', /is not JSON/],
  ['@a.b(__proto__={"a":1}, y=)', /expected a value/],
]
for (const [text, where] of mistakes)
  test(`refused, with the place: ${text}`, () => {
    assert.throws(() => parseCommand(text), { code: 'invalid_input', message: where })
  })

test('a key cannot reach the prototype', () => {
  const { steps } = parseCommand('@a.b(__proto__={"admin":true})')
  assert.equal(({} as { admin?: boolean }).admin, undefined)
  assert.deepEqual(Object.keys(steps[0]!.input as object), ['__proto__'])
})

test('waves refuse circles and unknown predecessors', () => {
  const step = (id: string, after: string[]) => ({ id, capability: 'a.b', after, retries: 0 })
  assert.throws(() => wavesOf({ steps: [step('x', ['y']), step('y', ['x'])] }), /wait for one another: x, y/)
  assert.throws(() => wavesOf({ steps: [step('x', ['z'])] }), /waits for "z"/)
})
