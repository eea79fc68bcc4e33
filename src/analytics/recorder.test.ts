import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../errors.ts'
import { createRecorder } from './recorder.ts'
import type { WaitingEvent } from './store-batch.ts'

const event = (visitor: string): WaitingEvent => ({
  event: { kind: 'opened' },
  segment: { audience: 'public', link: '', client: 'rest' },
  visitor,
  at: 0,
})

function recording(refuse: (events: readonly WaitingEvent[]) => Error | undefined) {
  const stored: string[][] = []
  const counts = { stored: 0, dropped: 0 }
  const recorder = createRecorder({
    async store(events) {
      const error = refuse(events)
      if (error) throw error
      stored.push(events.map(({ visitor }) => visitor))
      return new Set<WaitingEvent>()
    },
    failed() {},
    observe: (outcome, count) => void (counts[outcome] += count),
  })
  return { recorder, stored, counts }
}

test('events wait for one another, and go at once when somebody waits for one', async () => {
  const { recorder, stored } = recording(() => undefined)
  recorder.take(event('a'))
  recorder.take(event('b'))
  assert.deepEqual(stored, [])
  await recorder.store(event('c'))
  assert.deepEqual(stored, [['a', 'b', 'c']])
  recorder.take(event('d'))
  await recorder[Symbol.asyncDispose]()
  assert.deepEqual(stored.at(-1), ['d'])
})

test('while the database is away events wait; who waits for one is told', async () => {
  let away = true
  const { recorder, stored, counts } = recording(() => (away ? new AppError('storage_unavailable', 'away') : undefined))
  recorder.take(event('a'))
  await assert.rejects(recorder.store(event('b')), { code: 'storage_unavailable' })
  away = false
  await recorder.flush()
  assert.deepEqual(stored, [['a']])
  away = true
  for (let n = 0; n < 20_010; n++) recorder.take(event(String(n)))
  await recorder.flush()
  assert.equal(counts.dropped, 10)
  away = false
  await recorder.flush()
  await recorder[Symbol.asyncDispose]()
  assert.equal(stored.flat().length, 1 + 20_000)
  assert.equal(stored[1]![0], '10')
})

test('one event that cannot be stored costs the others nothing', async () => {
  const { recorder, stored, counts } = recording((events) =>
    events.some(({ visitor }) => visitor === 'bad') ? new Error('bad') : undefined,
  )
  for (const name of ['a', 'bad', 'b']) recorder.take(event(name))
  await recorder.flush()
  await recorder[Symbol.asyncDispose]()
  assert.deepEqual(stored, [['a'], ['b']])
  assert.equal(counts.dropped, 1)
})
