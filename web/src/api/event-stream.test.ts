import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvents } from './event-stream.ts'
import type { ServerSentEvent } from './event-stream.ts'

async function eventsOf(...chunks: (string | Uint8Array)[]): Promise<ServerSentEvent[]> {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      controller.close()
    },
  })
  return Array.fromAsync(readEvents(body))
}

test('an event has a name and data', async () => {
  assert.deepEqual(await eventsOf('event: sentence\ndata: {"a":1}\n\n'), [{ event: 'sentence', data: '{"a":1}' }])
})

test('line ends may be LF, CR or CRLF, cut anywhere', async () => {
  const expected = [
    { event: 'a', data: '1' },
    { event: 'b', data: '2' },
  ]
  for (const end of ['\n', '\r', '\r\n']) {
    const text = ['event: a', 'data: 1', '', 'event: b', 'data:2', '', ''].join(end) + '\n'
    for (let cut = 0; cut <= text.length; cut++) {
      assert.deepEqual(
        await eventsOf(text.slice(0, cut), text.slice(cut)),
        expected,
        `${JSON.stringify(end)} at ${cut}`,
      )
    }
  }
})

test('comments and unknown fields are ignored, several data lines are one text, no name means message', async () => {
  assert.deepEqual(await eventsOf(': keep-alive\n\nid: 7\nretry: 100\ndata: one\ndata\ndata:  two: 2\n\n'), [
    { event: 'message', data: 'one\n\n two: 2' },
  ])
})

test('a character cut in two by the network arrives whole', async () => {
  const bytes = new TextEncoder().encode('data: Zoë 🛠️\n\n')
  for (let cut = 0; cut <= bytes.length; cut++) {
    assert.deepEqual(await eventsOf(bytes.slice(0, cut), bytes.slice(cut)), [{ event: 'message', data: 'Zoë 🛠️' }])
  }
})

test('an event without its closing empty line is dropped', async () => {
  assert.deepEqual(await eventsOf('data: whole\n\ndata: half'), [{ event: 'message', data: 'whole' }])
})
