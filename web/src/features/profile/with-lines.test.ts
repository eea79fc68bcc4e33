import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueAt } from './profile-json.ts'
import { withLines } from './with-lines.ts'

const list = '/work/0/highlights'
const profile = {
  work: [{ highlights: ['one', 'secret', 'three'] }],
  'x-pollux': { audiences: { [list]: 'colleague', '/work/0/highlights/1': 'owner', '/basics': 'public' } },
} as const
const audiencesAfter = (lines: string[] | undefined) => valueAt(withLines(profile, list, lines), '/x-pollux/audiences')
const others = { '/basics': 'public', [list]: 'colleague' }

test('who may see a line goes with it, and stays when it is edited', () => {
  const at = (index: number) => ({ ...others, [`${list}/${index}`]: 'owner' })
  assert.deepEqual(audiencesAfter(['new', 'one', 'secret', 'three']), at(2))
  assert.deepEqual(audiencesAfter(['secret', 'three']), at(0))
  assert.deepEqual(audiencesAfter(['one', 'secret, edited', 'three']), at(1))
  assert.deepEqual(audiencesAfter(['one', 'secret', 'three', 'four']), at(1))
  assert.deepEqual(audiencesAfter(['one', 'three']), others, 'and ends with it')
  assert.deepEqual(audiencesAfter(undefined), others)
})

test('what a private line is split into, or joined with, is private', () => {
  assert.deepEqual(audiencesAfter(['onesecret', 'three']), { ...others, [`${list}/0`]: 'owner' })
  assert.deepEqual(audiencesAfter(['one', 'sec', 'ret', 'three']), {
    ...others,
    [`${list}/1`]: 'owner',
    [`${list}/2`]: 'owner',
  })
})
