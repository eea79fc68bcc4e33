import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServiceManager extends AsyncDisposable {
  /** `POST` here starts the service. */
  urlOf(name: string): string
}

/**
 * What systemd is on a whole machine: it starts services when it is asked to. The commander ends every process that its
 * program started, so a service that is to stay must be somebody else's child.
 */
export async function startOnRequest(services: Readonly<Record<string, () => Promise<void>>>): Promise<ServiceManager> {
  const server = createServer((request, response) => {
    const start = request.method === 'POST' ? services[request.url?.slice(1) ?? ''] : undefined
    if (!start) return void response.writeHead(404).end()
    start().then(
      () => response.end('started\n'),
      (error: unknown) => response.writeHead(500).end(`${String(error)}\n`),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    urlOf: (name) => `http://127.0.0.1:${port}/${name}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
