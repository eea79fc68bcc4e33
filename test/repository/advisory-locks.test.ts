import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from './project-files.ts'

test('no two parts take the same advisory lock for different things', () => {
  const taken = new Map<string, string[]>()
  // Migrations 2 and 11 take the passage index's lock on purpose, from within their triggers.
  for (const [path, text] of textsOf(/^src\/.*\.ts$/))
    for (const [, number = ''] of text.matchAll(/Lock = (7_065_\d+)/g))
      taken.set(number, [...(taken.get(number) ?? []), path])
  assert.ok(taken.size >= 6, 'the scan found the locks')
  assert.deepEqual(
    [...taken].filter(([, paths]) => paths.length > 1),
    [],
  )
})
