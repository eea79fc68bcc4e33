import type { Metrics } from '#observability'
import type { OperationsSnapshot } from './snapshot-schema.ts'

type FromMetrics = Pick<OperationsSnapshot, 'process' | 'requests' | 'cache' | 'models'>
type Values = Awaited<ReturnType<Metrics['values']>>

/** What this process counted itself. */
export async function readMetrics(metrics: Pick<Metrics, 'values' | 'recentRequests'>): Promise<FromMetrics> {
  const [cache, models, modelSeconds, limited, lag] = await Promise.all(
    [
      'pollux_cache_requests_total',
      'pollux_model_requests_total',
      'pollux_model_request_seconds',
      'pollux_rate_limited_total',
      'nodejs_eventloop_lag_p99_seconds',
    ].map((name) => metrics.values(name)),
  )
  const { slots, ...requests } = metrics.recentRequests()
  const { rss, heapUsed } = process.memoryUsage()
  const lagSeconds = lag![0]?.value
  return {
    process: {
      uptimeSeconds: Math.round(process.uptime()),
      residentBytes: rss,
      heapBytes: heapUsed,
      // The recorder has nothing yet, or divides by nothing.
      eventLoopLagP99Ms: Number.isFinite(lagSeconds) ? Math.round(lagSeconds! * 10_000) / 10 : null,
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
