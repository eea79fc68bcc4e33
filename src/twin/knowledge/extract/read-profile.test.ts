import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProfile } from './read-profile.ts'

const profile = (audiences: Record<string, string>) =>
  JSON.stringify({
    basics: { name: 'Ada Example', phone: '+33 6 39 98 00 00' },
    work: [{ name: 'Quorvex Mills', position: 'Engineer', startDate: '2020-01' }],
    'x-pollux': { audiences },
  })

test('a pointer that leads nowhere is refused, because it would protect nothing', () => {
  for (const pointer of ['/basics/phone/', '/basics/Phone', '/work/1', '/work/0/'])
    assert.throws(
      () => readProfile(profile({ [pointer]: 'owner' }), { declared: { audience: 'public' } }, 1e6),
      /nothing stands at/,
    )
})

test('a name above the audience of a part is not in its title', () => {
  const parts = readProfile(profile({ '/basics/name': 'owner' }), { declared: { audience: 'public' } }, 1e6)
  assert.equal(parts.find(({ part }) => part === '')?.title, 'Profile')
  assert.ok(parts.every(({ part, text }) => part !== '' || !text.includes('Ada Example')))
})
