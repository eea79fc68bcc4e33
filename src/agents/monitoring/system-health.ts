import { z } from 'zod'
import type { Database } from '#storage'
import { defineCapability, type Capability } from '../agent.ts'
import { evaluateAlerts, type Alert } from './alerts/evaluate-alerts.ts'
import { severities } from './alerts/thresholds.ts'
import type { HostFigures } from './host/read-host.ts'
import { measure, round, type MeasureNeeds, type Measurement } from './measure.ts'
import { findLatestSample } from './sample-store.ts'
import type { ServiceReport } from './services.ts'

export const alertSchema = z.object({
  name: z.string(),
  severity: z.enum(severities),
  value: z.number(),
  threshold: z.number(),
  since: z.string(),
  target: z.string(),
})

const bytes = z.number()
const percent = z.number()
const detailSchema = {
  host: z.string(),
  load: z.array(z.number()).describe('Over 1, 5 and 15 minutes.'),
  memory: z.object({
    total_bytes: bytes,
    used_bytes: bytes,
    bound_by: z.enum(['machine', 'cgroup']).describe('What sets the total.'),
    machine_bytes: bytes,
    cached_bytes: bytes.nullable(),
    swap_total_bytes: bytes.nullable(),
    swap_used_bytes: bytes.nullable(),
  }),
  disks: z.array(
    z.object({
      path: z.string(),
      total_bytes: bytes,
      free_bytes: bytes,
      used_percent: percent,
      inodes_percent: percent.nullable(),
    }),
  ),
  disk_percents: z.record(z.string(), percent).describe('By the path of the file system.'),
  network: z.record(z.string(), z.object({ received_bytes_per_second: z.number(), sent_bytes_per_second: z.number() })),
  processes: z.array(
    z.object({
      pid: z.int(),
      name: z.string(),
      cpu_percent: percent.describe('Of one processor.'),
      resident_bytes: bytes,
    }),
  ),
  containers: z.array(
    z.object({
      name: z.string(),
      image: z.string(),
      state: z.string(),
      status: z.string(),
      restarts: z.int(),
      problem: z.string().nullable(),
    }),
  ),
  missing: z.array(z.string()).describe('What this system does not tell, or could not be read.'),
}

const serviceSchema = z.object({
  status: z.enum(['up', 'down', 'degraded', 'not_configured']),
  response_ms: z.number().nullable(),
  detail: z.string(),
})

const outputSchema = z.object({
  overall_status: z.enum(['healthy', 'degraded', 'unhealthy']),
  cpu_percent: percent,
  memory_percent: percent,
  disk_percent: percent.describe('Of the fullest file system looked at.'),
  services: z.record(z.string(), serviceSchema),
  alerts: z.array(alertSchema),
  uptime_hours: z.number(),
  ...z.object(detailSchema).partial().shape,
})

export type SystemHealth = z.infer<typeof outputSchema>

export interface HealthNeeds extends MeasureNeeds {
  readonly database: Database
}

/** Host, services and alerts at this moment. */
export function systemHealthCapability(needs: HealthNeeds): Capability {
  return defineCapability({
    name: 'monitor_system_health',
    purpose: 'Measures the host, looks at every service and configured target, and says which thresholds are exceeded.',
    risk: 'read',
    timeLimitMs: 30_000,
    input: z.strictObject({ detailed: z.boolean().default(false) }),
    output: outputSchema,
    run: async ({ signal }, { detailed }) => {
      const measurement = await measure(needs, { signal, processes: detailed })
      const { services, host, diskPercent, sample } = measurement
      // Without the database there is no telling for how long something was wrong; that it is away shows as a service.
      const isStored = services['postgresql']?.status !== 'down'
      const watches = isStored ? ((await findLatestSample(needs.database))?.watches ?? []) : []
      const { alerts } = evaluateAlerts(sample, watches, needs.file.thresholds)
      const unknown = isStored ? [] : ['alerts: the database is away, so alerts that take time to begin are not known']
      return {
        overall_status: overallStatus(Object.values(services), alerts),
        cpu_percent: round(host.cpuPercent),
        memory_percent: round(host.memory.usedPercent),
        disk_percent: round(diskPercent),
        services: shownServices(services, detailed),
        alerts: [...alerts],
        uptime_hours: round(host.uptimeHours),
        ...(detailed && details(host, measurement, unknown)),
      }
    },
  })
}

/** Unhealthy: it cannot do its work, or something is critical. Degraded: anything else is not as it should be. */
function overallStatus(
  services: readonly Pick<ServiceReport, 'status' | 'essential'>[],
  alerts: readonly Pick<Alert, 'severity'>[],
): SystemHealth['overall_status'] {
  const isDown = services.some(({ status, essential }) => status === 'down' && essential)
  if (isDown || alerts.some(({ severity }) => severity === 'critical')) return 'unhealthy'
  const isImpaired = services.some(({ status }) => status === 'down' || status === 'degraded')
  return isImpaired || alerts.length > 0 ? 'degraded' : 'healthy'
}

function shownServices(services: Measurement['services'], all: boolean): SystemHealth['services'] {
  const shown = Object.entries(services).filter(([, { status }]) => all || status !== 'not_configured')
  return Object.fromEntries(
    shown.map(([name, { status, responseMs, detail }]) => [
      name,
      { status, response_ms: responseMs === null ? null : round(responseMs), detail },
    ]),
  )
}

function details(host: HostFigures, { containers }: Measurement, unknown: readonly string[]): Partial<SystemHealth> {
  const { memory } = host
  return {
    host: host.host,
    load: host.load.map(round),
    memory: {
      total_bytes: memory.totalBytes,
      used_bytes: memory.usedBytes,
      bound_by: memory.boundBy,
      machine_bytes: memory.machineBytes,
      cached_bytes: memory.cachedBytes,
      swap_total_bytes: memory.swapTotalBytes,
      swap_used_bytes: memory.swapUsedBytes,
    },
    disks: host.disks.map(({ path, totalBytes, freeBytes, usedPercent, inodesPercent }) => ({
      path,
      total_bytes: totalBytes,
      free_bytes: freeBytes,
      used_percent: round(usedPercent),
      inodes_percent: inodesPercent === null ? null : round(inodesPercent),
    })),
    disk_percents: Object.fromEntries(host.disks.map(({ path, usedPercent }) => [path, round(usedPercent)])),
    network: Object.fromEntries(
      Object.entries(host.network).map(([name, rate]) => [
        name,
        {
          received_bytes_per_second: round(rate.received_bytes_per_second),
          sent_bytes_per_second: round(rate.sent_bytes_per_second),
        },
      ]),
    ),
    processes: host.processes.map((process) => ({ ...process, cpu_percent: round(process.cpu_percent) })),
    containers: [...containers],
    missing: [...host.missing, ...unknown],
  }
}
