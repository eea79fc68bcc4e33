import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freePort } from '#test/free-port.ts'
import { run } from '../../scripts/stack/docker.ts'
import { compose, containers, inside, stack, untilHealth, up } from './stack.ts'

/** Ports that are free here, by the variables that would be in .env. */
const ports: Record<string, number> = {
  APP: 0,
  API: 0,
  GRAFANA: 0,
  MCP: 0,
  POSTGRES: 0,
  REDIS: 0,
  PROMETHEUS: 0,
  ALERTMANAGER: 0,
  NODE_EXPORTER: 0,
}
const profiles = ['--profile', 'local', '--profile', 'monitoring']
const watched = ['mcp', 'prometheus', 'alertmanager', 'node-exporter']

before(async () => {
  for (const name of Object.keys(ports)) {
    ports[name] = await freePort()
    process.env[`LOCAL_${name}_PORT`] = String(ports[name])
  }
  up()
  compose(...profiles, 'up', '--detach', '--wait', '--wait-timeout', '180', '--no-build', ...watched, 'local-ports')
})
after(() => void compose(...profiles, 'rm', '--stop', '--force', 'local-ports'))

const status = async (name: string, path: string) => {
  const reply = await fetch(`http://127.0.0.1:${ports[name]}${path}`)
  await reply.text()
  return reply.status
}

const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)

/** What the service says to these bytes, until it says something. */
async function says(name: string, bytes: Buffer | string): Promise<Buffer> {
  const socket = connect({ port: ports[name]!, host: '127.0.0.1' })
  try {
    socket.write(bytes)
    const [said] = (await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
    return said
  } finally {
    socket.destroy()
  }
}

test('each service answers at its own port on this machine', async () => {
  assert.equal(await status('APP', '/ready'), 200)
  assert.equal(await status('API', '/health'), 200)
  assert.equal(await status('API', '/metrics'), 200)
  assert.equal(await status('MCP', '/ready'), 200)
  assert.equal(await status('PROMETHEUS', '/-/ready'), 200)
  assert.equal(await status('ALERTMANAGER', '/-/ready'), 200)
  assert.equal(await status('NODE_EXPORTER', '/metrics'), 200)
  const password = readFileSync(join(stack.folder, 'secrets', 'redis_password'), 'utf8').trim()
  assert.match(String(await says('REDIS', 'PING\r\n')), /^-NOAUTH/)
  assert.match(String(await says('REDIS', `AUTH ${password}\r\n`)), /^\+OK/)
  // SSLRequest of PostgreSQL's protocol; it says S or N.
  assert.match(String(await says('POSTGRES', Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))), /^[SN]/)
})

test('the app does not believe who says there what its address is', async () => {
  const look = `require('dns').lookup('app', (error, address) => console.log(address))`
  const { output } = inside('local-ports', 'node', '-e', look)
  assert.match(output, /^172\.28\.[12]\./, 'from 172.28.0.0/24 it would take every word for that of nginx')
})

test('a service that does not run breaks nothing but its own port', async () => {
  await assert.rejects(status('GRAFANA', '/api/health'))
  assert.match(compose(...profiles, 'logs', '--no-color', 'local-ports'), /3001: grafana:3000 does not answer \(/)
  await untilHealth('local-ports', 'healthy')
})

test('nothing but the ports of nginx is published beyond this machine', () => {
  interface Inspected {
    readonly NetworkSettings: { readonly Ports: Record<string, { HostIp: string; HostPort: string }[] | null> }
  }
  const published = containers()
    .filter(({ State }) => State === 'running')
    .flatMap(({ ID, Service }) => {
      const [found] = JSON.parse(run('docker', ['inspect', ID])) as [Inspected]
      return Object.values(found.NetworkSettings.Ports).flatMap((addresses) =>
        (addresses ?? []).map(({ HostIp, HostPort }) => ({ Service, HostIp, HostPort: Number(HostPort) })),
      )
    })
  const local = published.filter(({ Service }) => Service === 'local-ports')
  assert.deepEqual([...new Set(local.map(({ HostIp }) => HostIp))], ['127.0.0.1'])
  assert.deepEqual(ascending(local.map(({ HostPort }) => HostPort)), ascending(Object.values(ports)))
  const open = published.filter(({ HostIp }) => HostIp !== '127.0.0.1')
  assert.deepEqual([...new Set(open.map(({ Service }) => Service))], ['nginx'])
  assert.deepEqual(
    ascending(new Set(open.map(({ HostPort }) => HostPort))),
    ascending([stack.url, stack.httpUrl].map((url) => Number(new URL(url).port))),
  )
})
