import { of, ofAll, perSecond, type DashboardSpec } from './panel.ts'

export const userAnalytics: DashboardSpec = {
  uid: 'pollux-users',
  title: 'User Analytics',
  description:
    'What visitors do, counted without cookies and addresses. The web app has more, by day and by share link.',
  panels: [
    {
      title: 'Questions (24h)',
      kind: 'stat',
      unit: 'short',
      queries: [{ expr: `sum(increase(${of('pollux_answers_total')}[24h]))`, legend: 'questions' }],
    },
    {
      title: 'Answered',
      kind: 'stat',
      unit: 'percentunit',
      queries: [
        {
          expr: `sum(increase(${of('pollux_answers_total', 'refused="false"')}[24h])) / clamp_min(sum(increase(${of('pollux_answers_total')}[24h])), 1)`,
          legend: 'answered',
        },
      ],
    },
    {
      title: 'Events of visitors',
      kind: 'graph',
      unit: 'ops',
      queries: [
        { expr: `${perSecond(of('pollux_analytics_events_total'), 'outcome')} or vector(0)`, legend: '{{outcome}}' },
      ],
    },
    {
      title: 'Questions by hour',
      kind: 'graph',
      unit: 'short',
      queries: [
        { expr: `sum by (refused) (increase(${of('pollux_answers_total')}[1h]))`, legend: 'refused: {{refused}}' },
      ],
    },
    {
      title: 'Exposures of experiments',
      kind: 'graph',
      unit: 'ops',
      queries: [
        {
          expr: `sum(rate(${of('pollux_experiment_exposures_total')}[$__rate_interval])) or vector(0)`,
          legend: 'exposures',
        },
      ],
    },
    {
      title: 'Experiments that run',
      kind: 'stat',
      unit: 'short',
      queries: [{ expr: `max(${ofAll('pollux_experiment_running')})`, legend: 'running' }],
    },
  ],
}
