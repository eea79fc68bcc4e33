import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asDeskAlert } from './alert-ticket.ts'
import type { AlertChange } from './alerts/evaluate-alerts.ts'

const since = '2030-01-01T00:00:00.000Z'

function change(name: string, target: string, value: number, kind: AlertChange['kind'] = 'began'): AlertChange {
  return { kind, key: `${name}:${target}`, alert: { name, target, value, severity: 'warning', threshold: 1, since } }
}

test('an alert becomes a sentence, the category its rule knows, and the labels of its target', () => {
  const down = asDeskAlert(change('service_down', 'redis', 2), { redis: { start_command: 'start-redis' } })
  assert.deepEqual(down.labels, {
    category: 'software',
    start_command: 'start-redis',
    alertname: 'service_down',
    severity: 'warning',
    target: 'redis',
  })
  assert.deepEqual(down.annotations, {
    summary: 'The service redis is down.',
    description: 'service_down: redis is at 2, and the limit is 1.',
  })
  assert.match(asDeskAlert(change('service_down', 'redis', 1), {}).annotations['summary']!, /answers, but not/)
})

test('the labels of a folder are those of its disk, and they can name another category', () => {
  const { labels, annotations, status } = asDeskAlert(change('disk_full', 'mill:/srv', 97, 'ended'), {
    '/srv': { cleanup_command: 'empty', category: 'hardware', alertname: 'no' },
  })
  assert.deepEqual(
    [labels['folder'], labels['cleanup_command'], labels['category'], labels['alertname'], status],
    ['/srv', 'empty', 'hardware', 'disk_full', 'resolved'],
  )
  assert.equal(annotations['summary'], 'The disk /srv is 97 % full.')
})

test('the canary is no service that can be started; an alert of an operator’s own has only its figures', () => {
  assert.equal(asDeskAlert(change('service_down', 'canary', 2), {}).labels['alertname'], 'canary_failing')
  const own = asDeskAlert(change('toString', 'shop', 2), {})
  assert.equal(own.annotations['summary'], 'toString: shop is at 2, and the limit is 1.')
  assert.equal('category' in own.labels, false)
})
