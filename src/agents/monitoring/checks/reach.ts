import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../../errors.ts'

/**
 * Where a check may connect to: options of the connection to a host, which is a name or an address. Throws `forbidden`, or
 * has the connection fail with it, for a host that may not be reached.
 */
export type Reach = (host: string) => { readonly lookup?: LookupFunction }

/** For what a person has configured. */
export const anywhere: Reach = () => ({})

/**
 * Everything but link-local addresses, where clouds keep what only a machine itself should read. A name is judged by what it
 * resolves to, and the connection is made to just that: a name server that answers otherwise the next time gains nothing.
 */
export const beyondLinkLocal: Reach = (host) => {
  if (isIP(host) > 0 && isLinkLocal(host)) throw refusal(host)
  return { lookup: lookupBeyond }
}

const linkLocal = new BlockList()
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4') // RFC 3927; ::ffff:169.254.0.0 is matched with it
linkLocal.addSubnet('fe80::', 10, 'ipv6') // RFC 4291, 2.5.6
linkLocal.addSubnet('64:ff9b::169.254.0.0', 112, 'ipv6') // the first through a translator, RFC 6052

function isLinkLocal(address: string): boolean {
  const withoutZone = address.replace(/%.*$/, '')
  return linkLocal.check(withoutZone, isIP(withoutZone) === 6 ? 'ipv6' : 'ipv4')
}

const lookupBeyond: LookupFunction = (host, options, done) =>
  resolve(host, { ...options, all: true }, (error, found) => {
    const allowed = error ? [] : found.filter(({ address }) => !isLinkLocal(address))
    const [first] = allowed
    if (!first) done(error ?? refusal(host), [])
    else if (options.all) done(null, allowed)
    else done(null, first.address, first.family)
  })

function refusal(host: string): AppError {
  return new AppError(
    'forbidden',
    `${host} is a link-local address, and those are looked at only where the monitoring file names the target.`,
  )
}
