import assert from 'node:assert/strict'
import test from 'node:test'
import { channels, termKey, type Channel } from './term-key.ts'

test('a key is a safe integer that ends in its channel', () => {
  for (const [channel, code] of Object.entries(channels)) {
    const key = termKey(channel as Channel, 'en', 'boundary')
    assert.ok(Number.isSafeInteger(key) && key >= 0)
    assert.equal(key % 4, code)
  }
})

test('stems of two languages have two keys, words have one', () => {
  assert.notEqual(termKey('stem', 'en', 'rate'), termKey('stem', 'fr', 'rate'))
  assert.equal(termKey('word', 'en', 'kubernetes'), termKey('word', 'de', 'kubernetes'))
})

test('300,000 similar terms have 300,000 keys, spread evenly', () => {
  const keys = new Set<number>()
  const buckets = new Uint32Array(16)
  for (let index = 0; index < 300_000; index++) {
    const key = termKey('stem', 'en', `term${index.toString(36)}`)
    keys.add(key)
    buckets[Math.floor(key / 2 ** 49)]!++
  }
  assert.equal(keys.size, 300_000)
  for (const count of buckets) assert.ok(Math.abs(count - 18_750) < 750, `${count}`)
})
