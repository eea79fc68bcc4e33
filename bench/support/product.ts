import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface MeasuredServer extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** Wall time from spawn to the first 200 of /ready, in milliseconds. */
  readonly readyMs: number
  stop(): Promise<void>
}

export interface ServerSetup {
  readonly dataDir: string
  readonly port: number
  readonly environment?: Record<string, string>
  /** CPU list for taskset, such as "0". */
  readonly cpus?: string | undefined
}

/** A real server process, as `npm start` runs it. */
export async function startMeasuredServer({
  dataDir,
  port,
  environment = {},
  cpus,
}: ServerSetup): Promise<MeasuredServer> {
  const started = await startMeasured([process.execPath, 'scripts/pollux.mjs', 'serve'], {
    port,
    cpus,
    environment: {
      // Set, if to nothing, so that no .env of a developer sets them.
      DATABASE_URL: '',
      REDIS_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      // One caller asks all there is to ask.
      RATE_LIMIT_API: 'off',
      RATE_LIMIT_CHAT: 'off',
      RATE_LIMIT_TOOLS: 'off',
      ...environment,
    },
  })
  return { ...started, dataDir }
}

/** Any program that answers /ready on a port of loopback once it can be asked. */
export async function startMeasured(
  command: readonly string[],
  { port, environment = {}, cpus }: Omit<ServerSetup, 'dataDir'>,
): Promise<Omit<MeasuredServer, 'dataDir'>> {
  const [file, ...args] = cpus === undefined ? command : ['taskset', '-c', cpus, ...command]
  const started = performance.now()
  const child = spawn(file!, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await readiness(url, child)
  const readyMs = performance.now() - started
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
  return { url, pid: child.pid!, readyMs, stop, [Symbol.asyncDispose]: stop }
}

async function readiness(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
    const reply = await fetch(`${url}/ready`).catch(() => undefined)
    if (reply?.status === 200) return
    await sleep(20)
  }
}

export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'pollux-bench-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** CPU seconds (user and system) that a process and its ended children have used; Linux. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / 100
}

/** The same of a process and all that it started and are still there; Linux. */
export async function treeCpuSeconds(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const times = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(treeCpuSeconds))
  return times.reduce((sum, seconds) => sum + seconds, await cpuSeconds(pid))
}

/** Resident (RSS) and proportional (PSS) set size in bytes; Linux. */
export async function memoryBytes(pid: number): Promise<{ rss: number; pss: number }> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? Number.NaN)
  return { rss: kilobytes('Rss') * 1024, pss: kilobytes('Pss') * 1024 }
}

/** The processes of the embedded PostgreSQL of a data folder: the postmaster and its children. */
export async function postgresPids(dataDir: string): Promise<number[]> {
  const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  return [postmaster, ...children.split(' ').filter(Boolean).map(Number)]
}
