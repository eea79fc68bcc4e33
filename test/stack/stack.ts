import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { run } from '../../scripts/stack/docker.ts'

const given = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error('Run these by npm run test:stack: it starts the stack they ask.')
  return value
}

/** Where the stack under test is, as scripts/test-stack.ts made it. */
export const stack = {
  folder: given('STACK_FOLDER'),
  url: given('STACK_URL'),
  httpUrl: given('STACK_HTTP_URL'),
}

const secret = (name: string): string => readFileSync(join(stack.folder, 'secrets', name), 'utf8').trim()

/** `docker compose …` of the stack under test; throws what it said when it fails. */
export function compose(...args: string[]): string {
  return run('docker', ['compose', ...args], { cwd: stack.folder })
}

/** Starts what is not running and waits until all is healthy; gives the seconds it took. */
export function up(...args: string[]): number {
  const started = performance.now()
  compose(...args, 'up', '--detach', '--wait', '--wait-timeout', '180', '--no-build')
  return (performance.now() - started) / 1000
}

export interface Container {
  readonly ID: string
  readonly Name: string
  readonly Service: string
  readonly State: string
  readonly Health: string
}

export function containers(...args: string[]): Container[] {
  return compose('--profile', '*', 'ps', '--all', '--format', 'json', ...args)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Container)
}

/** Runs a program in a container of the service, as root, and gives its exit code and what it printed. */
export function inside(service: string, ...command: string[]): { status: number | null; output: string } {
  const [container] = containers(service)
  if (!container) throw new Error(`there is no container of ${service}`)
  const { status, stdout, stderr } = spawnSync('docker', ['exec', '--user', '0', container.ID, ...command], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

/** To every process of that user but the first, which would pass nothing on; root may not signal others here. */
export function signal(service: string, user: string, name: 'STOP' | 'CONT'): void {
  const command = `for process in /proc/[0-9]*; do pid=\${process#/proc/}; [[ $pid == 1 || $pid == $$ ]] || kill -${name} $pid 2> /dev/null; done; true`
  compose('--profile', '*', 'exec', '--no-TTY', '--user', user, service, 'bash', '-c', command)
}

/** Waits until the service has that health, `seconds` at most; throws what it was instead. */
export async function untilHealth(service: string, health: 'healthy' | 'unhealthy', seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const found = containers(service).map(({ Health }) => Health)
    if (found.length > 0 && found.every((one) => one === health)) return
    if (Date.now() > deadline) throw new Error(`${service} is ${found.join(', ')} after ${seconds} s, not ${health}`)
    await delay(500)
  }
}

/** Looks once a second until there is something to give; after `seconds` it throws what was waited for, and what stood in the way. */
export async function until<Found>(
  what: string,
  seconds: number,
  look: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    let obstacle = ''
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      obstacle = `: ${String(error)}`
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s${obstacle}`)
    await delay(1_000)
  }
}

/** Puts a row into test/reports/stack.md. */
export function figure(what: string, value: string, reach: string): void {
  appendFileSync(given('STACK_FIGURES'), `${JSON.stringify({ what, figure: value, reach })}\n`)
}

interface Asked {
  readonly method?: string
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** Through nginx, as everybody comes. */
export async function ask(path: string, { method, token, body, headers }: Asked = {}): Promise<Response> {
  return fetch(stack.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

export const ownerToken = (): string => secret('owner_token')
