import { z } from 'zod'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import type { MonitoringFile } from './monitoring-file.ts'
import { listFigureKeys, listPoints } from './sample-store.ts'
import { fitTrend, projectTo } from './trend.ts'

const inputSchema = z.strictObject({
  metric: z.string().min(1).max(200).describe('Such as cpu_percent, disk_percent:/ or response_ms:postgresql.'),
  hours: z.number().positive().max(720).default(24),
  host: z.string().min(1).max(253).optional().describe('Only samples taken there; all hosts together when left out.'),
  threshold: z.number().optional().describe("The metric's own critical, else warning threshold when left out."),
})

const outputSchema = z.object({
  metric: z.string(),
  hours: z.number(),
  points: z.array(
    z.object({ at: z.string(), average: z.number(), minimum: z.number(), maximum: z.number(), samples: z.int() }),
  ),
  trend: z
    .object({ slopePerHour: z.number(), rSquared: z.number(), latest: z.number(), spanHours: z.number() })
    .nullable(),
  threshold: z.number().nullable(),
  hoursUntilThreshold: z.number().nullable(),
  projection: z.string(),
})

const mostPoints = 240
const leastBucketSeconds = 60

/** Stored figures of one metric, put together into at most 240 points, with their trend. */
export function historyCapability({ database, file }: { database: Database; file: MonitoringFile }): Capability {
  return defineCapability({
    name: 'history',
    purpose: 'Gives the stored figures of one metric over some hours, their trend, and when that reaches a threshold.',
    risk: 'read',
    timeLimitMs: 30_000,
    input: inputSchema,
    output: outputSchema,
    async run(_context, { metric, hours, host, threshold: given }) {
      const bucketSeconds = Math.max(leastBucketSeconds, Math.ceil((hours * 3600) / mostPoints))
      const read = (key: string) => listPoints(database, { key, hours, host, bucketSeconds })
      let key = metric
      let points = await read(key)
      if (points.length === 0) {
        key = await fullKey(database, metric)
        points = await read(key)
      }
      const trend = fitTrend(points)
      const rule = file.thresholds[key.split(':', 1)[0] ?? key]
      const direction = rule?.direction ?? 'rising'
      const threshold = given ?? rule?.critical ?? rule?.warning ?? undefined
      const projection =
        threshold === undefined
          ? { hours: null, because: 'this metric has no threshold; give one' }
          : projectTo(threshold, direction, trend)
      return {
        metric: key,
        hours,
        points,
        trend: trend ?? null,
        threshold: threshold ?? null,
        hoursUntilThreshold: projection.hours,
        projection: projection.because,
      }
    },
  })
}

/** The metric as it is stored: `nginx_requests` is `nginx_requests:nginx`, as long as there is only one. */
async function fullKey(database: Database, metric: string): Promise<string> {
  const keys = await listFigureKeys(database)
  if (keys.includes(metric)) return metric
  const [only, ...others] = keys.filter((key) => key.startsWith(`${metric}:`))
  if (only !== undefined && others.length === 0) return only
  const list = only === undefined ? keys : [only, ...others]
  throw new AppError(
    'not_found',
    list.length === 0
      ? 'There are no samples of the last day. Set a schedule for monitoring.sample, or run it.'
      : `There are no figures of "${metric}". There are: ${list.join(', ')}.`,
  )
}
