import { readFile } from 'node:fs/promises'
import { success, type Reader } from './reader.ts'
import { tableLines } from './table.ts'

/** Names of `st` in /proc/net/tcp: include/net/tcp_states.h of Linux, from 1 on. */
const states = [
  'ESTAB',
  'SYN-SENT',
  'SYN-RECV',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSED',
  'CLOSE-WAIT',
  'LAST-ACK',
  'LISTEN',
  'CLOSING',
  'NEW-SYN-RECV',
]

export const socketsReader: Reader = {
  method: 'procfs',
  options: [],
  takesTarget: false,
  read: async () => {
    const tables = await Promise.all(
      ['tcp', 'tcp6', 'udp', 'udp6'].map(async (protocol) =>
        // A kernel without IPv6 has no tcp6 and udp6.
        parseSockets(protocol, await readFile(`/proc/net/${protocol}`, 'utf8').catch(() => '')),
      ),
    )
    return success(tableLines([['Protocol', 'State', 'Local', 'Peer'], ...tables.flat()]))
  },
}

/** Rows `[protocol, state, local, peer]` of a table of proc_net_tcp (Documentation/networking in Linux). */
export function parseSockets(protocol: string, table: string): string[][] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, local = '', peer = '', state = ''] = line.trim().split(/\s+/)
      const name = states[Number.parseInt(state, 16) - 1] ?? state
      return [
        protocol,
        protocol.startsWith('udp') && name === 'CLOSED' ? 'UNCONN' : name,
        address(local),
        address(peer),
      ]
    })
}

/** `0100007F:1F90` is 127.0.0.1:8080: words of 32 bits in the byte order of the machine, here little-endian. */
function address(text: string): string {
  const [hex = '', port = ''] = text.split(':')
  const bytes = Buffer.from(hex, 'hex')
  bytes.swap32()
  const written = bytes.length === 4 ? bytes.join('.') : `[${ipv6(bytes)}]`
  return `${written}:${Number.parseInt(port, 16) || '*'}`
}

function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16))
  // The canonical form (RFC 5952), which URL writes.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
