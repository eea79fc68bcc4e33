import { httpGet } from './http-get.ts'
import type { CheckResult } from './run-check.ts'

/** Our own processes, by their addresses: degraded when some are not ready, down when none is. */
export async function checkReplicas(addresses: readonly string[], signal: AbortSignal): Promise<CheckResult> {
  const states = await Promise.all(
    addresses.map(async (address) => {
      const { status } = await httpGet(new URL('/ready', address).href, { signal }).catch(() => ({ status: 0 }))
      signal.throwIfAborted()
      return { host: new URL(address).host, ready: status === 200 }
    }),
  )
  const away = states.filter(({ ready }) => !ready).map(({ host }) => host)
  const figures = { replicas: states.length, replicas_ready: states.length - away.length }
  if (away.length === 0) return { detail: `${states.length} ready`, figures }
  const status = away.length === states.length ? 'down' : 'degraded'
  return { status, detail: `not ready: ${away.join(', ')}`, figures }
}
