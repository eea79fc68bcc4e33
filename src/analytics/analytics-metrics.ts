import type { MetricRegistry } from '#observability'

/** Counts what became of events; see `AnalyticsNeeds.observe`. */
export function createAnalyticsMetrics(
  registry: MetricRegistry,
): (outcome: 'stored' | 'dropped', count: number) => void {
  const events = registry.counter({
    name: 'pollux_analytics_events_total',
    help: 'Events of visitors, by what became of them: `dropped` while the database was away for long, or because one could not be stored.',
    labels: ['outcome'],
  })
  return (outcome, count) => events({ outcome }, count)
}
