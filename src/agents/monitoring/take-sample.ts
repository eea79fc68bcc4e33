import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Actor } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { defineCapability, type Capability } from '../agent.ts'
import { evaluateAlerts, type AlertChange, type Sample } from './alerts/evaluate-alerts.ts'
import { measure, type MeasureNeeds } from './measure.ts'
import { findLatestSample, findSample, insertSample, lockSamples } from './sample-store.ts'
import { alertSchema } from './system-health.ts'

export interface SampleNeeds extends MeasureNeeds {
  readonly database: Database
  /**
   * Told of every alert that begins, changes its severity or ends, within the transaction that stores the sample: when it
   * throws, neither is stored, and the next sample finds the same change.
   */
  readonly onAlert?: (transaction: Transaction, change: AlertChange, actor: Actor) => Promise<void>
}

const outputSchema = z.object({
  sampleId: z.int(),
  at: z.string(),
  host: z.string(),
  figures: z.record(z.string(), z.number()),
  alerts: z.array(alertSchema),
  changes: z.array(z.object({ kind: z.enum(['began', 'changed', 'ended']), alert: alertSchema, key: z.string() })),
  down: z.array(z.string()).describe('Services and targets that were down.'),
})

/** Takes one sample and stores it, outside any run: telemetry, which changes nothing but its own history. */
export async function takeSample(
  needs: SampleNeeds & { readonly transaction: Storage['transaction'] },
  actor: Actor,
  signal: AbortSignal,
): Promise<z.infer<typeof outputSchema>> {
  const taken = await look(needs, signal)
  return needs.transaction((transaction) => store(needs, transaction, actor, taken))
}

interface Taken {
  readonly sample: Sample
  readonly down: string[]
}

async function look(needs: SampleNeeds, signal: AbortSignal): Promise<Taken> {
  const { sample, services } = await measure(needs, { signal })
  return { sample, down: Object.keys(services).filter((name) => services[name]?.status === 'down') }
}

async function store(needs: SampleNeeds, transaction: Transaction, actor: Actor, { sample, down }: Taken) {
  await lockSamples(transaction)
  const latest = await findLatestSample(transaction)
  // Resumed late, it is older than others by now: part of the history, but no news.
  const isNews = !latest || latest.at < sample.at
  const before = latest?.watches ?? []
  const { watches, alerts, changes } = evaluateAlerts(sample, before, needs.file.thresholds)
  const sampleId = await insertSample(transaction, sample, isNews ? watches : [])
  const told = isNews ? changes : []
  for (const change of told) await needs.onAlert?.(transaction, change, actor)
  return { sampleId, ...sample, alerts: isNews ? [...alerts] : [], changes: [...told], down }
}

/** Stores one sample in the history, and with it what its alerts have become.  */
export function sampleCapability(needs: SampleNeeds): Capability {
  return defineCapability({
    name: 'sample',
    purpose: 'Measures once and stores the figures, from which history, trends and alerts are made.',
    risk: 'change',
    timeLimitMs: 60_000,
    retry: { attempts: 3, delaySeconds: 2 },
    input: z.strictObject({}),
    output: outputSchema,
    async run(context) {
      const taken = await context.step('measure', () => look(needs, context.signal))
      return context.write('store', (transaction) => store(needs, transaction, context.actor, taken))
    },
    async probe(_context, _input, { sampleId, at, host, figures, down }) {
      const stored = await findSample(needs.database, sampleId)
      const passed = isDeepStrictEqual(stored, { at, host, figures })
      // Stored as it was taken, but what is down could not be measured: that is not to be called verified.
      if (passed && down.length > 0)
        throw new Error(`The sample is stored, without figures of what is down: ${down.join(', ')}`)
      return {
        passed,
        evidence: { sampleId, stored: stored !== undefined, figures: Object.keys(stored?.figures ?? {}).length },
      }
    },
  })
}
