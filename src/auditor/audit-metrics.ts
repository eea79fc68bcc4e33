import type { MetricRegistry } from '#observability'

/** Counts entries of the chain; see `Auditor.watch`. */
export function createAuditMetrics(registry: MetricRegistry): (kind: string, count: number) => void {
  const entries = registry.counter({
    name: 'pollux_audit_entries_total',
    help: 'Entries added to the audit chain since this process started, whoever added them: the same on every process.',
    labels: ['kind'],
  })
  return (kind, count) => entries({ kind }, count)
}
