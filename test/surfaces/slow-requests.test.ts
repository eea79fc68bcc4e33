import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startServer, type RunningServer } from '#test/start-server.ts'

const isLong = process.env['POLLUX_LONG'] === '1'
/** The server looks at its connections every 30 s; the rest is for a busy machine. */
const lookedAtEveryMs = 35_000

interface Held {
  readonly answer: string
  readonly heldMs: number
}

/** Sends the first bytes at once and then one more each 5 s, for as long as the server listens. */
async function trickle({ url }: RunningServer, first: string, more: string): Promise<Held> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const began = performance.now()
  socket.on('error', () => {}) // it is cut off while we write
  socket.write(first)
  const timer = setInterval(() => more !== '' && socket.write(more), 5_000)
  try {
    const answer = await text(socket).catch(() => '')
    return { answer, heldMs: performance.now() - began }
  } finally {
    clearInterval(timer)
    socket.destroy()
  }
}

test(
  'who sends slowly is cut off on every surface, and keeps nobody else waiting',
  { skip: isLong ? false : 'two and a half minutes: npm run test:long' },
  async () => {
    await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
    const ways: { name: string; path: string; type: string; limitMs: number; first: string; more: string }[] = []
    for (const [path, type] of [
      ['/api/v1/twin/answers', 'application/json'],
      ['/api/v1/twin/sources', 'multipart/form-data; boundary=x'],
      ['/v1/chat/completions', 'application/json'],
      ['/v1/mcp/tools/create_backup', 'application/json'],
      ['/mcp', 'application/json'],
    ] as const) {
      const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${server.token}\r\ncontent-type: ${type}\r\n`
      ways.push({ name: 'headers', path, type, limitMs: 60_000, first: head, more: 'x: y\r\n' })
      ways.push({
        name: 'body',
        path,
        type,
        limitMs: 120_000,
        first: `${head}content-length: 10000\r\n\r\n{`,
        more: ' ',
      })
    }
    const slow = ways.map(async (way) => {
      const { answer, heldMs } = await trickle(server, way.first, way.more)
      const what = `${way.name} of ${way.path}: ${Math.round(heldMs)} ms, ${answer.slice(0, 60)}`
      assert.ok(heldMs < way.limitMs + lookedAtEveryMs, what)
      assert.match(answer, /^HTTP\/1\.1 408 [^]*"code":"timeout"/, what)
    })
    const idle = trickle(server, 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n', '')
    let slowest = 0
    const others = new AbortController()
    const asking = (async () => {
      while (!others.signal.aborted) {
        const began = performance.now()
        assert.equal((await fetch(`${server.url}/api/v1/twin/questions`)).status, 200)
        slowest = Math.max(slowest, performance.now() - began)
        await delay(500)
      }
    })()
    await Promise.all(slow)
    const { answer, heldMs } = await idle
    others.abort()
    await asking
    assert.match(answer, /^HTTP\/1\.1 200 /)
    assert.ok(heldMs < 72_000 + lookedAtEveryMs, `idle: ${heldMs}`)
    assert.ok(slowest < 5_000, `another waited ${slowest} ms`)
  },
)
