import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import autocannon from 'autocannon'
import type { Kind } from './kinds.ts'

export interface Measured {
  readonly what: string
  readonly seconds: number
  readonly byStatus: Map<number, number>
  /** Refused, cut off, or not there within ten seconds. */
  unanswered: number
  /** Milliseconds of the answers with success. A 429 is quicker than any of them and would only flatter. */
  readonly latenciesMs: number[]
}

const connections = 4
const limitMs = 10_000

const nothingYet = (what: string, seconds: number): Measured => ({
  what,
  seconds,
  byStatus: new Map(),
  unanswered: 0,
  latenciesMs: [],
})

function count(measured: Measured, status: number, latencyMs: number): void {
  measured.byStatus.set(status, (measured.byStatus.get(status) ?? 0) + 1)
  if (status >= 200 && status < 300) measured.latenciesMs.push(latencyMs)
}

/**
 * The kinds in turn, `rate` requests a second evenly spaced, whether those before are answered or not, as independent callers
 * do. (autocannon sends all of a second at its beginning, and waits on each connection.)
 */
export async function atRate(
  url: string,
  kinds: readonly Kind[],
  { seconds, rate }: { seconds: number; rate: number },
): Promise<Measured[]> {
  const all = kinds.map((kind) => ({ kind, measured: nothingYet(kind.what, seconds) }))
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let sent = 0; sent < seconds * rate; sent++) {
    const due = started + (sent * 1000) / rate
    if (due > performance.now()) await delay(due - performance.now())
    const { kind, measured } = all[sent % all.length]!
    under.push(askOnce(url, kind, Math.floor(sent / all.length), measured))
  }
  await Promise.all(under)
  return all.map(({ measured }) => measured)
}

async function askOnce(url: string, { requests }: Kind, round: number, measured: Measured): Promise<void> {
  const { method, path, headers, body } = requests[round % requests.length]!
  const begun = performance.now()
  try {
    const signal = AbortSignal.timeout(limitMs)
    const reply = await fetch(url + path, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    })
    await reply.arrayBuffer()
    count(measured, reply.status, performance.now() - begun)
  } catch {
    measured.unanswered++
  }
}

/** All kinds at once, on four connections each that ask again as soon as they are answered. */
export function fullTilt(url: string, kinds: readonly Kind[], { seconds }: { seconds: number }): Promise<Measured[]> {
  return Promise.all(kinds.map((kind) => untilTheEnd(url, kind, seconds)))
}

async function untilTheEnd(url: string, { what, requests }: Kind, seconds: number): Promise<Measured> {
  const measured = nothingYet(what, seconds)
  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: limitMs / 1000,
        // nginx closes a connection after 1,000 requests, and the one that is just being sent would count as unanswered.
        reconnectRate: 500,
        requests: requests.map((request) => ({ ...request, headers: request.headers as IncomingHttpHeaders })),
      },
      (error: unknown, result) => (error instanceof Error ? reject(error) : resolve(result)),
    )
    running.on('response', (_client, status, _bytes, latencyMs) => count(measured, status, latencyMs))
  })
  measured.unanswered = errors
  return measured
}
