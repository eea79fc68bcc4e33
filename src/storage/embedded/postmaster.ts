import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { open, lstat, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import { findBinaries } from './binaries.ts'
import { chooseLaunch, type Launch } from './launch.ts'

/** The PostgreSQL of one data folder: created on first use, started when it is not running, adopted when it is. */
export interface Postmaster {
  /** Where clients connect: `${socketDir}/.s.PGSQL.5432`. */
  readonly socketDir: string
  /** Starts PostgreSQL if no live process owns the folder. Returns at once when one does. */
  start(): Promise<void>
  /** Stops whatever PostgreSQL owns the folder (fast shutdown) and waits for it to be gone. */
  stop(): Promise<void>
}

/** Small on purpose: what is read twice is in the system's cache too; 64 MB of WAL keeps a fresh folder small. */
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '16MB',
  max_connections: '60',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  log_timezone: 'UTC',
  timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
}

/**
 * Nothing of ours: a stray PGDATA or PGOPTIONS in somebody's shell must not reach it. The threshold is glibc's own first one,
 * held there: left to grow, each backend keeps some megabytes that it has freed.
 */
const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  TZ: 'UTC',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

const maxLogBytes = 5_000_000

export async function openPostmaster(dataDir: string): Promise<Postmaster> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const launch = await chooseLaunch(await findBinaries(), dataDir)
  const clusterDir = join(launch.home, 'postgres')
  const socketDir = await prepareSocketDir(launch)
  let started: ChildProcess | undefined

  async function start(): Promise<void> {
    if (await livePid(clusterDir)) return
    await removeAbandonedClusters(launch.home)
    if (!(await isCluster(clusterDir))) await createCluster(launch, clusterDir)
    await launch.own(clusterDir)
    const log = await openLog(join(launch.home, 'postgres.log'))
    const flags = Object.entries({ ...settings, unix_socket_directories: socketDir }).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ])
    // Its own session: Ctrl-C in the terminal must reach us first, so that requests finish before the database stops.
    const child = launch.spawn(launch.binaries.postgres, ['-D', clusterDir, ...flags], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: environment,
    })
    child.unref()
    started = child
    await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error as Error))])
    await log.close()
  }

  async function stop(): Promise<void> {
    // One that was started just now has not yet written who it is.
    const pid = (await livePid(clusterDir)) ?? (started && isRunning(started) ? started.pid : undefined)
    if (!pid) return
    process.kill(pid, 'SIGINT')
    for (let waitedMs = 0; isAlive(pid); waitedMs += 20) {
      if (waitedMs >= 15_000) {
        process.kill(pid, 'SIGQUIT')
        return
      }
      await sleep(20)
    }
  }

  return { socketDir, start, stop }
}

/** A socket path holds at most 107 bytes, so a deep data folder gets a short folder of its own under the temporary one. */
async function prepareSocketDir(launch: Launch): Promise<string> {
  let directory = join(launch.home, 'run')
  if (Buffer.byteLength(join(directory, '.s.PGSQL.5432.lock')) > 107) {
    directory = join(tmpdir(), `pollux-${createHash('sha256').update(launch.home).digest('hex').slice(0, 16)}`)
  }
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await launch.own(directory)
  const status = await lstat(directory)
  const accounts = [process.getuid?.() ?? status.uid, process.getuid?.() === 0 ? 65534 : -1]
  if (!status.isDirectory() || !accounts.includes(status.uid) || (status.mode & 0o077) !== 0) {
    throw new AppError(
      'storage_unavailable',
      `${directory} must be a folder of mode 0700 that belongs to the account running Pollux. Remove it and start again.`,
    )
  }
  return directory
}

/** initdb writes beside the final place and is moved there whole, so a kill leaves no half-made cluster. */
async function createCluster(launch: Launch, clusterDir: string): Promise<void> {
  const draft = `${clusterDir}.init-${process.pid}`
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await launch.own(draft)
  const args = [
    '-D',
    draft,
    '-U',
    'pollux',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
  const child = launch.spawn(
    launch.binaries.initdb,
    [...args, '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment,
    },
  )
  const output: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  if (exitCode !== 0) {
    const text = Buffer.concat(output).toString('utf8').trim()
    await rm(draft, { recursive: true, force: true })
    const full = /no space left/i.test(text)
    throw new AppError(
      full ? 'storage_full' : 'storage_unavailable',
      `Could not create the database in ${clusterDir}: ${text.slice(-600)}`,
    )
  }
  try {
    await rename(draft, clusterDir)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await isCluster(clusterDir))) throw error // else: another process made one first, and that one is used
  }
}

async function removeAbandonedClusters(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^postgres\.init-(\d+)$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(home, name), { recursive: true, force: true })
  }
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (status) => status.size,
    () => 0,
  )
  return open(path, size > maxLogBytes ? 'w' : 'a', 0o600)
}

async function isCluster(directory: string): Promise<boolean> {
  return stat(join(directory, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

/** The process that owns the cluster by postmaster.pid, if it is alive. */
async function livePid(clusterDir: string): Promise<number | undefined> {
  const file = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(file, 10)
  if (!(pid > 0) || !isAlive(pid)) return undefined
  return (await isPostgres(pid)) ? pid : undefined
}

/** A crashed machine can leave a pid that now belongs to another program; Linux can tell. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.startsWith('postgres') || name.startsWith('unshare')
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
