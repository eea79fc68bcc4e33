/** One panel, as what it asks and how that is shown; build-dashboard.ts makes Grafana's model of it. */
export interface PanelSpec {
  readonly title: string
  /** What it tells, for whoever meets the word first. */
  readonly description?: string
  readonly kind: 'graph' | 'stat' | 'table'
  /** Grafana's name of a unit: `s`, `reqps`, `percentunit`, `bytes`, `short`. */
  readonly unit: string
  readonly queries: readonly Query[]
  /** From which value on it is yellow, and red. */
  readonly thresholds?: { readonly warning: number; readonly critical: number }
  /** Of 24 columns; a graph takes 12, a stat 6. */
  readonly columns?: number
}

export interface Query {
  readonly expr: string
  /** With `{{label}}` for the value of a label. */
  readonly legend: string
}

export interface DashboardSpec {
  readonly uid: string
  readonly title: string
  readonly description: string
  readonly panels: readonly PanelSpec[]
}

/** The labels that every dashboard is filtered by. */
const chosen = 'service=~"$service",environment=~"$environment"'

/** A series of the product, filtered by what is chosen above the dashboard and by `more`. */
export function of(metric: string, more = ''): string {
  return `${metric}{${[chosen, more].filter(Boolean).join(',')}}`
}

/** A series of an exporter or of the whole server, which no service is chosen for. */
export function ofAll(metric: string, more = ''): string {
  return `${metric}{${['environment=~"$environment"', more].filter(Boolean).join(',')}}`
}

/** What asks only whether a process lives says nothing of what people wait for. */
export const noProbes = 'path!~"/health|/ready|/api/health|/metrics"'
/** Streams are open for as long as somebody listens. */
export const noStreams = `${noProbes},path!~".*/events|/mcp.*"`

export const perSecond = (series: string, by: string): string => `sum by (${by}) (rate(${series}[$__rate_interval]))`

export function quantile(share: number, histogram: string, { by, more = '' }: { by: string; more?: string }): string {
  const labels = ['le', by].filter(Boolean).join(', ')
  return `histogram_quantile(${share}, sum by (${labels}) (rate(${of(`${histogram}_bucket`, more)}[$__rate_interval])))`
}

/** Requests of people. */
export const requests = of('http_requests_total', noProbes)
/** Those that failed on our side. */
export const failures = of('http_requests_total', `${noProbes},status=~"5.."`)
/** Share of them that failed. */
export const errorRatio = `(sum(rate(${failures}[$__rate_interval])) or vector(0)) / clamp_min(sum(rate(${requests}[$__rate_interval])), 1e-9)`
