import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../support/start-server.ts'

test('the script of the widget: an ETag that saves it, packed, for sites that isolate themselves, and 404 in words when it is off', async () => {
  await using server = await startServer({ env: { WIDGET_ORIGINS: 'https://www.example.com' } })
  const first = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'identity' } })
  const script = await first.text()
  assert.equal(first.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.equal(first.headers.get('cross-origin-resource-policy'), 'cross-origin')
  assert.equal(first.headers.get('cache-control'), 'public, max-age=600, must-revalidate')
  assert.match(first.headers.get('vary') ?? '', /accept-encoding/i)
  const again = await fetch(`${server.url}/widget.js`, {
    headers: { 'accept-encoding': 'identity', 'if-none-match': first.headers.get('etag') ?? '' },
  })
  assert.deepEqual([again.status, await again.text()], [304, ''])
  const packed = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } })
  assert.equal(packed.headers.get('content-encoding'), 'gzip')
  assert.notEqual(packed.headers.get('etag'), first.headers.get('etag'))
  assert.equal(await packed.text(), script)
  const bytes = Number(packed.headers.get('content-length'))
  assert.ok(bytes > 0 && bytes <= 12_000, `${bytes} bytes over the wire; the guide says about 11 KB`)
  assert.equal((await fetch(server.url)).headers.get('cross-origin-resource-policy'), null, 'of that file only')
  assert.doesNotMatch(script, /innerHTML|\beval\(|new Function|sessionStorage|localStorage/)

  await using closed = await startServer()
  const reply = await fetch(`${closed.url}/widget.js`)
  assert.equal(reply.status, 404)
  assert.match(reply.headers.get('content-type') ?? '', /^text\/javascript/)
  assert.match(await reply.text(), /^\/\/ The widget of this Pollux is off\..*WIDGET_ORIGINS/s)
})
