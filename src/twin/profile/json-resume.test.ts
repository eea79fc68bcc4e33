import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parseProfile, toPointer } from './json-resume.ts'

function issuesOf(value: unknown) {
  const parsed = parseProfile(value)
  assert.ok(parsed.status === 'invalid')
  return parsed.issues.map((issue) => `${issue.pointer}: ${issue.message}`)
}

test('the sample is a valid profile', async () => {
  const sample = JSON.parse(await readFile(new URL('../../../sample/profile.json', import.meta.url), 'utf8')) as unknown
  const parsed = parseProfile(sample)
  assert.ok(parsed.status === 'valid')
  assert.deepEqual(parsed.profile, sample)
})

test('real files are read as they are: nulls, numbers, old names, unknown fields', () => {
  const value = {
    basics: { name: 'Ana', phone: 12345, website: 'x', image: null, degree: '', 'x-mine': [1] },
    work: [null, { company: 'Acme', startDate: '', endDate: 'Present', highlights: [null, 'one'] }],
    education: [{ gpa: 3.8, startDate: 2014 }],
    hobbies: { anything: true },
  }
  const parsed = parseProfile(value)
  assert.ok(parsed.status === 'valid')
  assert.deepEqual(parsed.profile, value)
})

test('each mistake is named with a JSON pointer', () => {
  assert.deepEqual(issuesOf({ work: 'none' }), ['/work: expected a list of objects'])
  assert.deepEqual(issuesOf({ basics: [] }), ['/basics: expected an object'])
  assert.deepEqual(issuesOf({ work: [{ highlights: 'one, two' }, { position: {} }] }), [
    '/work/0/highlights: expected a list of texts',
    '/work/1/position: expected text',
  ])
  assert.match(issuesOf({ work: [{ endDate: '2021-02-30' }] })[0]!, /^\/work\/0\/endDate: this date does not exist/)
  assert.match(
    issuesOf({ basics: {}, 'x-pollux': { audiences: { '/basics/phone': 'friends' } } })[0]!,
    /^\/x-pollux\/audiences\/~1basics~1phone: /,
  )
  assert.match(
    issuesOf({ basics: {}, 'x-pollux': { audiences: { phone: 'owner' } } })[0]!,
    /^\/x-pollux\/audiences\/phone: /,
  )
  assert.match(issuesOf({ basics: {}, 'x-pollux': { language: 'it' } })[0]!, /^\/x-pollux\/language: /)
})

test('other JSON is told apart', () => {
  const what = (value: unknown) => {
    const parsed = parseProfile(value)
    return parsed.status === 'other' ? parsed.what : parsed.status
  }
  assert.equal(what({ meta: { format: 'FRESH@0.6.0' }, name: 'A', education: {} }), 'fresh')
  assert.equal(what({ name: 'A', info: {}, employment: { history: [] } }), 'fresh')
  assert.equal(what({ title: 'Developer', company: 'Acme', skills: [], responsibilities: [] }), 'job')
  for (const value of [[], 'text', null, 42, {}, { name: 'package', version: '1.0.0' }])
    assert.equal(what(value), 'unknown')
})

test('pointers are escaped', () => {
  assert.equal(toPointer(['a/b', '~c', 0]), '/a~1b/~0c/0')
})
