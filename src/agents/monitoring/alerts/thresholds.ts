import { z } from 'zod'

export const severities = ['warning', 'critical'] as const
export type Severity = (typeof severities)[number]

export interface Threshold {
  /** Name of the alert. */
  readonly alert: string
  /** `rising`: wrong at the limit and above; `falling`: wrong below it. */
  readonly direction: 'rising' | 'falling'
  /** A figure of one host, which is then (part of) what the alert is about. */
  readonly ofHost: boolean
  readonly warning: number | null
  readonly critical: number | null
  /** How long it must be wrong, in all of at least so many samples, before there is an alert. */
  readonly forMinutes: number
  /** As many good samples in a row end it. */
  readonly samples: number
  /** How far back from the limit a sample must be to count as good, so that a figure at the limit does not flap. */
  readonly margin: number
}

/** By metric. */
export type Thresholds = Readonly<Record<string, Threshold>>

const plain = { direction: 'rising', ofHost: false, critical: null, forMinutes: 0, samples: 1, margin: 0 } as const

/** States of a service as a figure, so that they have thresholds as well. */
export const stateFigures = { up: 0, degraded: 1, down: 2, essentialDown: 3 } as const

export const defaultThresholds: Thresholds = {
  cpu_percent: { ...plain, alert: 'cpu_high', ofHost: true, warning: 90, forMinutes: 5, margin: 5 },
  memory_percent: { ...plain, alert: 'memory_high', ofHost: true, warning: 90, margin: 5 },
  disk_percent: { ...plain, alert: 'disk_full', ofHost: true, warning: 85, critical: 95, margin: 2 },
  tls_days_left: { ...plain, alert: 'certificate_expires', direction: 'falling', warning: 14, critical: 3 },
  service_state: {
    ...plain,
    alert: 'service_down',
    warning: stateFigures.degraded,
    critical: stateFigures.essentialDown,
    samples: 2,
  },
  queue_waiting: { ...plain, alert: 'queue_backlog', warning: 100, forMinutes: 10, margin: 20 },
}

const thresholdSchema = z.strictObject({
  alert: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, 'is snake_case')
    .optional(),
  direction: z.enum(['rising', 'falling']).optional(),
  warning: z.number().nullable().optional(),
  critical: z.number().nullable().optional(),
  forMinutes: z.number().min(0).max(1_440).optional(),
  samples: z.int().min(1).max(100).optional(),
  margin: z.number().min(0).optional(),
})

/** What a monitoring file says of thresholds, over the defaults; null takes a limit away. */
export const thresholdsSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'is a metric'), thresholdSchema)
  .transform((given): Thresholds => {
    const entries = Object.entries(given).map(([metric, changes]) => {
      const before = defaultThresholds[metric] ?? { ...plain, alert: metric, warning: null }
      const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      return [metric, { ...before, ...set }]
    })
    return { ...defaultThresholds, ...Object.fromEntries(entries) }
  })
