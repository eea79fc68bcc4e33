import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Metrics } from '#observability'
import type { OperationsSnapshot } from './snapshot-schema.ts'

type FromMetrics = Pick<OperationsSnapshot, 'process' | 'requests' | 'cache' | 'models'>
type Values = Awaited<ReturnType<Metrics['values']>>

/** What this process counted itself. */
export async function readMetrics(
  metrics: Pick<Metrics, 'values' | 'recentRequests'>,
  loopLagMs: () => number | null,
): Promise<FromMetrics> {
  const [cache, models, modelSeconds, limited] = await Promise.all(
    [
      'pollux_cache_requests_total',
      'pollux_model_requests_total',
      'pollux_model_request_seconds',
      'pollux_rate_limited_total',
    ].map((name) => metrics.values(name)),
  )
  const { slots, ...requests } = metrics.recentRequests()
  const { rss, heapUsed } = process.memoryUsage()
  return {
    process: {
      uptimeSeconds: Math.round(process.uptime()),
      residentBytes: rss,
      heapBytes: heapUsed,
      eventLoopLagP99Ms: loopLagMs(),
    },
    requests: {
      ...requests,
      limited: sum(limited!),
      slots: slots.map((slot) => ({ ...slot, at: new Date(slot.at).toISOString() })),
    },
    cache: [...Map.groupBy(cache!, ({ labels }) => String(labels['cache']))].map(([name, values]) => ({
      name,
      hits: sum(values.filter(({ labels }) => labels['outcome'] === 'hit')),
      misses: sum(values.filter(({ labels }) => labels['outcome'] === 'miss')),
    })),
    models: [...Map.groupBy(models!, ({ labels }) => String(labels['provider']))].map(([provider, values]) => {
      const seconds = modelSeconds!.filter(({ labels }) => labels['provider'] === provider)
      const part = (name: string) =>
        sum(seconds.filter((value) => value.name === `pollux_model_request_seconds_${name}`))
      return {
        provider,
        requests: sum(values.filter(({ labels }) => labels['outcome'] !== 'skipped')),
        failures: sum(values.filter(({ labels }) => !noFailure.has(String(labels['outcome'])))),
        meanSeconds: part('count') === 0 ? null : Math.round((part('sum') / part('count')) * 1000) / 1000,
      }
    }),
  }
}

/** Not asked because its circuit breaker is open, or not wanted any more. */
const noFailure = new Set(['ok', 'skipped', 'aborted'])

const sum = (values: Values): number => values.reduce((total, { value }) => total + value, 0)

const resolutionMs = 10

/**
 * How late the event loop was since the last look, as its 99th percentile; measured from the first look on. Not the figure at
 * /metrics, which begins anew with each scrape.
 */
export function createLoopLag(): () => number | null {
  let histogram: ReturnType<typeof monitorEventLoopDelay> | undefined
  return () => {
    if (!histogram) {
      histogram = monitorEventLoopDelay({ resolution: resolutionMs })
      histogram.enable()
      return null
    }
    const late = histogram.count === 0 ? null : Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs)
    histogram.reset()
    return late === null ? null : Math.round(late * 10) / 10
  }
}
