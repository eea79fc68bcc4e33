import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandLine, commandOf } from './command-line.ts'

test('words that a shell would change are quoted', () => {
  assert.equal(commandLine(['/bin/df', '-h', '/var/lib']), '/bin/df -h /var/lib')
  assert.equal(commandLine(['echo', 'a b', '$(x)', '', "it's"]), String.raw`echo 'a b' '$(x)' '' 'it'\''s'`)
})

test('only a list of words is a command line', () => {
  assert.deepEqual(commandOf({ argv: ['df'], host: 'db' }), { argv: ['df'], host: 'db' })
  assert.equal(commandOf({ argv: ['df', 1] }), undefined)
  assert.equal(commandOf(null), undefined)
})
