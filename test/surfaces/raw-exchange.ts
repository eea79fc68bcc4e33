import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { RunningServer } from '#test/start-server.ts'

/** How long after the first bytes of an answer nothing more is waited for, where the server keeps the connection. */
const calmMs = 500
const longestMs = 20_000

/** Sends bytes as they are, and resolves with everything that comes until the server closes. */
export async function exchange({ url }: Pick<RunningServer, 'url'>, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  // Not ended at once: a server that sees the end while it still works gives the answer up.
  socket.once('data', () => setTimeout(() => socket.end(), calmMs).unref())
  const late = setTimeout(() => socket.destroy(new Error(`no end in ${longestMs} ms`)), longestMs)
  socket.write(Buffer.from(request, 'latin1'))
  try {
    return await text(socket)
  } finally {
    clearTimeout(late)
  }
}
