import type { MetricRegistry } from '#observability'

/** What experiments count. Arms are named by people, a few at a time: they are a label. */
export function createExperimentMetrics(registry: MetricRegistry) {
  const exposures = registry.counter({
    name: 'pollux_experiment_exposures_total',
    help: 'Visitors that were shown an arm of an experiment for the first time.',
    labels: ['arm'],
  })
  const outcomes = registry.counter({
    name: 'pollux_experiment_outcomes_total',
    help: 'Outcomes of visitors of experiments, each counted once.',
    labels: ['kind'],
  })
  const stops = registry.counter({
    name: 'pollux_experiment_stops_total',
    help: 'Experiments and arms that were stopped, by why: by-hand, sample-ratio, guardrails; refusals and unsupported-claims for an arm.',
    labels: ['reason'],
  })
  const running = registry.gauge({
    name: 'pollux_experiment_running',
    help: 'Experiments that run now, the same on every process.',
    labels: [],
  })
  return {
    exposure: (arm: string) => exposures({ arm }),
    outcome: (kind: string) => outcomes({ kind }),
    stopped: (reason: string) => stops({ reason }),
    running: (count: number) => running({}, count),
  }
}
