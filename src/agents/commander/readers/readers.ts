import { dnsReader } from './dns.ts'
import { hostnameReader, interfacesReader, systemReader, userReader } from './machine.ts'
import { processesReader } from './processes.ts'
import type { Reader } from './reader.ts'
import { routesReader } from './routes.ts'
import { socketsReader } from './sockets.ts'
import { tcpPingReader } from './tcp-ping.ts'

export const readerNames = [
  'tcp-ping',
  'interfaces',
  'sockets',
  'system',
  'processes',
  'user',
  'hostname',
  'routes',
  'dns',
] as const

/** Every reader a policy can name. */
export const readers: Record<(typeof readerNames)[number], Reader> = {
  'tcp-ping': tcpPingReader,
  interfaces: interfacesReader,
  sockets: socketsReader,
  system: systemReader,
  processes: processesReader,
  user: userReader,
  hostname: hostnameReader,
  routes: routesReader,
  dns: dnsReader,
}
