import { z } from 'zod'

const milliseconds = z.number().nullable()

const requestShape = {
  requests: z.int(),
  errors: z.int().describe('Answered with a status of 500 or more.'),
  latencyMs: z
    .object({ p50: milliseconds, p95: milliseconds, p99: milliseconds })
    .describe('Each within 5 %; null of nothing. Open streams are left out.'),
}

const requestsSchema = z
  .object({
    ...requestShape,
    seconds: z.int().describe('How much time it is of: the last five minutes, or since the start.'),
    limited: z.int().describe('Refused with 429 since the start.'),
    slots: z
      .array(z.object({ at: z.iso.datetime(), seconds: z.number(), ...requestShape }))
      .describe('Oldest first; the last one is not over.'),
  })
  .describe('Of this process.')

const serviceSchema = z.object({
  name: z.string(),
  status: z.enum(['up', 'down', 'degraded']),
  responseMs: milliseconds,
})

const databaseSchema = z.object({
  bytes: z.number(),
  connections: z.int().describe('Of everybody to this database.'),
  maxConnections: z.int(),
  version: z.string(),
})
export type DatabaseFigures = z.infer<typeof databaseSchema>

const backupSchema = z.object({
  id: z.string(),
  type: z.enum(['full', 'incremental', 'config']),
  createdAt: z.iso.datetime(),
  sizeBytes: z.int(),
  encrypted: z.boolean(),
})

const drillSchema = z.object({
  runId: z.string(),
  backupId: z.string().nullable(),
  at: z.iso.datetime(),
  tables: z.int().nullable(),
  rows: z.int().nullable(),
  seconds: z.number().nullable(),
})

const backupsSchema = z.object({
  count: z.int(),
  totalBytes: z.int(),
  newest: z.array(backupSchema).max(5).describe('Newest first.'),
  doubtful: z.int().describe('Files that are not what their manifest says, or have none that can be trusted.'),
  provenRestore: drillSchema
    .nullable()
    .describe('The last drill after which the restored database was compared and found to be the same.'),
  failedDrill: drillSchema.nullable().describe('The last drill, when it proved nothing.'),
})
export type BackupFigures = z.infer<typeof backupsSchema>
export type Drill = z.infer<typeof drillSchema>

const hostSchema = z.object({
  measuredAt: z.iso.datetime(),
  name: z.string(),
  status: z.enum(['healthy', 'degraded', 'unhealthy']).describe('By what the monitoring agent sees.'),
  cpuPercent: z.number(),
  memoryPercent: z.number(),
  memoryBytes: z.number(),
  load: z.array(z.number()).describe('Over 1, 5 and 15 minutes.'),
  uptimeHours: z.number(),
  disks: z.array(z.object({ path: z.string(), usedPercent: z.number(), freeBytes: z.number() })),
})
export type HostFigures = z.infer<typeof hostSchema>

const alertSchema = z.object({
  name: z.string(),
  summary: z.string(),
  severity: z.string(),
  target: z.string().nullable(),
  since: z.iso.datetime(),
  ticketId: z.int(),
  runbook: z
    .object({ sop: z.object({ id: z.string(), title: z.string() }).nullable(), url: z.url().nullable() })
    .describe('What to do: a procedure of ours that fits, and the `runbook_url` of the alert.'),
})
export type OpenAlert = z.infer<typeof alertSchema>

const parts = ['queue', 'services', 'database', 'host', 'backups', 'alerts'] as const

export const operationsSchema = z
  .object({
    at: z.iso.datetime(),
    version: z.string(),
    process: z.object({
      uptimeSeconds: z.int(),
      residentBytes: z.int(),
      heapBytes: z.int(),
      eventLoopLagP99Ms: milliseconds,
    }),
    requests: requestsSchema,
    queue: z
      .object({ queued: z.int(), active: z.int(), approvals: z.int().describe('Actions that wait for a person.') })
      .nullable(),
    services: z.array(serviceSchema).nullable(),
    cache: z.array(z.object({ name: z.string(), hits: z.int(), misses: z.int() })).describe('Since the start.'),
    database: databaseSchema.nullable(),
    models: z
      .array(
        z.object({
          provider: z.string(),
          requests: z.int(),
          failures: z.int(),
          meanSeconds: z.number().nullable(),
        }),
      )
      .describe('Language models that were asked since the start.'),
    host: hostSchema.nullable(),
    backups: backupsSchema.nullable(),
    alerts: z.array(alertSchema).nullable().describe('Null also without the scope `desk:read`: they are tickets.'),
    problems: z.array(z.object({ part: z.enum(parts), message: z.string() })).describe('Why a part could not be read.'),
  })
  .meta({ id: 'OperationsSnapshot' })
export type OperationsSnapshot = z.infer<typeof operationsSchema>
export type Part = (typeof parts)[number]
