import { stateFigures } from './alerts/thresholds.ts'
import { containersResult, listContainers, type Container } from './checks/check-containers.ts'
import { checkNginx } from './checks/check-nginx.ts'
import { checkAlertmanager, checkPrometheus } from './checks/check-prometheus.ts'
import { checkReplicas } from './checks/check-replicas.ts'
import { runCheck, type Check, type ServiceState } from './checks/run-check.ts'
import { targetCheck } from './checks/target-check.ts'
import type { NamedTarget } from './checks/target.ts'

/** What is told of even when it is not configured. */
const builtInServices = [
  'postgresql',
  'queue',
  'redis',
  'replicas',
  'language_models',
  'canary',
  'nginx',
  'prometheus',
  'alertmanager',
  'containers',
] as const

export interface ServicesNeeds {
  readonly config: {
    /** Its stub_status address, or any other that it answers. */
    readonly nginxUrl?: string | undefined
    readonly prometheusUrl?: string | undefined
    readonly alertmanagerUrl?: string | undefined
    /** Addresses of our own processes. */
    readonly replicaUrls?: readonly string[] | undefined
    /** Unix socket of a container engine. */
    readonly engineSocket?: string | undefined
  }
  /** Throws when the database is away. */
  readonly pingDatabase: () => Promise<void>
  readonly queueFigures: () => Promise<{ queued: number; active: number }>
  /** Others, by name: `redis`, `language_models`, … Undefined is not configured. */
  readonly checks: Readonly<Record<string, Check | undefined>>
  readonly targets: readonly NamedTarget[]
}

export interface ServiceReport extends ServiceState {
  /** Without it the product cannot do its work. */
  readonly essential: boolean
}

export interface ServicesReport {
  readonly services: Readonly<Record<string, ServiceReport>>
  readonly containers: readonly Container[]
}

interface Listed {
  readonly name: string
  readonly check: Check | undefined
  readonly essential: boolean
  readonly timeoutMs?: number
}

const notConfigured: ServiceState = { status: 'not_configured', responseMs: null, detail: '', figures: {} }

/** Looks at every service and target, side by side, each within its own time limit. */
export async function lookAtServices(needs: ServicesNeeds, signal: AbortSignal): Promise<ServicesReport> {
  let containers: readonly Container[] = []
  const { engineSocket } = needs.config
  const lookAtContainers: Check = async (within) => {
    if (engineSocket === undefined) return
    containers = await listContainers(engineSocket, within)
    return containersResult(containers)
  }
  const list: Listed[] = [
    ...serviceChecks(needs, engineSocket === undefined ? undefined : lookAtContainers),
    ...needs.targets.map((target) => ({ ...target, check: targetCheck(target) })),
  ]
  const states = await Promise.all(
    list.map(async ({ check, timeoutMs }) => (check ? runCheck(check, signal, timeoutMs) : notConfigured)),
  )
  const services = list.map(({ name, essential }, index) => [name, { ...states[index]!, essential }])
  return { services: Object.fromEntries(services) as Record<string, ServiceReport>, containers }
}

function serviceChecks({ config, pingDatabase, queueFigures, checks }: ServicesNeeds, containers?: Check): Listed[] {
  const { nginxUrl, prometheusUrl, alertmanagerUrl, replicaUrls = [] } = config
  const known: Record<string, Check | undefined> = {
    postgresql: pingDatabase,
    queue: async () => {
      const { queued, active } = await queueFigures()
      return { detail: `${queued} wait, ${active} run`, figures: { queue_waiting: queued, queue_active: active } }
    },
    replicas: replicaUrls.length > 0 ? (signal) => checkReplicas(replicaUrls, signal) : undefined,
    nginx: nginxUrl === undefined ? undefined : (signal) => checkNginx(nginxUrl, signal),
    prometheus: prometheusUrl === undefined ? undefined : (signal) => checkPrometheus(prometheusUrl, signal),
    alertmanager: alertmanagerUrl === undefined ? undefined : (signal) => checkAlertmanager(alertmanagerUrl, signal),
    containers,
    ...checks,
  }
  const names = new Set([...builtInServices, ...Object.keys(known)])
  return Array.from(names, (name) => ({ name, check: known[name], essential: name === 'postgresql' }))
}

/** The figures of services by `metric:service`, their states among them. */
export function serviceFigures(services: Readonly<Record<string, ServiceReport>>): Record<string, number> {
  const all: Record<string, number> = {}
  for (const [name, { status, responseMs, figures, essential }] of Object.entries(services)) {
    if (status === 'not_configured') continue
    all[`service_state:${name}`] = stateFigures[status === 'down' && essential ? 'essentialDown' : status]
    // What did not answer has no time to answer in.
    if (responseMs !== null && status !== 'down') all[`response_ms:${name}`] = responseMs
    for (const [metric, value] of Object.entries(figures)) all[`${metric}:${name}`] = value
  }
  return all
}

/** Names that the targets of a monitoring file may not take. */
export function isBuiltIn(name: string): boolean {
  return (builtInServices as readonly string[]).includes(name)
}
