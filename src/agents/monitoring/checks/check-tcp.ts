import { once } from 'node:events'
import { connect } from 'node:net'
import type { Reach } from './reach.ts'
import type { CheckResult } from './run-check.ts'
import type { TcpTarget } from './target.ts'

/** Down when no connection is made; degraded when that takes long. */
export async function checkTcp(
  { host, port, slowerThanMs }: TcpTarget,
  reach: Reach,
  signal: AbortSignal,
): Promise<CheckResult> {
  const started = performance.now()
  const socket = connect({ host, port, signal, ...reach(host) })
  try {
    await once(socket, 'connect', { signal })
  } finally {
    socket.destroy()
  }
  const responseMs = performance.now() - started
  if (slowerThanMs !== undefined && responseMs > slowerThanMs) {
    const detail = `connected after ${Math.round(responseMs)} ms; more than ${slowerThanMs} ms is slow`
    return { status: 'degraded', detail, responseMs }
  }
  return { detail: 'takes connections', responseMs }
}
