import { ofAll, type DashboardSpec } from './panel.ts'

const node = (metric: string, more = '') => ofAll(metric, more)

export const systemResources: DashboardSpec = {
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
