import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { storableText } from '../cut-text.ts'
import type { Alert, AlertResult } from './from-alert.ts'

const text = (limit: number) => z.string().overwrite((value) => storableText(value, limit))
const labelsSchema = z.record(text(200), text(10_000))

/** What is told of an alert is cut and cleaned; what tells alerts apart is taken as it is, or not at all. */
const alertSchema = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  startsAt: z.iso.datetime({ offset: true }),
  fingerprint: z
    .string()
    .min(1)
    .max(200)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'holds characters that cannot be stored'),
  generatorURL: text(4_000).optional(),
})

/** The webhook of Alertmanager, version 4 (prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
export const alertmanagerSchema = z.looseObject({
  version: z.literal('4'),
  // Each is looked at by itself, so that a wrong one keeps none of the others out.
  alerts: z.array(z.unknown()).max(1_000),
  truncatedAlerts: z.int().min(0).optional(),
})
export type AlertmanagerWebhook = z.infer<typeof alertmanagerSchema>

/** The same as it should be, for who reads how to send it. */
export const describedWebhookSchema = alertmanagerSchema.extend({ alerts: z.array(alertSchema).max(1_000) })

/** What became of one alert of a delivery. */
export type WebhookAlertResult =
  | (AlertResult & { readonly reason?: undefined })
  | {
      /** null when there was none that could be read. */
      readonly fingerprint: string | null
      readonly outcome: 'rejected'
      readonly ticketId: null
      readonly reason: string
    }

/**
 * Takes one alert after the other, in the order they came. One that is not an alert, or that cannot be stored, is rejected,
 * and the others are taken all the same. Throws at once when storage is away or full, and at the end when there was
 * a fault of ours: Alertmanager then sends the delivery again, and what was taken is only repeated.
 */
export async function receiveWebhook(
  { alerts }: AlertmanagerWebhook,
  receive: (alert: Alert) => Promise<AlertResult>,
): Promise<WebhookAlertResult[]> {
  const results: WebhookAlertResult[] = []
  const faults: unknown[] = []
  for (const given of alerts) {
    const parsed = alertSchema.safeParse(given)
    if (!parsed.success) {
      results.push(rejected(fingerprintOf(given), parsed.error.issues.map(inWords).join('; ')))
      continue
    }
    try {
      results.push(await receive(parsed.data))
    } catch (error) {
      if (!(error instanceof AppError)) faults.push(error)
      else if (error.code !== 'invalid_input' && error.code !== 'conflict') throw error
      else results.push(rejected(parsed.data.fingerprint, error.message))
    }
  }
  if (faults.length > 0) throw faults[0]
  return results
}

function rejected(fingerprint: string | null, reason: string): WebhookAlertResult {
  return { fingerprint, outcome: 'rejected', ticketId: null, reason: storableText(reason, 1_000) }
}

function inWords({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

function fingerprintOf(given: unknown): string | null {
  const { fingerprint } = Object(given) as { fingerprint?: unknown }
  return typeof fingerprint === 'string' ? storableText(fingerprint, 200) : null
}
