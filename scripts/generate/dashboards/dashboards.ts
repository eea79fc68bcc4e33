import { noProbes, noStreams, of, ofAll, perSecond, quantile, type DashboardSpec } from './panel.ts'

const requests = of('http_requests_total', noProbes)
const failures = of('http_requests_total', `${noProbes},status=~"5.."`)
const errorRatio = `(sum(rate(${failures}[$__rate_interval])) or vector(0)) / clamp_min(sum(rate(${requests}[$__rate_interval])), 1e-9)`

/** The overview of the predecessor, with the ten panels it promised. */
const systemOverview: DashboardSpec = {
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

const applicationPerformance: DashboardSpec = {
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

const node = (metric: string, more = '') => ofAll(metric, more)

const systemResources: DashboardSpec = {
  uid: 'pollux-resources',
  title: 'System Resources',
  description: 'The machine and the services beside the app.',
  panels: [
    {
      title: 'Processor',
      kind: 'graph',
      unit: 'percentunit',
      queries: [
        {
          expr: `1 - avg by (instance) (rate(${node('node_cpu_seconds_total', 'mode="idle"')}[$__rate_interval]))`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Memory in use',
      kind: 'graph',
      unit: 'percentunit',
      queries: [
        {
          expr: `1 - ${node('node_memory_MemAvailable_bytes')} / ${node('node_memory_MemTotal_bytes')}`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Load, 5 minutes',
      kind: 'graph',
      unit: 'short',
      queries: [{ expr: node('node_load5'), legend: '{{instance}}' }],
    },
    {
      title: 'Network',
      kind: 'graph',
      unit: 'Bps',
      queries: [
        {
          expr: `sum by (instance) (rate(${node('node_network_receive_bytes_total', 'device!="lo"')}[$__rate_interval]))`,
          legend: 'in',
        },
        {
          expr: `sum by (instance) (rate(${node('node_network_transmit_bytes_total', 'device!="lo"')}[$__rate_interval]))`,
          legend: 'out',
        },
      ],
    },
    {
      title: 'Disks in use',
      kind: 'graph',
      unit: 'percentunit',
      queries: [
        {
          expr: `1 - ${node('node_filesystem_avail_bytes', 'fstype!~"tmpfs|overlay|squashfs"')} / ${node('node_filesystem_size_bytes', 'fstype!~"tmpfs|overlay|squashfs"')}`,
          legend: '{{mountpoint}}',
        },
      ],
    },
    {
      title: 'PostgreSQL transactions',
      kind: 'graph',
      unit: 'ops',
      queries: [
        {
          expr: `rate(${node('pg_stat_database_xact_commit', 'datname="pollux"')}[$__rate_interval])`,
          legend: 'committed',
        },
      ],
    },
    {
      title: 'PostgreSQL size',
      kind: 'stat',
      unit: 'bytes',
      queries: [{ expr: node('pg_database_size_bytes', 'datname="pollux"'), legend: 'size' }],
    },
    {
      title: 'Redis commands',
      kind: 'graph',
      unit: 'ops',
      queries: [{ expr: `rate(${node('redis_commands_processed_total')}[$__rate_interval])`, legend: 'commands' }],
    },
    {
      title: 'nginx connections',
      kind: 'graph',
      unit: 'short',
      queries: [{ expr: node('nginx_connections_active'), legend: 'active' }],
    },
    {
      title: 'nginx requests',
      kind: 'graph',
      unit: 'reqps',
      queries: [{ expr: `rate(${node('nginx_http_requests_total')}[$__rate_interval])`, legend: 'requests' }],
    },
  ],
}

const responseTimes: DashboardSpec = {
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

const errorRates: DashboardSpec = {
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

const userAnalytics: DashboardSpec = {
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

const agents: DashboardSpec = {
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
      queries: [{ expr: `min by (service) (${ofAll('pollux_service_up')})`, legend: '{{service}}' }],
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
  ],
}

/** In the order of the folder in Grafana. */
export const dashboards: readonly DashboardSpec[] = [
  systemOverview,
  applicationPerformance,
  systemResources,
  responseTimes,
  errorRates,
  userAnalytics,
  agents,
]
