import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateAlerts, type Evaluation, type Watch } from './evaluate-alerts.ts'
import { defaultThresholds, stateFigures, thresholdsSchema, type Thresholds } from './thresholds.ts'

const start = Date.parse('2030-01-01T00:00:00.000Z')
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString()

/** One sample a minute of one figure; what each evaluation said. `undefined` is a sample without the figure. */
function follow(
  key: string,
  values: readonly (number | undefined)[],
  thresholds: Thresholds = defaultThresholds,
): Evaluation[] {
  let watches: readonly Watch[] = []
  return values.map((value, minute) => {
    const figures = value === undefined ? {} : { [key]: value }
    const evaluation = evaluateAlerts({ at: at(minute), host: 'mill', figures }, watches, thresholds)
    watches = evaluation.watches
    return evaluation
  })
}

const changesOf = (evaluations: readonly Evaluation[]): string[] =>
  evaluations.flatMap(({ changes }, minute) => changes.map(({ kind, alert }) => `${minute} ${kind} ${alert.severity}`))

test('a busy processor is an alert after five minutes, dated from its beginning', () => {
  const evaluations = follow('cpu_percent', [50, 95, 96, 97, 98, 99, 99])
  assert.deepEqual(changesOf(evaluations), ['6 began warning'])
  assert.deepEqual(evaluations[6]?.alerts, [
    { name: 'cpu_high', severity: 'warning', value: 99, threshold: 90, since: at(1), target: 'mill' },
  ])
})

test('one good minute starts the five anew', () => {
  assert.deepEqual(changesOf(follow('cpu_percent', [95, 95, 95, 95, 60, 95, 95, 95, 95, 95])), [])
})

test('a figure at its limit does not flap: the alert ends only well below it', () => {
  const evaluations = follow('memory_percent', [90, 89, 91, 86, 90, 84, 89])
  assert.deepEqual(changesOf(evaluations), ['0 began warning', '5 ended warning'])
})

test('a disk that fills up becomes critical, and falls back, as one and the same alert', () => {
  const evaluations = follow('disk_percent', [84, 85, 96, 94, 92, 80])
  assert.deepEqual(changesOf(evaluations), [
    '1 began warning',
    '2 changed critical',
    '4 changed warning',
    '5 ended warning',
  ])
  const keys = evaluations.flatMap(({ changes }) => changes.map(({ key }) => key))
  assert.equal(new Set(keys).size, 1)
  assert.equal(evaluations[2]?.alerts.length, 1)
})

test('a second time is another alert', () => {
  const keys = follow('disk_percent', [90, 10, 90]).flatMap(({ changes }) => changes.map(({ key }) => key))
  assert.equal(new Set(keys).size, 2)
})

test('a target is down after two checks in a row, and up again after two', () => {
  const { up, down, essentialDown } = stateFigures
  assert.deepEqual(changesOf(follow('service_state:shop', [down, up, down, down, up, down, up, up])), [
    '3 began warning',
    '7 ended warning',
  ])
  assert.deepEqual(changesOf(follow('service_state:shop', [essentialDown, essentialDown])), ['1 began critical'])
})

test('days of a certificate are wrong below the limit', () => {
  assert.deepEqual(changesOf(follow('tls_days_left:shop', [15, 14, 13, 2, 90])), [
    '2 began warning',
    '3 changed critical',
    '4 ended critical',
  ])
})

test('an alert outlives the lack of its figure, but not for ever', () => {
  const evaluations = follow('disk_percent', [90, ...Array.from({ length: 130 }, () => undefined)])
  assert.deepEqual(changesOf(evaluations), ['0 began warning', '120 ended warning'])
})

test('what was wrong before a long silence counts for nothing', () => {
  const before = evaluateAlerts({ at: at(0), host: 'mill', figures: { cpu_percent: 99 } }, [], defaultThresholds)
  const after = evaluateAlerts(
    { at: at(300), host: 'mill', figures: { cpu_percent: 99 } },
    before.watches,
    defaultThresholds,
  )
  assert.deepEqual(after.alerts, [])
  assert.equal(after.watches[0]?.since, at(300))
})

test('each disk of each host has its alert; their total has none beside them', () => {
  const figures = { disk_percent: 90, 'disk_percent:/': 10, 'disk_percent:/data': 90 }
  const { alerts, watches } = evaluateAlerts({ at: at(0), host: 'mill', figures }, [], defaultThresholds)
  assert.deepEqual(
    alerts.map(({ target }) => target),
    ['mill:/data'],
  )
  const other = evaluateAlerts({ at: at(1), host: 'barn', figures: { disk_percent: 1 } }, watches, defaultThresholds)
  assert.deepEqual(other.changes, [], 'another host says nothing of this one')
})

test('thresholds are changed one by one, and taken away by null', () => {
  const thresholds = thresholdsSchema.parse({
    disk_percent: { warning: null },
    response_ms: { warning: 250, samples: 2 },
  })
  assert.deepEqual(changesOf(follow('disk_percent', [90, 96], thresholds)), ['1 began critical'])
  const slow = follow('response_ms:shop', [300, 300], thresholds)
  assert.equal(slow[1]?.alerts[0]?.name, 'response_ms')
  assert.equal(thresholds['memory_percent']?.warning, 90)
})
