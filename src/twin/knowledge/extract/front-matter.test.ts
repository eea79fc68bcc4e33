import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFrontMatter } from './front-matter.ts'
import { SkipError } from './outcome.ts'
import { splitFrontMatter } from './split-front-matter.ts'

const sop =
  'title: Disk full\nid: SOP-1\ncategory: hardware\nreviewed: 2025-03-04\nestimated_minutes: 20\nrisk: medium\nextra: [a, b]'

test('front matter is split off; a plain rule is not front matter', () => {
  assert.deepEqual(splitFrontMatter(`---\n${sop}\n---\n\n# T\n`, 'a.md'), {
    frontMatter: sop,
    body: '\n# T\n',
    inSopFolder: false,
  })
  for (const source of ['---\n\nText\n\n---\n', '# T\n---\na: b\n---\n', '---\nno end: here\n']) {
    assert.equal(splitFrontMatter(source, 'a.md').frontMatter, undefined)
  }
})

test('an SOP is known by its keys, its kind or its folder', () => {
  assert.equal(parseFrontMatter(sop, false).kind, 'sop')
  assert.equal(parseFrontMatter('title: X\nid: 1a\nkind: sop', false).kind, 'sop')
  assert.equal(parseFrontMatter('title: X\nid: "1"', true).kind, 'sop')
  assert.equal(parseFrontMatter('title: X\nid: "1"', false).kind, 'document')
  assert.deepEqual(parseFrontMatter(sop, false).values['extra'], ['a', 'b'])
})

test('what is wrong is named', () => {
  const refuses = (block: string, inSopFolder: boolean, pattern: RegExp) =>
    assert.throws(
      () => parseFrontMatter(block, inSopFolder),
      (error) => error instanceof SkipError && error.reason === 'invalid_front_matter' && pattern.test(error.message),
    )
  refuses('id: SOP-1', true, /title/)
  refuses(sop.replace('medium', 'huge'), false, /risk/)
  refuses(sop.replace('2025-03-04', 'March'), false, /reviewed: expected a date/)
  refuses('audience: everybody', false, /audience/)
  refuses('title: [unclosed', false, /not valid YAML \(line 2\)/)
  assert.throws(() => splitFrontMatter('# A procedure\n', 'ops/sops/a.md'), /no front matter/)
})
