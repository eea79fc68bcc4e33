import { severities, type Severity, type Threshold, type Thresholds } from './thresholds.ts'

/** What was measured at one moment: numbers by `metric`, or `metric:target`. */
export interface Sample {
  readonly at: string
  readonly host: string
  readonly figures: Readonly<Record<string, number>>
}

export interface Alert {
  readonly name: string
  readonly severity: Severity
  readonly value: number
  readonly threshold: number
  /** When it began to be wrong, not when it had been wrong for long enough. */
  readonly since: string
  /** What it is about: a service, a target, a host, or `host:folder`. */
  readonly target: string
}

/** One limit that a figure is beyond, or was until lately: what one evaluation hands to the next. */
export interface Watch extends Alert {
  readonly wrongSamples: number
  readonly goodSamples: number
  readonly firing: boolean
  readonly seenAt: string
}

export interface AlertChange {
  /** `changed` is a change of severity. */
  readonly kind: 'began' | 'changed' | 'ended'
  readonly alert: Alert
  /** The same for all changes of one alert, and for no other. */
  readonly key: string
}

export interface Evaluation {
  /** Give these to the next evaluation. */
  readonly watches: readonly Watch[]
  /** One for each name and target, with its highest severity; critical ones first. */
  readonly alerts: readonly Alert[]
  readonly changes: readonly AlertChange[]
}

/**
 * A figure that nobody measured for so long says nothing any more: its alert ends, and what was wrong before counts for
 * nothing. Until then an alert outlives the lack of its figure, which a dead target and another host's sample cause.
 */
const staleMs = 2 * 3_600_000

/** Applies thresholds with hysteresis: an alert begins after enough wrong samples over enough time, and ends after enough good ones. */
export function evaluateAlerts(sample: Sample, previous: readonly Watch[], thresholds: Thresholds): Evaluation {
  const before = new Map(previous.map((watch) => [keyOf(watch, watch.severity), watch]))
  const watches: Watch[] = []
  for (const { value, target, threshold } of observations(sample, thresholds)) {
    for (const severity of severities) {
      const key = keyOf({ name: threshold.alert, target }, severity)
      const earlier = before.get(key)
      before.delete(key)
      const limit = threshold[severity]
      if (limit === null) continue
      const watch = nextWatch({ sample, value, target, threshold, severity, limit, earlier })
      if (watch) watches.push(watch)
    }
  }
  const now = Date.parse(sample.at)
  watches.push(...Array.from(before.values()).filter(({ seenAt }) => now - Date.parse(seenAt) < staleMs))
  const alerts = alertsOf(watches)
  return { watches, alerts, changes: changesBetween(alertsOf(previous), alerts) }
}

interface Observation {
  readonly value: number
  readonly target: string
  readonly threshold: Threshold
}

/** Figures that have a threshold. A total is left out where its parts are there, or one full disk would be two alerts. */
function observations({ host, figures }: Sample, thresholds: Thresholds): Observation[] {
  const parts = new Set(Object.keys(figures).flatMap((key) => (key.includes(':') ? [metricOf(key)] : [])))
  return Object.entries(figures).flatMap(([key, value]) => {
    const metric = metricOf(key)
    const threshold = thresholds[metric]
    if (!threshold || (key === metric && parts.has(metric))) return []
    const part = key.slice(metric.length + 1)
    const target = threshold.ofHost ? [host, part].filter(Boolean).join(':') : part || host
    return [{ value, target, threshold }]
  })
}

interface Step extends Observation {
  readonly sample: Sample
  readonly severity: Severity
  readonly limit: number
  readonly earlier: Watch | undefined
}

function nextWatch({ sample, value, target, threshold, severity, limit, earlier }: Step): Watch | undefined {
  const { alert, direction, forMinutes, samples, margin } = threshold
  const seen = { name: alert, target, severity, value, threshold: limit, seenAt: sample.at }
  const now = Date.parse(sample.at)
  const known = earlier && now - Date.parse(earlier.seenAt) < staleMs ? earlier : undefined
  const isWrong = direction === 'rising' ? value >= limit : value < limit
  if (isWrong) {
    const since = known?.since ?? sample.at
    const wrongSamples = (known?.wrongSamples ?? 0) + 1
    const isLongEnough = wrongSamples >= samples && now - Date.parse(since) >= forMinutes * 60_000
    return { ...seen, since, wrongSamples, goodSamples: 0, firing: known?.firing || isLongEnough }
  }
  if (!known?.firing) return undefined
  const isGood = direction === 'rising' ? value < limit - margin : value >= limit + margin
  const goodSamples = isGood ? known.goodSamples + 1 : 0
  return goodSamples >= samples ? undefined : { ...known, ...seen, goodSamples }
}

/** What fires, one alert for each name and target. */
function alertsOf(watches: readonly Watch[]): Alert[] {
  const alerts = new Map<string, Alert>()
  for (const { name, severity, value, threshold, since, target, firing } of watches) {
    if (!firing) continue
    const key = keyOf({ name, target })
    const other = alerts.get(key)
    const first = other && other.since < since ? other.since : since
    const isWorse = !other || severities.indexOf(severity) > severities.indexOf(other.severity)
    const shown = isWorse ? { name, severity, value, threshold, target } : other
    alerts.set(key, { ...shown, since: first })
  }
  return [...alerts.values()].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))
}

function changesBetween(before: readonly Alert[], after: readonly Alert[]): AlertChange[] {
  const find = (list: readonly Alert[], alert: Alert): Alert | undefined =>
    list.find((other) => keyOf(other) === keyOf(alert))
  const change = (kind: AlertChange['kind'], alert: Alert, since = alert.since): AlertChange => ({
    kind,
    alert,
    key: `${keyOf(alert)}:${since}`,
  })
  const begun = after.flatMap((alert) => {
    const earlier = find(before, alert)
    if (!earlier) return [change('began', alert)]
    return earlier.severity === alert.severity ? [] : [change('changed', alert, earlier.since)]
  })
  return [...begun, ...before.filter((alert) => !find(after, alert)).map((alert) => change('ended', alert))]
}

function keyOf({ name, target }: { name: string; target: string }, severity = ''): string {
  return [name, target, severity].filter(Boolean).join(':')
}

function metricOf(key: string): string {
  return key.split(':', 1)[0] ?? key
}
