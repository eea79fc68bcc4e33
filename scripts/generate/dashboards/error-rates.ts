import { errorRatio, failures, noProbes, of, perSecond, requests, type DashboardSpec } from './panel.ts'

export const errorRates: DashboardSpec = {
  uid: 'pollux-errors',
  title: 'Error Rates',
  description: 'What fails, what is refused, and what is limited.',
  panels: [
    {
      title: 'Failed on our side',
      kind: 'stat',
      unit: 'percentunit',
      thresholds: { warning: 0.01, critical: 0.05 },
      queries: [{ expr: errorRatio, legend: '5xx' }],
    },
    {
      title: 'Error budget left of the last day',
      kind: 'stat',
      unit: 'percentunit',
      description: 'Of 0.1 % of requests that may fail.',
      queries: [
        {
          expr: `1 - ((sum(increase(${failures}[24h])) or vector(0)) / clamp_min(sum(increase(${requests}[24h])), 1)) / 0.001`,
          legend: 'left',
        },
      ],
    },
    {
      title: 'By status',
      kind: 'graph',
      unit: 'reqps',
      queries: [{ expr: perSecond(of('http_requests_total', noProbes), 'status'), legend: '{{status}}' }],
    },
    {
      title: 'Refused and failed, by path',
      kind: 'graph',
      unit: 'reqps',
      queries: [
        {
          expr: `${perSecond(of('http_requests_total', `${noProbes},status=~"[45].."`), 'path, status')} or 0 * ${perSecond(requests, 'path')}`,
          legend: '{{status}} {{path}}',
        },
      ],
    },
    {
      title: 'Limited',
      kind: 'graph',
      unit: 'reqps',
      queries: [{ expr: `${perSecond(of('pollux_rate_limited_total'), 'limit')} or vector(0)`, legend: '{{limit}}' }],
    },
    {
      title: 'Sign-ins',
      kind: 'graph',
      unit: 'ops',
      queries: [{ expr: `${perSecond(of('pollux_sign_ins_total'), 'outcome')} or vector(0)`, legend: '{{outcome}}' }],
    },
    {
      title: 'Language models',
      kind: 'graph',
      unit: 'reqps',
      queries: [
        {
          expr: `${perSecond(of('pollux_model_requests_total'), 'provider, outcome')} or vector(0)`,
          legend: '{{provider}} {{outcome}}',
        },
      ],
    },
    {
      title: 'Sentences that the verifier dropped',
      kind: 'graph',
      unit: 'ops',
      queries: [
        { expr: `${perSecond(of('pollux_dropped_sentences_total'), 'reason')} or vector(0)`, legend: '{{reason}}' },
      ],
    },
  ],
}
