import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

export interface RoundRobin extends AsyncDisposable {
  readonly url: string
  /** How many requests each server was given. */
  readonly given: ReadonlyMap<string, number>
}

/** A proxy that gives each request to the next server, whoever sends it, on a connection of its own. */
export async function roundRobin(urls: readonly string[]): Promise<RoundRobin> {
  const given = new Map(urls.map((url) => [url, 0]))
  let turn = 0
  const proxy = createServer((incoming, outgoing) => {
    const url = urls[turn++ % urls.length]!
    given.set(url, given.get(url)! + 1)
    const sent = httpRequest(new URL(incoming.url ?? '/', url), {
      method: incoming.method,
      headers: { ...incoming.headers, connection: 'close' },
      agent: false,
    })
    sent.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' })
      outgoing.flushHeaders()
      pipeline(answer, outgoing).catch(() => outgoing.destroy())
    })
    sent.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    outgoing.once('close', () => sent.destroy())
    incoming.pipe(sent)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    given,
    async [Symbol.asyncDispose]() {
      proxy.close()
      proxy.closeAllConnections()
      await once(proxy, 'close')
    },
  }
}
