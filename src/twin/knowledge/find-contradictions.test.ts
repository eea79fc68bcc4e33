import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findContradictions, type ReadSource } from './find-contradictions.ts'

const source = (id: string, text: string, more: Partial<ReadSource> = {}): ReadSource => ({
  id,
  title: id,
  kind: 'document',
  audience: 'owner',
  language: 'en',
  version: id,
  text,
  origin: `upload:${id}`,
  ...more,
})

async function find(...sources: ReadSource[]) {
  const found = await findContradictions(
    (async function* () {
      yield* sources
    })(),
  )
  return found.map(({ kind, about, statements }) => [kind, about, ...statements.map(({ value }) => value)])
}

test('the same sentence with another number, in another source', async () => {
  const [one, two] = ['The night shift has 12 people.', 'We rotate. The night shift has 9 people, more or less.']
  assert.deepEqual(await find(source('a', one), source('b', 'Notice. The night shift has 9 people!')), [
    ['number', 'the night shift has # people', '12', '9'],
  ])
  assert.deepEqual(await find(source('a', one), source('b', two)), [], 'said in other words it is not found')
  assert.deepEqual(
    await find(
      source('a', 'Das Archiv hat 1.200 Bände.', { language: 'de' }),
      source('b', 'Das Archiv hat 1,300 Bände.', { language: 'de' }),
    ),
    [['number', 'das archiv hat # bande', '1200', '1300']],
  )
})

test('what is no contradiction', async () => {
  const agree: [string, string][] = [
    ['The team has 12 people.', 'The team has 12 people.'],
    ['The archive has 1,200 boxes.', 'The archive has 1200 boxes.'],
    ['Duration: 3 weeks', 'Duration: 6 weeks'],
    ['This report has 12 pages.', 'This report has 9 pages.'],
    ['It has 12 people.', 'It has 9 people.'],
    ['In 2019 we had a flood.', 'In 2020 we had a flood.'],
    ['Release 4 is out.', 'Release 5 is out.'],
    ['From 3 to 5 the gate is open for 2 hours.', 'From 3 to 5 the gate is open for 9 hours.'],
  ]
  for (const [one, other] of agree) assert.deepEqual(await find(source('a', one), source('b', other)), [], one)
  const text = 'The team has 12 people. The team has 9 people.'
  assert.deepEqual(await find(source('a', text)), [], 'one file is its author’s to know')
})

test('two profiles that fill one field differently; parts of one file and entries of lists do not count', async () => {
  const profile = (id: string, town: string, more: Partial<ReadSource> = {}) =>
    source(id, `Lives in ${town}.`, {
      kind: 'profile',
      pointers: [
        { pointer: '/basics/location/city', start: 9, end: 9 + town.length },
        { pointer: '/work/0/name', start: 9, end: 9 + town.length },
      ],
      ...more,
    })
  assert.deepEqual(await find(profile('a', 'Bern'), profile('b', 'Basel')), [
    ['profile', '/basics/location/city', 'Bern', 'Basel'],
  ])
  assert.deepEqual(await find(profile('a', 'Bern'), profile('b', 'BERN')), [])
  const part = { origin: 'upload:a#recruiter' }
  assert.deepEqual(await find(profile('a', 'Bern'), profile('b', 'Basel', part)), [])
})
