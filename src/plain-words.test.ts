import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import './plain-words.ts'

const schema = z.strictObject({
  name: z.string().min(2).max(3),
  count: z.coerce.number().int().min(1).max(9).optional(),
  more: z.number().gt(1).lt(5).optional(),
  tags: z.array(z.string()).min(1).max(2).optional(),
  kind: z.enum(['a', 'b']).optional(),
  own: z.string('say it').optional(),
  when: z.iso.date().optional(),
})

const problem = (value: unknown) =>
  schema
    .safeParse(value)
    .error!.issues.map(({ message }) => message)
    .join('; ')

test('what is wrong is said in plain words', () => {
  for (const [value, message] of [
    [{}, 'is missing'],
    [{ name: 5 }, 'must be a string, not a number'],
    [{ name: null }, 'must be a string, not null'],
    [{ name: 'a' }, 'must have at least 2 characters'],
    [{ name: 'abcd' }, 'must have at most 3 characters'],
    [{ name: 'ab', count: 'x' }, 'is not a number'],
    [{ name: 'ab', count: 0 }, 'must be at least 1'],
    [{ name: 'ab', count: 10 }, 'must be at most 9'],
    [{ name: 'ab', more: 1 }, 'must be more than 1'],
    [{ name: 'ab', more: 5 }, 'must be less than 5'],
    [{ name: 'ab', tags: [] }, 'must have at least 1 item'],
    [{ name: 'ab', tags: ['x', 'y', 'z'] }, 'must have at most 2 items'],
    [{ name: 'ab', tags: {} }, 'must be an array, not an object'],
    [{ name: 'ab', kind: 'c' }, 'must be "a" or "b"'],
    [{ name: 'ab', own: 5 }, 'say it'],
    [{ name: 'ab', x: 1 }, '"x" is not a known field'],
    [{ name: 'ab', x: 1, y: 2 }, '"x", "y" are not known fields'],
  ] as const)
    assert.equal(problem(value), message)
})
