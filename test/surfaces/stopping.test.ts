import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { freePort } from '#test/free-port.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

const promptMs = 1_000

async function stopsPromptly(server: RunningServer): Promise<void> {
  const asked = performance.now()
  assert.equal(await server.stop(), 0, server.logs())
  const tookMs = performance.now() - asked
  assert.ok(tookMs < promptMs, `${Math.round(tookMs)} ms`)
}

const waitingFor = (port: number) =>
  startServer({ env: { DATABASE_URL: `postgresql://pollux@127.0.0.1:${port}/pollux` }, waitUntilReady: false })

test('a server that waits for an absent database stops at once', async () => {
  await using server = await waitingFor(await freePort())
  // By then it looks every 3 s.
  await server.printed(/(?:[^]*?does not answer yet){5}/)
  await stopsPromptly(server)
})

test('a server that waits for a database which says nothing stops at once', async () => {
  await using resources = new AsyncDisposableStack()
  const silent = createServer((socket) => {
    socket.resume().on('error', () => {})
    resources.defer(() => void socket.destroy())
  })
  silent.listen(0, '127.0.0.1')
  resources.defer(() => void silent.close())
  await once(silent, 'listening')
  await using server = await waitingFor((silent.address() as AddressInfo).port)
  await once(silent, 'connection')
  await stopsPromptly(server)
})
