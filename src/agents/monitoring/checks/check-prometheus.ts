import { z } from 'zod'
import { httpGet } from './http-get.ts'
import type { CheckResult } from './run-check.ts'

const targetsSchema = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        labels: z.object({ job: z.string().optional(), instance: z.string().optional() }),
        health: z.string(),
      }),
    ),
  }),
})
const alertsSchema = z.array(z.object({ labels: z.record(z.string(), z.string()) }))
const named = 5
/** The lists of a large installation are longer than a page. */
const maxBytes = 16 * 2 ** 20

/** Degraded when Prometheus is ready and something it scrapes is not up. */
export async function checkPrometheus(address: string, signal: AbortSignal): Promise<CheckResult> {
  await requireReady(address, signal)
  const reply = await json(address, '/api/v1/targets?state=active', signal)
  const targets = targetsSchema.parse(reply).data.activeTargets
  const down = targets.filter(({ health }) => health === 'down')
  const figures = { prometheus_targets: targets.length, prometheus_targets_down: down.length }
  if (down.length === 0) return { detail: `${targets.length} targets`, figures }
  const names = down.map(({ labels }) => `${labels.job ?? '?'} ${labels.instance ?? ''}`.trim())
  return {
    status: 'degraded',
    detail: `${down.length} of ${targets.length} targets are down: ${someOf(names)}`,
    figures,
  }
}

/** Up when Alertmanager is ready; what it is alerting about are other things, and only counted. */
export async function checkAlertmanager(address: string, signal: AbortSignal): Promise<CheckResult> {
  await requireReady(address, signal)
  const reply = await json(address, '/api/v2/alerts?active=true&silenced=false&inhibited=false', signal)
  const names = [...new Set(alertsSchema.parse(reply).map(({ labels }) => labels['alertname'] ?? '?'))]
  const figures = { alertmanager_alerts: names.length }
  return { detail: names.length === 0 ? 'no alerts' : `alerts: ${someOf(names)}`, figures }
}

async function requireReady(address: string, signal: AbortSignal): Promise<void> {
  const { status } = await httpGet(within(address, '/-/ready'), { signal })
  if (status !== 200) throw new Error(`/-/ready answered ${status}`)
}

async function json(address: string, path: string, signal: AbortSignal): Promise<unknown> {
  const { status, body, cut } = await httpGet(within(address, path), { signal, maxBytes })
  if (status !== 200) throw new Error(`${path} answered ${status}`)
  if (cut) throw new Error(`${path} answered more than ${maxBytes / 2 ** 20} MiB`)
  return JSON.parse(body)
}

/** Below the address, which may itself have a path: both are often served under one. */
function within(address: string, path: string): string {
  return address.replace(/\/+$/, '') + path
}

function someOf(names: readonly string[]): string {
  const rest = names.length - named
  return names.slice(0, named).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
