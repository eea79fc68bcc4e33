import { z } from 'zod'
import { system } from '#auth'
import type { Agents } from '#agents'
import type { BackupFigures, Drill, HostFigures, OperationsSnapshot } from './snapshot-schema.ts'

type Services = OperationsSnapshot['services']

const systemHealthSchema = z.object({
  overall_status: z.enum(['healthy', 'degraded', 'unhealthy']),
  cpu_percent: z.number(),
  memory_percent: z.number(),
  uptime_hours: z.number(),
  host: z.string(),
  load: z.array(z.number()),
  memory: z.object({ total_bytes: z.number() }),
  disks: z.array(z.object({ path: z.string(), used_percent: z.number(), free_bytes: z.number() })),
  services: z.record(
    z.string(),
    // Its details name addresses: they are for whoever asks the agent itself.
    z.object({ status: z.enum(['up', 'down', 'degraded', 'not_configured']), response_ms: z.number().nullable() }),
  ),
})

/** What the monitoring agent sees at this moment. */
export async function readHost(
  agents: Agents,
  signal: AbortSignal,
): Promise<{ host: HostFigures; services: NonNullable<Services> }> {
  const seen = systemHealthSchema.parse(
    await look(agents, 'monitoring.monitor_system_health', { detailed: true }, signal),
  )
  return {
    host: {
      measuredAt: new Date().toISOString(),
      name: seen.host,
      status: seen.overall_status,
      cpuPercent: seen.cpu_percent,
      memoryPercent: seen.memory_percent,
      memoryBytes: seen.memory.total_bytes,
      load: seen.load,
      uptimeHours: seen.uptime_hours,
      disks: seen.disks.map(({ path, used_percent: usedPercent, free_bytes: freeBytes }) => ({
        path,
        usedPercent,
        freeBytes,
      })),
    },
    services: Object.entries(seen.services).flatMap(([name, { status, response_ms: responseMs }]) =>
      status === 'not_configured' ? [] : [{ name, status, responseMs }],
    ),
  }
}

const listedSchema = z.object({
  backups: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['full', 'incremental', 'config']),
      createdAt: z.iso.datetime(),
      sizeBytes: z.int(),
      encrypted: z.boolean(),
    }),
  ),
  unauthenticated: z.array(z.unknown()),
  doubtful: z.array(z.string()),
})

const newestShown = 5

/** The catalogue of backups, and what the last drills proved. */
export async function readBackups(agents: Agents, signal: AbortSignal): Promise<BackupFigures> {
  const [listed, drills] = await Promise.all([
    look(agents, 'backup.list_backups', {}, signal),
    agents.runs.list(system, { capability: 'backup.restore_drill' }),
  ])
  const { backups, unauthenticated, doubtful } = listedSchema.parse(listed)
  const ended = drills.filter(({ finishedAt }) => finishedAt !== undefined)
  const proven = ended.find(({ verdict }) => verdict === 'verified')
  const [last] = ended
  return {
    count: backups.length,
    totalBytes: backups.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    newest: backups.slice(0, newestShown),
    doubtful: doubtful.length + unauthenticated.length,
    provenRestore: proven ? drillOf(proven) : null,
    failedDrill: last && last.verdict !== 'verified' && last.state !== 'cancelled' ? drillOf(last) : null,
  }
}

type Run = Awaited<ReturnType<Agents['runs']['list']>>[number]

const drilledSchema = z.object({
  backup_id: z.string(),
  tables: z.int(),
  rows: z.int(),
  duration_seconds: z.number(),
})

/** One that failed has put nothing out. */
function drillOf({ id, finishedAt, output }: Run): Drill {
  const { data: drilled } = drilledSchema.safeParse(output)
  return {
    runId: id,
    backupId: drilled?.backup_id ?? null,
    at: finishedAt!.toISOString(),
    tables: drilled?.tables ?? null,
    rows: drilled?.rows ?? null,
    seconds: drilled?.duration_seconds ?? null,
  }
}

async function look(agents: Agents, capability: string, input: unknown, signal: AbortSignal): Promise<unknown> {
  const started = await agents.startRun(system, capability, input, { origin: 'agent', signal })
  if (started.run) throw new Error(`${capability} left a run: it is no read, or somebody must be asked first`)
  return started.output
}
