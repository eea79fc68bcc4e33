import { z } from 'zod'
import { httpGet } from './http-get.ts'
import type { CheckResult } from './run-check.ts'

const listSchema = z.array(
  z.object({ Id: z.string(), Names: z.array(z.string()), Image: z.string(), State: z.string(), Status: z.string() }),
)
const detailsSchema = z.object({
  RestartCount: z.int(),
  State: z.object({ ExitCode: z.int(), Health: z.object({ Status: z.string() }).optional() }),
  HostConfig: z.object({ RestartPolicy: z.object({ Name: z.string() }).optional() }),
})

export interface Container {
  readonly name: string
  readonly image: string
  /** Of the engine: created, running, paused, restarting, removing, exited, dead. */
  readonly state: string
  /** In words, such as `Up 2 hours (healthy)`. */
  readonly status: string
  readonly restarts: number
  /** Why it is not as it should be. */
  readonly problem: string | null
}

/** Looked at one by one for their restarts; an engine with more tells only of the first. */
const lookedAt = 200

/** All containers of the engine behind a Unix socket: Docker Engine API 1.24 and later, which Podman speaks too. */
export async function listContainers(socketPath: string, signal: AbortSignal): Promise<Container[]> {
  const list = listSchema.parse(await ask(socketPath, '/containers/json?all=1', signal))
  const containers: Container[] = []
  for (const { Id, Names, Image, State, Status } of list.slice(0, lookedAt)) {
    const details = await ask(socketPath, `/containers/${encodeURIComponent(Id)}/json`, signal)
    if (details === undefined) continue // removed meanwhile
    const parsed = detailsSchema.parse(details)
    containers.push({
      name: Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12),
      image: Image,
      state: State,
      status: Status,
      restarts: parsed.RestartCount,
      problem: problemOf(State, parsed),
    })
  }
  return containers
}

/** Degraded when one is not as it should be. */
export function containersResult(containers: readonly Container[]): CheckResult {
  const wrong = containers.filter(({ problem }) => problem !== null)
  const running = containers.filter(({ state }) => state === 'running').length
  const figures = {
    containers_running: running,
    containers_wrong: wrong.length,
    container_restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
  }
  const detail = wrong.map(({ name, problem }) => `${name} ${problem}`).join(', ')
  if (wrong.length > 0) return { status: 'degraded', detail, figures }
  return { detail: `${running} of ${containers.length} run`, figures }
}

/** One that ended by itself is as it should be, unless it failed and the engine was told to keep it running. */
function problemOf(state: string, { State, HostConfig }: z.infer<typeof detailsSchema>): string | null {
  if (state === 'restarting' || state === 'dead' || state === 'paused') return `is ${state}`
  if (state === 'running' && State.Health?.Status === 'unhealthy') return 'is unhealthy'
  const kept = ['always', 'unless-stopped', 'on-failure'].includes(HostConfig.RestartPolicy?.Name ?? '')
  if (state === 'exited' && State.ExitCode !== 0 && kept) return `exited with ${State.ExitCode}`
  return null
}

async function ask(socketPath: string, path: string, signal: AbortSignal): Promise<unknown> {
  const { status, body, cut } = await httpGet(`http://localhost${path}`, { signal, socketPath, maxBytes: 16 * 2 ** 20 })
  if (status === 404) return undefined
  if (status !== 200 || cut) throw new Error(`the container engine answered ${status} to ${path}`)
  return JSON.parse(body)
}
