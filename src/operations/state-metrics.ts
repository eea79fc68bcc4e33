import type { MetricRegistry } from '#observability'

/** Gauges of the state of the whole server, which only a process that watches it has. */
export type StateGauges = ReturnType<typeof createStateMetrics>

/** Declares them; see `watchState`. */
export function createStateMetrics(registry: MetricRegistry) {
  return {
    runs: registry.gauge({
      name: 'pollux_runs',
      help: 'Runs of agents that have not ended, by what they do now; the same on every process.',
      labels: ['state'],
    }),
    runAge: registry.gauge({
      name: 'pollux_run_age_seconds',
      help: 'Age of the oldest run of that state, since it began or, before that, since it was asked for.',
      labels: ['state'],
    }),
    silence: registry.gauge({
      name: 'pollux_run_silence_seconds',
      help: 'Longest time that a run under way has shown no sign of life; ten seconds are usual.',
      labels: [],
    }),
    approvals: registry.gauge({
      name: 'pollux_approvals_waiting',
      help: 'Actions of agents that wait for the yes of a person.',
      labels: [],
    }),
    approvalAge: registry.gauge({
      name: 'pollux_approval_age_seconds',
      help: 'How long the oldest of them has waited.',
      labels: [],
    }),
    proven: registry.gauge({
      name: 'pollux_backup_proven_timestamp_seconds',
      help: 'When a backup was last restored elsewhere and found whole; 0 when none was.',
      labels: [],
    }),
    certificates: registry.gauge({
      name: 'pollux_certificate_days',
      help: 'Days until the certificate of a monitored target ends.',
      labels: ['target'],
    }),
    services: registry.gauge({
      name: 'pollux_service_up',
      help: 'Whether a service or target that the monitoring looks at is up (1) or down (0).',
      labels: ['name'],
    }),
    chain: registry.gauge({
      name: 'pollux_audit_chain_valid',
      help: 'Whether the audit chain was whole (1) when it was last recomputed, once an hour.',
      labels: [],
    }),
  }
}
