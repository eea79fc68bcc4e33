import { networkInterfaces } from 'node:os'

/**
 * Where other processes reach one that listens on `host`, when NODE_URL does not say it: there; for one that listens on
 * every address, at the first that others can have (in a container its own).
 */
export function nodeAddress({ host, port }: { host: string; port: number }): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const reached = everywhere ? (firstAddress() ?? 'localhost') : host
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`
}

/** IPv4 first; none that is good on one network card only. */
function firstAddress(): string | undefined {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  return (found.find(({ family }) => family === 'IPv4') ?? found[0])?.address
}
