import { of, ofAll, perSecond, quantile, type DashboardSpec } from './panel.ts'

export const agents: DashboardSpec = {
  uid: 'pollux-agents',
  title: 'Agents',
  description: 'What the eight agents do, what waits, and what was proven. With the sentiment of what people write.',
  panels: [
    {
      title: 'Runs by how they ended',
      kind: 'graph',
      unit: 'ops',
      queries: [
        {
          expr: `${perSecond(of('pollux_agent_runs_total'), 'agent, state')} or vector(0)`,
          legend: '{{agent}} {{state}}',
        },
      ],
    },
    {
      title: 'Time a capability takes, p95',
      kind: 'graph',
      unit: 's',
      queries: [
        {
          expr: quantile(0.95, 'pollux_agent_execution_seconds', { by: 'agent, capability' }),
          legend: '{{agent}}.{{capability}}',
        },
      ],
    },
    {
      title: 'Open runs',
      kind: 'graph',
      unit: 'short',
      queries: [{ expr: `max by (state) (${ofAll('pollux_runs')})`, legend: '{{state}}' }],
    },
    {
      title: 'Age of the oldest',
      kind: 'graph',
      unit: 's',
      queries: [{ expr: `max by (state) (${ofAll('pollux_run_age_seconds')})`, legend: '{{state}}' }],
    },
    {
      title: 'Approvals that wait',
      kind: 'stat',
      unit: 'short',
      queries: [{ expr: `max(${ofAll('pollux_approvals_waiting')})`, legend: 'waiting' }],
    },
    {
      title: 'Since a backup was proven',
      kind: 'stat',
      unit: 's',
      thresholds: { warning: 86_400, critical: 93_600 },
      queries: [{ expr: `time() - max(${ofAll('pollux_backup_proven_timestamp_seconds')})`, legend: 'ago' }],
    },
    {
      title: 'Audit chain',
      kind: 'stat',
      unit: 'short',
      description: '1 is whole.',
      queries: [{ expr: `min(${ofAll('pollux_audit_chain_valid')})`, legend: 'whole' }],
    },
    {
      title: 'Services',
      kind: 'stat',
      unit: 'short',
      description: '1 is up.',
      queries: [{ expr: `min by (name) (${ofAll('pollux_service_up')})`, legend: '{{name}}' }],
    },
    {
      title: 'Tickets',
      kind: 'graph',
      unit: 'ops',
      queries: [
        { expr: `${perSecond(of('pollux_tickets_total'), 'source, why')} or vector(0)`, legend: '{{source}} {{why}}' },
      ],
    },
    {
      title: 'Commands',
      kind: 'graph',
      unit: 'ops',
      queries: [{ expr: `${perSecond(of('pollux_commands_total'), 'outcome')} or vector(0)`, legend: '{{outcome}}' }],
    },
    {
      title: 'Sentiment',
      kind: 'graph',
      unit: 'ops',
      queries: [
        { expr: `${perSecond(of('pollux_sentiment_texts_total'), 'sentiment')} or vector(0)`, legend: '{{sentiment}}' },
      ],
    },
    {
      title: 'Language of what was read',
      kind: 'graph',
      unit: 'ops',
      queries: [
        { expr: `${perSecond(of('pollux_sentiment_texts_total'), 'language')} or vector(0)`, legend: '{{language}}' },
      ],
    },
    {
      title: 'How sure the sentiment was, median',
      kind: 'graph',
      unit: 'percentunit',
      queries: [{ expr: quantile(0.5, 'pollux_sentiment_confidence_ratio', { by: '' }), legend: 'median' }],
    },
    {
      title: 'How sure the classifier was, median',
      kind: 'graph',
      unit: 'percentunit',
      queries: [{ expr: quantile(0.5, 'pollux_ticket_classification_confidence_ratio', { by: '' }), legend: 'median' }],
    },
    {
      title: 'Words that said so, mean',
      kind: 'graph',
      unit: 'short',
      queries: [
        {
          expr: `sum(rate(${of('pollux_sentiment_keywords_sum')}[$__rate_interval])) / sum(rate(${of('pollux_sentiment_keywords_count')}[$__rate_interval]))`,
          legend: 'mean',
        },
      ],
    },
    {
      title: 'Characters of what was read, median',
      kind: 'graph',
      unit: 'short',
      queries: [{ expr: quantile(0.5, 'pollux_sentiment_text_characters', { by: '' }), legend: 'median' }],
    },
  ],
}
