import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#errors'
import { parseArguments } from './parse-arguments.ts'
import { parsePolicy } from './read-policy.ts'

const policy = parsePolicy(
  `
version: 1
commands:
  probe:
    description: For tests.
    risk: read
    program: [/bin/probe]
    options:
      '-c': { value: { type: integer, min: 1, max: 10 }, default: 4 }
      '--kind': { value: { type: enum, values: [a, b] } }
      '-v': {}
    positionals:
      - { name: host, value: { type: host } }
      - { name: port, value: { type: port }, min: 0, max: 2 }
    endOfOptions: true
`,
  'test',
)
const rule = policy.commands.get('probe')!
const argv = (...words: string[]): string[] => [...parseArguments(rule, words).argv]

test('options come first, in the order of the rule, with defaults; then -- and the rest', () => {
  assert.deepEqual(argv('example.com'), ['-c', '4', '--', 'example.com'])
  assert.deepEqual(argv('example.com', '-v', '80', '--kind', 'b', '-c', '2'), [
    '-c',
    '2',
    '--kind=b',
    '-v',
    '--',
    'example.com',
    '80',
  ])
  assert.deepEqual(argv('--kind=a', 'example.com', '80', '443'), [
    '-c',
    '4',
    '--kind=a',
    '--',
    'example.com',
    '80',
    '443',
  ])
})

const refused: [words: string[], reason: RegExp][] = [
  [[], /takes 1 to 3 arguments/],
  [['a', '1', '2', '3'], /takes 1 to 3 arguments/],
  [['a', 'b'], /port "b" is not a port/],
  [['a', '-x'], /"-x" is not allowed. It takes -c, --kind, -v/],
  [['a', '-c4'], /"-c4" is not allowed/],
  [['a', '-vv'], /not allowed/],
  [['a', '--kin=a'], /not allowed/],
  [['a', '--'], /"--" is not allowed/],
  [['a', '-v=1'], /not allowed/],
  [['a', '-c'], /needs a value/],
  [['a', '-c', '-v'], /starts with "-"/],
  [['a', '--kind='], /empty/],
  [['a', '--kind=--x'], /starts with "-"/],
  [['a', '-c', '1', '-c', '2'], /given twice/],
  [Array.from({ length: 17 }, () => 'a'), /At most 16/],
]
for (const [words, reason] of refused) {
  test(`refused: ${words.join(' ')}`, () => {
    const refusal = (error: unknown): boolean =>
      error instanceof AppError && error.code === 'invalid_input' && reason.test(error.message)
    assert.throws(() => argv(...words), refusal)
  })
}
