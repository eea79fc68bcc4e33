import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { findBinaries, type PostgresBinaries } from '../../src/storage/embedded/binaries.ts'
import { chooseLaunch, type Launch } from '../../src/storage/embedded/launch.ts'
import { freePort } from './free-port.ts'

/** `embedded`: the PostgreSQL the product ships with. `postgres15`: Debian's, reached as `DATABASE_URL` reaches one. */
export const engines = ['embedded', 'postgres15'] as const
export type Engine = (typeof engines)[number]

export interface PostgresServer {
  readonly engine: Engine
  readonly pid: number
  /** Connection string of one database of this server. */
  url(database: string): string
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const superuser = 'pollux'
const startLimitMs = 30_000

// Durability is off: a test database that survives a power cut is of no use, and fsync was a third of the run.
const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
  log_min_messages: 'fatal',
}

/**
 * Starts a private PostgreSQL in a new temporary folder and waits until it answers. The embedded one listens on a Unix
 * socket with `trust`, Debian's on a loopback port with a password, so that both ways of connecting are exercised.
 * Stopped by `stop()`, and with this process in any case, also when it is killed (Linux).
 */
export async function startPostgres(engine: Engine): Promise<PostgresServer> {
  await removeAbandonedFolders()
  const folder = await mkdtemp(join(tmpdir(), `pollux-postgres-${process.pid}-`))
  const launch = await chooseLaunch(await binaries(engine), folder)
  await launch.own(folder)
  const data = join(folder, 'data')
  const log = join(folder, 'log')
  const password = engine === 'postgres15' ? 'test-password' : undefined
  const port = engine === 'postgres15' ? await freePort() : 5432
  await createCluster(launch, data, password)

  const settings: Record<string, string> = {
    ...testSettings,
    listen_addresses: password === undefined ? '' : '127.0.0.1',
    unix_socket_directories: password === undefined ? folder : '',
    port: String(port),
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const logFile = openSync(log, 'a')
  const child = launch.spawn(...dyingWithUs(launch.binaries.postgres, ['-D', data, ...options]), {
    stdio: ['ignore', logFile, logFile],
  })
  closeSync(logFile)
  child.unref()
  const url = (database: string): string =>
    password === undefined
      ? `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(folder)}`
      : `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
  const atExit = (): void => stopNow(child, folder, data)
  process.once('exit', atExit)
  const stop = async (): Promise<void> => {
    process.off('exit', atExit)
    await stopGently(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answering(url('postgres'), child, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { engine, pid: child.pid ?? 0, url, stop, [Symbol.asyncDispose]: stop }
}

/** A run that was killed could not remove its folder; its PostgreSQL died with it. */
async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^pollux-postgres-(\d+)-/.exec(name)?.[1])
    if (pid > 0 && !existsSync(`/proc/${pid}`) && process.platform === 'linux') {
      await rm(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}

async function binaries(engine: Engine): Promise<PostgresBinaries> {
  if (engine === 'embedded') return findBinaries()
  const root = '/usr/lib/postgresql/15'
  const initdb = join(root, 'bin', 'initdb')
  if (!existsSync(initdb)) throw new Error(`PostgreSQL 15 is missing (${initdb}). Run: npm run setup-tests`)
  return { root, initdb, postgres: join(root, 'bin', 'postgres') }
}

async function createCluster(launch: Launch, data: string, password: string | undefined): Promise<void> {
  const authentication = ['--auth=trust']
  const passwordFile = join(launch.home, 'password')
  if (password !== undefined) {
    await writeFile(passwordFile, password, { mode: 0o600 })
    await launch.own(passwordFile)
    authentication.splice(0, 1, '--auth=scram-sha-256', `--pwfile=${passwordFile}`)
  }
  const args = ['-D', data, '-U', superuser, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', ...authentication]
  const child = launch.spawn(launch.binaries.initdb, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const complaint = child.stderr ? text(child.stderr) : Promise.resolve('')
  const [exitCode] = (await once(child, 'close')) as [number | null]
  if (exitCode !== 0) throw new Error(`initdb failed: ${await complaint}`)
}

/** On Linux the kernel itself ends the server when this process dies, however it dies. SIGINT is a fast shutdown. */
function dyingWithUs(file: string, args: string[]): [file: string, args: string[]] {
  if (!existsSync('/usr/bin/setpriv')) return [file, args]
  return ['/usr/bin/setpriv', ['--pdeathsig', 'INT', file, ...args]]
}

async function answering(url: string, child: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + startLimitMs
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`PostgreSQL stopped while starting:\n${readFileSync(log, 'utf8')}`)
    }
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not answer in ${startLimitMs} ms`, { cause: error })
      await delay(20)
    }
  }
}

async function stopGently(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  child.kill('SIGINT')
  const forced = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exited
  clearTimeout(forced)
}

/** From an `exit` listener, where nothing can be awaited: its pid file goes when it has stopped. */
function stopNow(child: ChildProcess, folder: string, data: string): void {
  child.kill('SIGINT')
  const deadline = Date.now() + 3_000
  while (existsSync(join(data, 'postmaster.pid')) && Date.now() < deadline) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  }
  if (existsSync(join(data, 'postmaster.pid'))) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
