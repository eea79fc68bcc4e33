import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#test/free-port.ts'

const program = fileURLToPath(new URL('../../deploy/local-ports/relay.mjs', import.meta.url))
const relay = (...routes: string[]) =>
  spawn(process.execPath, [program, ...routes], { stdio: ['ignore', 'pipe', 'pipe'] })

/** Says back what it was told, when the other side has said all. */
const echo = createServer({ allowHalfOpen: true }, (socket) => void socket.pipe(socket))
const ports = { echo: 0, absent: 0 }
let running: ReturnType<typeof relay>
let said = ''

async function open(port: number): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    const socket = connect({ port, host: '127.0.0.1' })
    try {
      await once(socket, 'connect')
      return socket
    } catch (error) {
      if (tries > 100) throw error
      await delay(50) // it is still starting
    }
  }
}

before(async () => {
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  ports.echo = await freePort()
  ports.absent = await freePort()
  running = relay(
    `${ports.echo}=127.0.0.1:${(echo.address() as AddressInfo).port}`,
    `${ports.absent}=127.0.0.1:${await freePort()}`,
  )
  running.stderr.setEncoding('utf8').on('data', (part: string) => (said += part))
})
after(() => {
  running.kill()
  echo.close()
})

test('bytes go to the service and back, also after one side has ended', async () => {
  const socket = await open(ports.echo)
  const sent = 'x'.repeat(1024 * 1024)
  socket.end(sent)
  assert.equal(await text(socket), sent)
})

test('a service that is absent closes its own port alone, and is named', async () => {
  const socket = await open(ports.absent)
  assert.equal(await text(socket).catch(() => ''), '')
  for (let tries = 0; said === '' && tries < 100; tries++) await delay(20)
  assert.match(said, new RegExp(`^${ports.absent}: 127\\.0\\.0\\.1:\\d+ does not answer \\(ECONNREFUSED\\)`))
  const other = await open(ports.echo)
  other.end('still there')
  assert.equal(await text(other), 'still there')
})

test('a route that is none is refused', async () => {
  const child = relay('9090:prometheus')
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  assert.equal(code, 1)
  assert.match(stderr, /"9090:prometheus" is not PORT=SERVICE:PORT/)
})
