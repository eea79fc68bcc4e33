import { noStreams, of, quantile, type DashboardSpec } from './panel.ts'

export const responseTimes: DashboardSpec = {
  uid: 'pollux-response-times',
  title: 'API Response Times',
  description: 'How long each route takes.',
  panels: [
    ...[0.5, 0.95, 0.99].map((share) => ({
      title: `p${share * 100} by path`,
      kind: 'graph' as const,
      unit: 's',
      queries: [
        { expr: quantile(share, 'http_request_duration_seconds', { by: 'path', more: noStreams }), legend: '{{path}}' },
      ],
    })),
    {
      title: 'p95 by method',
      kind: 'graph',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, 'http_request_duration_seconds', { by: 'method', more: noStreams }),
          legend: '{{method}}',
        },
      ],
    },
    {
      title: 'Answered within a second',
      kind: 'stat',
      unit: 'percentunit',
      columns: 6,
      queries: [
        {
          expr: `sum(rate(${of('http_request_duration_seconds_bucket', `${noStreams},le="1"`)}[$__rate_interval])) / sum(rate(${of('http_request_duration_seconds_count', noStreams)}[$__rate_interval]))`,
          legend: 'share',
        },
      ],
    },
    {
      title: 'Slowest paths (1h)',
      kind: 'table',
      unit: 's',
      columns: 18,
      queries: [
        {
          expr: `topk(10, sum by (path) (increase(${of('http_request_duration_seconds_sum', noStreams)}[1h])) / sum by (path) (increase(${of('http_request_duration_seconds_count', noStreams)}[1h]) > 0))`,
          legend: '{{path}}',
        },
      ],
    },
  ],
}
