import { isIP } from 'node:net'

/**
 * What of an address is limited: an IPv4 address, also when written as IPv6; of other IPv6 its /64, which is what one household or machine is
 * given (RFC 6177), and can take any address of. What a proxy passes on and is no address is all one.
 */
export function limitedAddress(text: string): string {
  const address = text.replace(/%.*$/, '')
  const family = isIP(address)
  if (family === 0) return 'unknown'
  if (family === 4) return address
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const [, start, ...bytes] = dotted ?? []
  const hex = (high: number, low: number) => (Number(bytes[high]) * 256 + Number(bytes[low])).toString(16)
  const groups = groupsOf(dotted ? `${start}${hex(0, 1)}:${hex(2, 3)}` : address)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.')
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

/** The eight numbers of an address without dots (RFC 4291, section 2.2). */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  if (tail === undefined) return numbers(head)
  const [before, after] = [numbers(head), numbers(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
