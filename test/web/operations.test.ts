import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runCapability } from '#test/run-capability.ts'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

const alert = {
  status: 'firing',
  labels: { alertname: 'service_down', severity: 'critical', target: 'shop' },
  annotations: { summary: 'The shop is down.', runbook_url: 'https://runbooks.example.com/shop' },
  startsAt: '2026-01-01T10:00:00Z',
  fingerprint: 'aaaaaaaaaaaaaaaa',
}

async function fire(): Promise<void> {
  const strange = { ...alert, labels: { alertname: 'Strange' }, annotations: {}, fingerprint: 'bbbbbbbbbbbbbbbb' }
  const body = { version: '4', status: 'firing', alerts: [alert, strange] }
  const { token } = world.server
  assert.equal((await world.http.send('POST', '/api/v1/tickets/alertmanager', { token, body })).status, 200)
}

test('before there is anything to see, the page says what to do', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/operations', 'Operations')
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByText('There is no backup yet').waitFor()
  await page.getByText('No language model was asked since the start.').waitFor()
  await opened.looksGood('operations-empty')
})

test('an operator sees requests, alerts with what to do, and the proven restore, as they come', async () => {
  await runCapability(world.server, 'backup.create_backup')
  const drill = await runCapability(world.server, 'backup.restore_drill')
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/operations', 'Operations')
  const figure = (label: string) => page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).first()
  await page.getByText('Live', { exact: true }).waitFor()
  await figure('Alerts').getByText('Nothing fires').waitFor()

  await fire()
  for (let times = 0; times < 3; times++) await world.http.ask('What do you do at work today?')
  await page.getByText('The shop is down.').waitFor()
  await figure('Alerts').getByText('2', { exact: true }).waitFor()
  const shop = page.getByRole('article').filter({ hasText: 'The shop is down.' })
  assert.match((await shop.getByRole('link', { name: /^Ticket/ }).getAttribute('href')) ?? '', /^\/tickets\/\d+$/)
  await shop.getByRole('link', { name: 'A service that others depend on is down' }).waitFor()
  const runbook = shop.getByRole('link', { name: 'Runbook' })
  assert.equal(await runbook.getAttribute('href'), 'https://runbooks.example.com/shop')
  assert.match((await runbook.getAttribute('rel')) ?? '', /noreferrer/)
  await page.getByRole('article').filter({ hasText: 'Strange' }).getByText('No procedure fits').waitFor()
  await page.getByText(/^Hits of the cache/).waitFor()
  // The catalogue is looked at once a minute.
  await page.getByText(/^Restore proven/).waitFor({ timeout: 75_000 })
  const run = page.getByRole('link', { name: 'Look at the run' })
  assert.equal(await run.getAttribute('href'), `/runs/${drill.id}`)
  await page.getByRole('figure', { name: 'Processor and memory' }).waitFor()
  await opened.looksGood('operations-full')
})

test('who may not read tickets is told that alerts are not for them', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  const body = { name: 'no desk', audience: 'colleague', scopes: ['agents:read'] }
  const { token } = world.server
  const made = await world.http.send<{ secret: string }>('POST', '/api/v1/keys', { token, body })
  // No role is without that scope: the page's requests are sent as those of a key.
  await page.route('**/api/v1/operations/events', (route) =>
    route.continue({ headers: { ...route.request().headers(), authorization: `Bearer ${made.body.secret}` } }),
  )
  await opened.go('/operations', 'Operations')
  await page.getByRole('region', { name: 'Alerts' }).getByText('Only for who may read tickets').waitFor()
  assert.equal(await page.getByText('The shop is down.').count(), 0)
  await opened.looksGood('operations-without-tickets')
})

test('a lost connection is said, what was seen stays, and it goes on by itself', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/operations', 'Operations')
  await page.getByText('Live', { exact: true }).waitFor()
  // As a line that is cut: what is open says nothing any more, and nothing new gets an answer.
  process.kill(world.server.pid, 'SIGSTOP')
  try {
    await page.getByRole('alert').getByText('The server cannot be reached').waitFor({ timeout: 60_000 })
    await page.getByText(/^As of /).waitFor()
    await page.getByRole('figure', { name: 'Response time' }).waitFor()
    await opened.looksGood('operations-lost')
  } finally {
    process.kill(world.server.pid, 'SIGCONT')
  }
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 })
})

test('a viewer may not look, and a session that ends while the page is open is said', async () => {
  await using viewer = await world.open('viewer')
  viewer.expect(/^403 GET/)
  await viewer.go('/operations', 'Operations')
  await viewer.page.getByText('You may not do that').first().waitFor()
  await viewer.looksGood('operations-forbidden')
  assert.equal(await viewer.page.getByRole('link', { name: 'Operations' }).count(), 0)

  await using opened = await world.open('owner')
  opened.expect(/^40[13] GET/)
  await opened.go('/operations', 'Operations')
  await opened.page.getByText('Live', { exact: true }).waitFor()
  await opened.page.evaluate(`fetch('/api/v1/session', { method: 'DELETE' })`)
  await opened.page.getByRole('alert').getByText('Your session has ended').waitFor()
})
