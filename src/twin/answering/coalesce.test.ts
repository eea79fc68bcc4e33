import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coalesce } from './coalesce.ts'

test('a crowd that asks while a run is under way shares the next one, which begins after they asked', async () => {
  let value = 0
  let runs = 0
  const read = coalesce(async () => {
    runs++
    const seen = value
    await new Promise((resolve) => setTimeout(resolve, 5))
    return seen
  })
  const first = read()
  value = 1
  const crowd = Array.from({ length: 10 }, read)
  assert.equal(await first, 0)
  assert.deepEqual(new Set(await Promise.all(crowd)), new Set([1]))
  assert.equal(runs, 2)
  value = 2
  assert.equal(await read(), 2)
})

test('a failure is told to those who asked for that run, and to nobody else', async () => {
  let fails = true
  const read = coalesce(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (fails) throw new Error('away')
    return 'here'
  })
  const first = read()
  const second = read()
  await assert.rejects(first, /away/)
  fails = false
  assert.equal(await second, 'here')
  assert.equal(await read(), 'here')
})
