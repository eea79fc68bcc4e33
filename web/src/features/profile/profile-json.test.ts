import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeProfiles } from './merge-profiles.ts'
import {
  audienceAt,
  readyToSave,
  valueAt,
  withAudience,
  withEntryBack,
  withEntryMoved,
  withoutEntry,
  withPrivatePlaces,
  withValue,
} from './profile-json.ts'

const profile = {
  basics: { name: 'Quinta', 'odd/key': 1 },
  work: [{ name: 'A' }, { name: 'B', summary: 'secret' }, { name: 'C' }],
  'x-pollux': {
    audiences: { '/work/1': 'owner', '/work/1/summary': 'colleague', '/work/10': 'owner', '/basics/name': 'public' },
  },
} as const

test('values are read and set by pointer, in place, and the original stays', () => {
  assert.equal(valueAt(profile, '/basics/odd~1key'), 1)
  assert.equal(valueAt(profile, '/basics/constructor'), undefined)
  const changed = withValue(profile, '/work/2/highlights', ['x'])
  assert.deepEqual(valueAt(changed, '/work/2'), { name: 'C', highlights: ['x'] })
  assert.deepEqual(Object.keys(changed), Object.keys(profile), 'order is kept')
  assert.equal(valueAt(profile, '/work/2/highlights'), undefined)
  assert.deepEqual(withValue({}, '/skills/0/name', 'SQL'), { skills: [{ name: 'SQL' }] })
  assert.deepEqual(withValue({ basics: { name: 'Q', label: 'B' } }, '/basics/label', undefined), {
    basics: { name: 'Q' },
  })
})

test('who sees an entry goes with it when it moves, and ends with it', () => {
  const moved = withEntryMoved(profile, '/work', 1, 0)
  assert.deepEqual(
    (valueAt(moved, '/work') as { name: string }[]).map(({ name }) => name),
    ['B', 'A', 'C'],
  )
  assert.equal(audienceAt(moved, '/work/0'), 'owner')
  assert.equal(audienceAt(moved, '/work/0/summary'), 'colleague')
  assert.equal(audienceAt(moved, '/work/1'), undefined)
  const first = withoutEntry(profile, '/work', 0)
  assert.equal(audienceAt(first, '/work/0'), 'owner', 'the hidden job stays hidden at its new place')
  assert.equal(audienceAt(first, '/work/1'), undefined)
  const second = withoutEntry(profile, '/work', 1)
  assert.equal(audienceAt(second, '/work/1'), undefined, 'what comes into its place is not hidden by it')
  assert.equal(audienceAt(second, '/basics/name'), 'public')
})

test('an entry that comes back keeps its place, its audience, and what was written since', () => {
  const without = withValue(withoutEntry(profile, '/work', 1), '/work/0/summary', 'written since')
  const back = withEntryBack(without, '/work', 1, profile)
  assert.deepEqual(valueAt(back, '/work'), [
    { name: 'A', summary: 'written since' },
    { name: 'B', summary: 'secret' },
    { name: 'C' },
  ])
  assert.deepEqual(
    [audienceAt(back, '/work/1'), audienceAt(back, '/work/1/summary'), audienceAt(back, '/work/2')],
    ['owner', 'colleague', undefined],
  )
  const last = withEntryBack(withoutEntry(withoutEntry(profile, '/work', 2), '/work', 0), '/work', 2, profile)
  assert.deepEqual(valueAt(last, '/work/1'), { name: 'C' }, 'at the end, where its place is gone')
  assert.equal(audienceAt(last, '/work/0'), 'owner')
})

test('of two changes, each list keeps who may see its entries', () => {
  const mine = withValue(profile, '/work/0/name', 'A, edited')
  const other = withEntryMoved(profile, '/work', 1, 0)
  const { profile: merged, both } = mergeProfiles(profile, mine, other)
  assert.deepEqual(both, ['/work'])
  assert.equal(valueAt(merged, '/work/1/name'), 'B')
  assert.equal(audienceAt(merged, '/work/1'), 'owner', 'the hidden job is still the hidden one')
  assert.equal(audienceAt(merged, '/work/0'), undefined)
  const untouched = mergeProfiles(profile, withValue(profile, '/basics/name', 'Q'), other)
  assert.equal(audienceAt(untouched.profile, '/work/0'), 'owner', 'and goes along where only they changed the list')
  assert.equal(audienceAt(untouched.profile, '/work/1'), undefined)
  const closed = mergeProfiles(profile, mine, withAudience(profile, '', 'owner'))
  assert.equal(audienceAt(closed.profile, ''), 'owner', 'of the whole profile too')
  const bothWays = mergeProfiles(profile, withAudience(profile, '', 'public'), withAudience(profile, '', 'colleague'))
  assert.equal(audienceAt(bothWays.profile, ''), 'colleague', 'of two, the more private')
})

test('contact data and pay are the owner’s until somebody says otherwise', () => {
  const paid = withValue({}, '/x-pollux/compensation/expected', '60,000')
  assert.equal(audienceAt(paid, '/x-pollux/compensation'), 'owner')
  const shown = withAudience(paid, '/x-pollux/compensation', 'recruiter')
  assert.equal(
    audienceAt(withValue(shown, '/x-pollux/compensation/expected', '61,000'), '/x-pollux/compensation'),
    'recruiter',
  )
  const brought = withPrivatePlaces({ basics: { phone: '1', name: 'Q' } })
  assert.deepEqual(valueAt(brought, '/x-pollux/audiences'), { '/basics/phone': 'owner' })
  const exported = { basics: { phone: '1' }, 'x-pollux': { audiences: { '': 'public' } } } as const
  assert.equal(withPrivatePlaces(exported), exported, 'what its owner said of it stays')
})

test('before it is saved, what was left empty goes, with the audiences of what is not there', () => {
  const left = {
    skills: [{}, { name: 'SQL', keywords: ['', 'joins', ' '] }],
    'x-pollux': { audiences: { '': 'public', '/skills/1': 'owner', '/basics/phone': 'owner' } },
  } as const
  assert.deepEqual(readyToSave(left), {
    skills: [{ name: 'SQL', keywords: ['joins'] }],
    'x-pollux': { audiences: { '': 'public', '/skills/0': 'owner' } },
  })
  assert.deepEqual(readyToSave({ basics: { name: 'Q' } }), { basics: { name: 'Q' } })
})

test('two changes of one profile are brought together; where both changed, mine stays', () => {
  const base = { basics: { name: 'Q', label: 'a' }, work: [1], skills: [1] }
  const mine = { basics: { name: 'Q', label: 'mine' }, work: [1, 2], skills: [1] }
  const other = { basics: { name: 'Other', label: 'theirs' }, work: [1], skills: [1, 3] }
  assert.deepEqual(mergeProfiles(base, mine, other), {
    profile: { basics: { name: 'Other', label: 'mine' }, work: [1, 2], skills: [1, 3] },
    theirs: ['/basics/name', '/basics/label', '/skills'],
    both: ['/basics/label'],
  })
})
