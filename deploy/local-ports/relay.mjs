// Passes on what comes to a port to a service of the stack: node relay.mjs 3000=app:3000 5432=postgres:5432
// Bytes, not requests: PostgreSQL and Redis speak no HTTP. Names are looked up for each connection, so that a service which is not
// there breaks nothing but its own port.
import { connect, createServer } from 'node:net'
import { pipeline } from 'node:stream'

/** @param {string} text */
function routeOf(text) {
  const [, port, host, target] = /^(\d{1,5})=([a-z][a-z-]*|[\d.]+):(\d{1,5})$/.exec(text) ?? []
  if (target === undefined) throw new Error(`"${text}" is not PORT=SERVICE:PORT, such as 9090=prometheus:9090`)
  return { port: Number(port), host, target: Number(target) }
}

/** @param {ReturnType<typeof routeOf>} route */
function relay({ port, host, target }) {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const service = connect({ host, port: target, allowHalfOpen: true })
    service.once('error', ({ code }) => {
      process.stderr.write(`${port}: ${host}:${target} does not answer (${code}). Is it running?\n`)
    })
    pipeline(client, service, (error) => error && client.destroy())
    pipeline(service, client, (error) => error && service.destroy())
  })
  server.listen(port)
}

const routes = process.argv.slice(2)
if (routes.length === 0) throw new Error('Name at least one: node relay.mjs 9090=prometheus:9090')
for (const route of routes.map(routeOf)) relay(route)
