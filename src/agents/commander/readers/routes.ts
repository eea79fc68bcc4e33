import { readFile } from 'node:fs/promises'
import { success, type Reader } from './reader.ts'
import { tableLines } from './table.ts'

export const routesReader: Reader = {
  method: 'procfs',
  options: [],
  takesTarget: false,
  read: async () =>
    success(
      tableLines([
        ['Destination', 'Gateway', 'Interface', 'Metric'],
        ...parseRoutes(await readFile('/proc/net/route', 'utf8')),
      ]),
    ),
}

/** Rows `[destination, gateway, interface, metric]` of /proc/net/route, whose addresses are little-endian words. */
export function parseRoutes(table: string): string[][] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [device = '', destination = '', gateway = '', , , , metric = '', mask = ''] = line.trim().split(/\s+/)
      const length = [...Buffer.from(mask, 'hex')].reduce(
        (bits, byte) => bits + byte.toString(2).replaceAll('0', '').length,
        0,
      )
      const network = length === 0 ? 'default' : `${ipv4(destination)}/${length}`
      return [network, /^0*$/.test(gateway) ? '-' : ipv4(gateway), device, metric]
    })
}

function ipv4(hex: string): string {
  return Buffer.from(hex, 'hex').swap32().join('.')
}
