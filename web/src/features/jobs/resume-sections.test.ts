import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resumeSections, type ResumeLine } from './resume-sections.ts'

const citation = { sourceId: 's', title: 'Profile', version: 'v', audience: 'public', start: 0, end: 1, quote: 'x' }
const line = (path: string): ResumeLine => ({ path, text: path, citation: { ...citation, audience: 'public' } })

test('every line is somewhere, once, in its section and entry', () => {
  const paths = [
    '/basics/name',
    '/basics/location/city',
    '/basics/profiles/0/url',
    '/work/0/name',
    '/work/0/highlights/0',
    '/work/1/name',
    '/skills/0/keywords/0',
    '/skills/0/notKnownHere',
  ]
  const sections = resumeSections(paths.map(line))
  assert.deepEqual(
    sections.map(({ name, entries }) => [name, entries.length]),
    [
      ['basics', 1],
      ['work', 2],
      ['skills', 1],
    ],
  )
  const shown = sections.flatMap(({ entries }) => entries.flatMap((entry) => Object.values(entry).flat()))
  assert.equal(shown.length, paths.length)
  assert.deepEqual(new Set(shown.map(({ path }) => path)), new Set(paths))
  assert.deepEqual(
    sections[0]!.entries[0]!.facts.map(({ path }) => path),
    ['/basics/location/city', '/basics/profiles/0/url'],
  )
})
