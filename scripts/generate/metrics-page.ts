import { createAgentMetrics } from '#agents'
import { createAnalyticsMetrics } from '#analytics'
import { createAuditMetrics } from '#auditor'
import { createExperimentMetrics } from '#experiments'
import { createMetrics } from '#observability'
import { createStateMetrics } from '#operations'

/** Everything at /metrics, in the Prometheus text format and without a value. */
async function registryPage(): Promise<string> {
  const metrics = createMetrics({ version: '0' })
  createAgentMetrics(metrics)
  createAuditMetrics(metrics)
  createExperimentMetrics(metrics)
  createAnalyticsMetrics(metrics)
  createStateMetrics(metrics)
  return metrics.page()
}

export async function metricNames(): Promise<Set<string>> {
  return new Set([...(await registryPage()).matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]!))
}

/** docs/reference/metrics.md: the names, types and meanings of everything at /metrics. */
export async function metricsPage(): Promise<string> {
  const page = await registryPage()
  const kinds = new Map([...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map((match) => [match[1]!, match[2]!]))
  const rows = [...page.matchAll(/^# HELP (\S+) (.*)$/gm)]
    .filter((match) => kinds.has(match[1]!))
    .sort((a, b) => (a[1]! < b[1]! ? -1 : 1))
    .map((match) => `| \`${match[1]}\` | ${kinds.get(match[1]!)} | ${match[2]} |`)
  return `# Metrics\n\nServed at \`/metrics\` in the Prometheus text format, to loopback and private addresses, or with the bearer \`METRICS_TOKEN\`.\n\n| name | type | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}
