import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatSourceLink, parseSourceLink } from './source-link.ts'
import type { SourceLink } from './source-link.ts'

test('a link is read back as it was written', () => {
  const links: SourceLink[] = [
    { id: 'profile' },
    { id: 'a/b c?d#é%', version: 'ff00' },
    { id: 'x', version: 'ff00', span: { start: 0, end: 12 } },
  ]
  for (const link of links) assert.deepEqual(parseSourceLink(formatSourceLink(link)), link)
})

test('what is no source link is none', () => {
  for (const hash of ['', '#', '#/source/', '#/other/x', '#/source/%E0%A4%A'])
    assert.equal(parseSourceLink(hash), undefined)
})

test('a span that makes no sense is left out', () => {
  for (const query of [
    'start=5',
    'start=5&end=5',
    'start=9&end=2',
    'start=-1&end=4',
    'start=1.5&end=4',
    'start=a&end=b',
  ]) {
    assert.deepEqual(parseSourceLink(`#/source/x?${query}`), { id: 'x' }, query)
  }
})
