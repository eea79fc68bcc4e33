import { of, perSecond, quantile, requests, type DashboardSpec } from './panel.ts'

export const applicationPerformance: DashboardSpec = {
  uid: 'pollux-performance',
  title: 'Application Performance',
  description: 'How fast people are answered, and what it costs the processes.',
  panels: [
    {
      title: 'Requests',
      kind: 'graph',
      unit: 'reqps',
      queries: [{ expr: perSecond(requests, 'service'), legend: '{{service}}' }],
    },
    {
      title: 'Answers',
      kind: 'graph',
      unit: 'ops',
      description: 'By how they were made, and whether the twin refused.',
      queries: [
        { expr: perSecond(of('pollux_answers_total'), 'mode, refused'), legend: '{{mode}}, refused: {{refused}}' },
      ],
    },
    {
      title: 'Time to answer',
      kind: 'graph',
      unit: 's',
      queries: [0.5, 0.95, 0.99].map((share) => ({
        expr: quantile(share, 'pollux_answer_seconds', { by: '' }),
        legend: `p${share * 100}`,
      })),
    },
    {
      title: 'Event loop lag p99',
      kind: 'graph',
      unit: 's',
      queries: [{ expr: of('nodejs_eventloop_lag_p99_seconds'), legend: '{{service}} {{instance}}' }],
    },
    {
      title: 'CPU of each process',
      kind: 'graph',
      unit: 'percentunit',
      queries: [
        { expr: `rate(${of('process_cpu_seconds_total')}[$__rate_interval])`, legend: '{{service}} {{instance}}' },
      ],
    },
    {
      title: 'Memory of each process',
      kind: 'graph',
      unit: 'bytes',
      queries: [{ expr: of('process_resident_memory_bytes'), legend: '{{service}} {{instance}}' }],
    },
    {
      title: 'Cache hits',
      kind: 'graph',
      unit: 'percentunit',
      queries: [
        {
          expr: `${perSecond(of('pollux_cache_requests_total', 'outcome="hit"'), 'cache')} / ${perSecond(of('pollux_cache_requests_total'), 'cache')}`,
          legend: '{{cache}}',
        },
      ],
    },
    {
      title: 'Garbage collection',
      kind: 'graph',
      unit: 'percentunit',
      description: 'Share of the time.',
      queries: [{ expr: perSecond(of('nodejs_gc_duration_seconds_sum'), 'kind'), legend: '{{kind}}' }],
    },
  ],
}
