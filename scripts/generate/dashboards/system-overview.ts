import { noStreams, errorRatio, of, ofAll, perSecond, quantile, type DashboardSpec } from './panel.ts'

/** The overview of the predecessor, with the ten panels it promised. */
export const systemOverview: DashboardSpec = {
  uid: 'pollux-overview',
  title: 'System Overview',
  description: 'Everything at a glance.',
  panels: [
    {
      title: 'API Request Rate',
      kind: 'graph',
      unit: 'reqps',
      queries: [{ expr: perSecond(of('http_requests_total'), 'method, path'), legend: '{{method}} {{path}}' }],
    },
    {
      title: 'API Response Time p95',
      kind: 'graph',
      unit: 's',
      queries: [
        { expr: quantile(0.95, 'http_request_duration_seconds', { by: 'path', more: noStreams }), legend: '{{path}}' },
      ],
    },
    {
      title: 'Total Requests (24h)',
      kind: 'stat',
      unit: 'short',
      queries: [{ expr: `sum(increase(${of('http_requests_total')}[24h]))`, legend: 'requests' }],
    },
    {
      title: 'Error Rate',
      kind: 'stat',
      unit: 'percent',
      thresholds: { warning: 1, critical: 5 },
      queries: [{ expr: `100 * ${errorRatio}`, legend: '5xx' }],
    },
    {
      title: 'Active Agents',
      kind: 'stat',
      unit: 'short',
      description: 'Agents that did something in the last hour.',
      queries: [
        {
          expr: `count(sum by (agent) (increase(${of('pollux_agent_execution_seconds_count')}[1h])) > 0) or vector(0)`,
          legend: 'agents',
        },
      ],
    },
    {
      title: 'Runs under way',
      kind: 'stat',
      unit: 'short',
      queries: [{ expr: `sum(max by (state) (${ofAll('pollux_runs')}))`, legend: 'runs' }],
    },
    {
      title: 'Agent Execution Time',
      kind: 'graph',
      unit: 's',
      queries: [
        {
          expr: `${perSecond(of('pollux_agent_execution_seconds_sum'), 'agent')} / ${perSecond(of('pollux_agent_execution_seconds_count'), 'agent')}`,
          legend: '{{agent}}',
        },
      ],
    },
    {
      title: 'Agent Error Rate',
      kind: 'graph',
      unit: 'ops',
      queries: [
        {
          expr: `${perSecond(of('pollux_agent_errors_total'), 'agent')} or 0 * ${perSecond(of('pollux_agent_execution_seconds_count'), 'agent')}`,
          legend: '{{agent}}',
        },
      ],
    },
    {
      title: 'PostgreSQL Connections',
      kind: 'graph',
      unit: 'short',
      queries: [{ expr: ofAll('pg_stat_database_numbackends', 'datname="pollux"'), legend: 'connections' }],
    },
    {
      title: 'Redis Memory Usage',
      kind: 'graph',
      unit: 'bytes',
      queries: [{ expr: ofAll('redis_memory_used_bytes'), legend: 'used' }],
    },
    {
      title: 'Top API Endpoints (1h)',
      kind: 'table',
      unit: 'short',
      columns: 24,
      queries: [{ expr: `topk(10, sum by (path) (increase(${of('http_requests_total')}[1h])))`, legend: '{{path}}' }],
    },
  ],
}
