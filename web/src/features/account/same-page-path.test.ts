import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samePagePath } from './same-page-path.ts'

const origin = 'https://twin.example'

test('a path of our own is followed', () => {
  for (const path of [
    '/',
    '/account',
    '/account?tab=people#sessions',
    '/#/source/1',
    '/api/auth/oauth2/authorize?client_id=https%3A%2F%2Fx',
  ])
    assert.equal(samePagePath(path, origin), path)
  assert.equal(samePagePath('/a/../account', origin), '/account')
})

test('nothing leads anywhere else', () => {
  for (const next of [
    undefined,
    7,
    '',
    'account',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    '/a b',
    '/x\\y',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example/b',
    '/%2e//evil.example',
  ])
    assert.equal(samePagePath(next, origin), undefined, String(next))
})
