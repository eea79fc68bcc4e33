import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import { anywhere, beyondLinkLocal } from './checks/reach.ts'
import { runCheck, type Check } from './checks/run-check.ts'
import { targetCheck } from './checks/target-check.ts'
import { targetSchema, type NamedTarget, type Target } from './checks/target.ts'
import type { MonitoringFile } from './monitoring-file.ts'

const outputSchema = z.object({
  status: z.enum(['up', 'down', 'degraded', 'not_configured']),
  responseMs: z.number().nullable(),
  detail: z.string(),
  figures: z.record(z.string(), z.number()),
})

/**
 * One look at any address: for owners only, since it reaches whatever this server reaches. Link-local addresses are looked
 * at only where the monitoring file names the target.
 */
export function checkTargetCapability({ file }: { file: MonitoringFile }): Capability {
  return defineCapability({
    name: 'check_target',
    purpose: 'Looks once at an HTTP address, a TCP port, a DNS name or the certificate of a TLS server.',
    risk: 'read',
    timeLimitMs: 25_000,
    input: targetSchema,
    output: outputSchema,
    async run({ actor, signal }, target) {
      if (actor.audience !== 'owner') throw new AppError('forbidden', 'Only an owner may have addresses looked at.')
      const reach = file.targets.some((named) => placeOf(named) === placeOf(target)) ? anywhere : beyondLinkLocal
      const look = targetCheck(withMinDays(target, file), reach)
      // What may not be looked at is not down.
      let refusal: AppError | undefined
      const check: Check = (within) =>
        look(within).catch((error: unknown) => {
          if (error instanceof AppError) refusal = error
          throw error
        })
      const state = await runCheck(check, signal, target.timeoutMs)
      if (refusal) throw refusal
      return { ...state }
    },
  })
}

/** What is connected to, and over HTTP what is asked for there. */
function placeOf(target: Target | NamedTarget): string {
  switch (target.kind) {
    case 'http':
      return `http ${new URL(target.url).href}`
    case 'dns':
      return `dns ${target.server}`
    default:
      return `${target.kind} ${target.host}:${target.port}`
  }
}

/** Nothing alerts on a single look, so a certificate about to end shows in its status. */
function withMinDays(target: Target, { thresholds }: MonitoringFile): Target {
  const minDays = thresholds['tls_days_left']?.warning ?? undefined
  return target.kind === 'tls' ? { ...target, minDays: target.minDays ?? minDays } : target
}
