import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Reader } from './reader.ts'

const ports = [443, 80]

/**
 * Stands in for ping, which needs a program or a raw socket: opens TCP connections. "Refused" is an answer too, since it
 * comes from the host; a host behind a firewall that drops both ports looks dead, and every line says `tcp`.
 */
export const tcpPingReader: Reader = {
  method: 'node',
  options: ['-c', '-W'],
  takesTarget: true,
  read: async ({ options, positionals: [target = ''], signal }) => {
    const count = Number(options.get('-c') ?? 4)
    const waitMs = Number(options.get('-W') ?? 2) * 1000
    const lines: string[] = []
    let answered = 0
    for (let round = 1; round <= count; round++) {
      if (round > 1) await setTimeout(1_000, undefined, { signal })
      const first = await firstAnswer(target, waitMs, signal)
      if (first.answered) answered++
      lines.push(`tcp ${target}: ${round} of ${count}: ${first.text}`)
    }
    lines.push(`${answered} of ${count} attempts were answered (TCP connections, not ICMP)`)
    return { output: `${lines.join('\n')}\n`, stderr: '', exitCode: answered > 0 ? 0 : 1 }
  },
}

interface Attempt {
  readonly answered: boolean
  readonly text: string
}

/** The first port that answers; when none does, what was wrong with each. */
async function firstAnswer(host: string, waitMs: number, signal: AbortSignal): Promise<Attempt> {
  using others = stopOnDispose()
  const ended = AbortSignal.any([signal, others.signal, AbortSignal.timeout(waitMs)])
  const attempts = ports.map((port) => attempt(host, port, ended))
  const good = attempts.map(async (pending) => {
    const done = await pending
    if (!done.answered) throw new Error(done.text)
    return done
  })
  try {
    return await Promise.any(good)
  } catch {
    signal.throwIfAborted()
    const texts = (await Promise.all(attempts)).map(({ text }) => text)
    return { answered: false, text: [...new Set(texts)].join('; ') }
  }
}

function stopOnDispose(): { signal: AbortSignal } & Disposable {
  const controller = new AbortController()
  return { signal: controller.signal, [Symbol.dispose]: () => controller.abort() }
}

async function attempt(host: string, port: number, ended: AbortSignal): Promise<Attempt> {
  const started = performance.now()
  const socket = connect({ host, port })
  const took = (): string => `after ${(performance.now() - started).toFixed(1)} ms`
  const { promise, resolve } = Promise.withResolvers<Attempt>()
  const stop = (): void => resolve({ answered: false, text: `port ${port}: no answer ${took()}` })
  socket.once('connect', () => resolve({ answered: true, text: `port ${port} answered ${took()} (connected)` }))
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const refused = error.code === 'ECONNREFUSED'
    const text = refused ? `port ${port} answered ${took()} (refused)` : `port ${port}: ${error.code ?? error.message}`
    resolve({ answered: refused, text })
  })
  ended.addEventListener('abort', stop, { once: true })
  if (ended.aborted) stop()
  try {
    return await promise
  } finally {
    ended.removeEventListener('abort', stop)
    socket.destroy()
  }
}
