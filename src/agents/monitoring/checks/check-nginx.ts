import { httpGet } from './http-get.ts'
import type { CheckResult } from './run-check.ts'

/** An address of nginx: that of its stub_status module, which gives figures, or any other that it answers. */
export async function checkNginx(address: string, signal: AbortSignal): Promise<CheckResult> {
  const { status, body } = await httpGet(address, { signal })
  if (status >= 400) return { status: 'down', detail: `answered ${status}` }
  const figures = parseStubStatus(body)
  if (!figures) return { detail: `answered ${status}; the address does not give stub_status figures` }
  return { detail: `${figures.nginx_active_connections} connections`, figures }
}

/** The text of ngx_http_stub_status_module. A connection that was accepted and not handled met a limit. */
function parseStubStatus(text: string): Record<string, number> | undefined {
  const active = /^Active connections: (\d+)/m.exec(text)?.[1]
  const [accepted, handled, requests] = /^ (\d+) (\d+) (\d+)/m.exec(text)?.slice(1).map(Number) ?? []
  if (active === undefined || accepted === undefined || handled === undefined || requests === undefined)
    return undefined
  return {
    nginx_active_connections: Number(active),
    nginx_dropped_connections: accepted - handled,
    nginx_requests: requests,
  }
}
