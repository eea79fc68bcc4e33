import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'redis'
import { freePort } from './free-port.ts'

const startLimitMs = 10_000
const setpriv = '/usr/bin/setpriv'

export interface RedisServer extends AsyncDisposable {
  /** Usable as `REDIS_URL`. */
  readonly url: string
  readonly port: number
  /** Stops answering without closing anything, as a machine that hangs; and goes on. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

/** Debian's redis-server on a free port of 127.0.0.1, which keeps nothing on disk. Disposing stops it. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const chosen = port ?? (await freePort())
  const options = { port: chosen, bind: '127.0.0.1', save: '', appendonly: 'no', dir: '/' }
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  // On Linux the kernel itself ends it when this process dies, however it dies.
  const [file = '', ...args] = [
    ...(existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL'] : []),
    'redis-server',
    ...words,
  ]
  const child = spawn(file, args, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await once(child, 'spawn').catch((error: unknown) => {
    throw new Error('redis-server could not be started. Run: npm run setup-tests', { cause: error })
  })
  const url = `redis://127.0.0.1:${chosen}`
  const atExit = () => void child.kill('SIGKILL')
  process.once('exit', atExit)
  const stop = async () => {
    process.off('exit', atExit)
    child.kill('SIGKILL')
    await ended
  }
  for (const deadline = Date.now() + startLimitMs; !(await answers(url)); await delay(20)) {
    if (Date.now() < deadline && child.exitCode === null) continue
    await stop()
    throw new Error(`redis-server did not answer on port ${chosen}`)
  }
  return {
    url,
    port: chosen,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function answers(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { reconnectStrategy: false } })
  client.on('error', () => {}) // the rejected call tells the same
  try {
    await client.connect()
    await client.ping()
    return true
  } catch {
    return false // not listening yet
  } finally {
    if (client.isOpen) client.destroy()
  }
}
