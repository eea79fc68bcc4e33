import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { engine, preparedDatabase, testDatabase, type TestDatabase } from './postgres.ts'
import { prepareData } from './prepared-data.ts'
import { productEntry } from './product-entry.ts'
import { serverEnvironment } from './server-environment.ts'

export interface StartServerOptions {
  /** Variables on top of (or, with `undefined`, missing from) those of a test server. */
  env?: Record<string, string | undefined>
  /** Default: a temporary folder, removed when the server is disposed. */
  dataDir?: string
  /** What is started; `serve` when it is not named. */
  command?: 'serve' | 'web' | 'mcp' | 'worker'
  /** Words after it. */
  args?: string[]
  /** Resolve when the process runs instead of when `/ready` answers 200. */
  waitUntilReady?: boolean
  readyWithinMs?: number
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string
  /** The owner token. */
  readonly token: string
  readonly dataDir: string
  /** DATABASE_URL, when it has one. */
  readonly databaseUrl: string | undefined
  readonly pid: number
  /** Everything it has printed so far, both streams. */
  readonly logs: () => string
  /** SIGTERM, and the exit code. Throws when it had to be cut: by itself, or here after 15 s. */
  stop(): Promise<number | null>
  /** Sends the signal and waits for the end; SIGKILL leaves the embedded PostgreSQL running, as a crash does. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Waits for a line of the logs. */
  printed(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>
}

/**
 * Runs `node src/start.mjs serve` as a person would: on a free port, in a data folder of its own. With
 * TEST_DATABASE=postgres15 it gets a migrated database there as DATABASE_URL, else it starts its embedded PostgreSQL.
 * Disposing stops it and leaves no process and no folder.
 */
export async function startServer(options: StartServerOptions = {}): Promise<RunningServer> {
  await using resources = new AsyncDisposableStack()
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'pollux-data-')))
  if (options.dataDir === undefined) resources.defer(() => rm(dataDir, { recursive: true, force: true }))
  const sample = options.env?.['POLLUX_SAMPLE'] ?? 'auto'
  if (options.dataDir === undefined && engine() === 'embedded' && !options.env?.['DATABASE_URL'])
    await prepareFolder(dataDir, sample)

  const port = String(await freePort())
  const env: Record<string, string | undefined> = {
    ...serverEnvironment(),
    PORT: port,
    DATA_DIR: dataDir,
    ...options.env,
  }
  if (engine() === 'postgres15' && !('DATABASE_URL' in env)) {
    env['DATABASE_URL'] = resources.use(await databaseWith(sample)).url
  }
  const child = spawn(process.execPath, [productEntry, options.command ?? 'serve', ...(options.args ?? [])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => chunks.push(chunk))
  }
  const logs = (): string => chunks.join('')
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null
  const closed = once(child, 'close')

  async function kill(signal: NodeJS.Signals): Promise<void> {
    if (ended()) return
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    const [, endedBy] = (await closed) as [number | null, NodeJS.Signals | null]
    clearTimeout(late)
    if (signal !== 'SIGKILL' && endedBy === 'SIGKILL')
      throw new Error(`the server ignored ${signal} for 15 s:\n${logs()}`)
    if (/the orderly end took more than/.test(logs()))
      throw new Error(`the server did not end by itself after ${signal}:\n${logs()}`)
  }
  async function stop(): Promise<number | null> {
    await kill('SIGTERM')
    return child.exitCode
  }
  async function until<T>(
    what: string,
    withinMs: number,
    look: () => Promise<T | undefined> | T | undefined,
  ): Promise<T> {
    const deadline = Date.now() + withinMs
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (ended())
        throw new Error(`the server ended (${child.signalCode ?? `code ${child.exitCode}`}) before ${what}:\n${logs()}`)
      if (Date.now() > deadline) throw new Error(`no ${what} in ${withinMs} ms:\n${logs()}`)
      await delay(25)
    }
  }

  resources.defer(() => stopAbandonedPostgres(dataDir))
  resources.defer(async () => void (await stop()))
  const url = `http://127.0.0.1:${env.PORT}`
  if (options.waitUntilReady !== false) {
    await until('/ready answers 200', options.readyWithinMs ?? 60_000, () => isReady(url))
  }
  const owned = resources.move()
  return {
    url,
    token: env['POLLUX_OWNER_TOKEN'] ?? '',
    dataDir,
    databaseUrl: env['DATABASE_URL'],
    pid: child.pid ?? 0,
    logs,
    stop,
    kill,
    printed: (pattern, withinMs = 30_000) =>
      until(`line like ${pattern}`, withinMs, () => pattern.exec(logs()) ?? undefined),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** In a run, fills an empty data folder with what a first start on the embedded PostgreSQL leaves there (prepared-data.ts). */
export async function prepareFolder(dataDir: string, sample: string): Promise<void> {
  await prepareData(dataDir, { POLLUX_SAMPLE: sample }, (original, env) => startOnce({ dataDir: original, env }))
}

/** The same on a PostgreSQL given by its address. Without the sample, a first start leaves little more than the tables. */
function databaseWith(sample: string): Promise<TestDatabase> {
  if (sample === 'never' || process.env['TEST_PREPARED_DATA'] === undefined) return testDatabase()
  return preparedDatabase(sample, (url) => startOnce({ env: { POLLUX_SAMPLE: sample, DATABASE_URL: url } }))
}

async function startOnce(options: StartServerOptions): Promise<void> {
  await using server = await startServer(options)
  await server.stop()
}

async function isReady(url: string): Promise<true | undefined> {
  try {
    const reply = await fetch(`${url}/ready`)
    await reply.text()
    return reply.status === 200 || undefined
  } catch {
    return undefined // not listening yet
  }
}

/** What a killed server leaves running, for the next start to adopt; at the end of a test there is no next start. */
async function stopAbandonedPostgres(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (!(pid > 0)) return
  try {
    process.kill(pid, 'SIGINT')
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(20)) process.kill(pid, 0)
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // ESRCH: gone, as wanted
  }
}
