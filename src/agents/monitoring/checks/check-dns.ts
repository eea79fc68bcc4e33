import { Resolver } from 'node:dns/promises'
import type { Reach } from './reach.ts'
import type { CheckResult } from './run-check.ts'
import type { DnsTarget } from './target.ts'

/** Down when the name does not resolve, or an expected record is not among the answers. */
export async function checkDns(
  { query, record, expect, server, timeoutMs }: DnsTarget,
  reach: Reach,
  signal: AbortSignal,
): Promise<CheckResult> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  if (server !== undefined) {
    reach(/^\[(.*)\]/.exec(server)?.[1] ?? server.replace(/:\d+$/, ''))
    resolver.setServers([server])
  }
  const cancel = (): void => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const found = await answers(resolver, query, record)
    const lacking = expect.filter((value) => !found.includes(value))
    const list = found.join(', ')
    if (lacking.length === 0) return { detail: `${record} ${list}` }
    return { status: 'down', detail: `${record} ${list}; expected ${lacking.join(', ')}` }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** As text: MX as `10 mail.example.org`, TXT with its pieces joined. */
async function answers(resolver: Resolver, query: string, record: DnsTarget['record']): Promise<string[]> {
  switch (record) {
    case 'MX':
      return (await resolver.resolveMx(query)).map(({ priority, exchange }) => `${priority} ${exchange}`)
    case 'TXT':
      return (await resolver.resolveTxt(query)).map((pieces) => pieces.join(''))
    case 'A':
      return resolver.resolve4(query)
    case 'AAAA':
      return resolver.resolve6(query)
    case 'CNAME':
      return resolver.resolveCname(query)
    case 'NS':
      return resolver.resolveNs(query)
  }
}
