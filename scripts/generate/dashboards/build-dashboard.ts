import {
  DashboardBuilder,
  DashboardCursorSync,
  QueryVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table'
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import type { DashboardSpec, PanelSpec, Query } from './panel.ts'

/** As deploy/grafana/provisioning names it. */
const datasource = { type: 'prometheus', uid: 'prometheus' }
const width = { graph: 12, stat: 6, table: 24 }
const height = { graph: 8, stat: 4, table: 8 }
const own = /\b(?:pollux|http|nodejs|process)_[a-z0-9_]+\b/g

/**
 * Grafana's JSON of one dashboard. Throws for a panel that asks for a metric of the product that its registry does not have.
 * @param metrics names in the registry; the parts of a histogram (`…_bucket`, `…_sum`, `…_count`) count as its name
 */
export function buildDashboard(
  { uid, title, description, panels }: DashboardSpec,
  metrics: ReadonlySet<string>,
): string {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['pollux'])
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .editable()
    .withVariable(choice('environment', 'label_values(up, environment)'))
    .withVariable(choice('service', 'label_values(http_requests_total, service)'))
  for (const panel of panels) {
    requireKnown(panel, metrics)
    builder.withPanel(buildPanel(panel))
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`
}

function choice(name: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(name)
    .datasource(datasource)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .includeAll(true)
    .allValue('.*')
    .multi(true)
}

function buildPanel(panel: PanelSpec) {
  const builder = {
    graph: () => new TimeseriesBuilder(),
    stat: () => new StatBuilder(),
    table: () => new TableBuilder(),
  }[panel.kind]()
  builder
    .title(panel.title)
    .datasource(datasource)
    .unit(panel.unit)
    .span(panel.columns ?? width[panel.kind])
    .height(height[panel.kind])
  if (panel.description !== undefined) builder.description(panel.description)
  if (panel.thresholds) builder.thresholds(steps(panel.thresholds))
  for (const [index, query] of panel.queries.entries()) builder.withTarget(target(query, panel.kind, index))
  return builder
}

function target({ expr, legend }: Query, kind: PanelSpec['kind'], index: number): DataqueryBuilder {
  const builder = new DataqueryBuilder()
    .datasource(datasource)
    .expr(expr)
    .legendFormat(legend)
    .refId(String.fromCodePoint(65 + index))
  if (kind === 'graph') return builder.range()
  return kind === 'table' ? builder.instant().format(PromQueryFormat.Table) : builder.instant()
}

function steps({ warning, critical }: NonNullable<PanelSpec['thresholds']>): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'green' },
    { value: warning, color: 'yellow' },
    { value: critical, color: 'red' },
  ])
}

function requireKnown({ title, queries }: PanelSpec, metrics: ReadonlySet<string>): void {
  const asked = queries.flatMap(({ expr }) => [...expr.matchAll(own)].map(([name]) => name))
  const unknown = asked.filter((name) => !metrics.has(name) && !metrics.has(name.replace(/_(?:bucket|sum|count)$/, '')))
  if (unknown.length > 0) throw new Error(`The panel "${title}" asks for ${unknown.join(', ')}, which nothing counts.`)
}
