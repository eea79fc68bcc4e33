import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

const known = 'What do you do at work today?'
const unknown = 'Which brand of oboe reeds does the zeppelin captain prefer?'

async function share(name: string): Promise<string> {
  const body = { name, audience: 'recruiter' }
  const { server, http } = world
  return (await http.send<{ token: string }>('POST', '/api/v1/share-links', { token: server.token, body })).body.token
}

async function ask(question: string, token: string | undefined, agent: string): Promise<string> {
  const headers = { 'user-agent': agent }
  const reply = await world.http.send<{ id: string }>('POST', '/api/v1/twin/answers', {
    body: { question },
    token,
    headers,
  })
  assert.equal(reply.status, 200)
  return reply.body.id
}

async function rate(id: string, body: { rating: number; reason: string }, token: string, agent: string): Promise<void> {
  const headers = { 'user-agent': agent }
  const reply = await world.http.send('POST', `/api/v1/twin/answers/${id}/feedback`, { body, token, headers })
  assert.equal(reply.status, 204)
}

/** Two recruiters and strangers ask; some are refused, and some are not content. */
async function visit(): Promise<void> {
  const [acme, globex] = [await share('Acme'), await share('Globex')]
  const first = await ask(known, acme, 'one')
  await ask(unknown, acme, 'one')
  const event = { type: 'citation-opened', answerId: first, eventId: '6f1c1d0c-5a53-4a5e-9b5e-00000000a001' }
  const headers = { 'user-agent': 'one' }
  await world.http.send('POST', '/api/v1/analytics/events', { body: event, token: acme, headers })
  await rate(first, { rating: 5, reason: 'Just what I needed.' }, acme, 'one')
  for (const agent of ['two', 'three', 'four'])
    await rate(await ask(known, globex, agent), { rating: 2, reason: 'It says nothing about the year.' }, globex, agent)
  for (const agent of ['five', 'six']) await ask(known, undefined, agent)
}

async function counted(questions: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await world.http.get<{ questions: number; ratings: { count: number } }>(
      '/api/v1/analytics/summary',
      world.server.token,
    )
    if (body.questions >= questions && body.ratings.count >= 4) return
    await delay(100)
  }
  throw new Error('what was asked is not counted')
}

test('before anybody came the page says what to do', async () => {
  await using opened = await world.open('owner')
  await opened.go('/analytics', 'Analytics')
  await opened.page.getByText('Nothing was counted in this period').waitFor()
  await opened.looksGood('analytics-empty')
  await opened.page.getByRole('tab', { name: 'Topics' }).click()
  await opened.page.getByText('No topics in this period').waitFor()
  await opened.page.getByRole('tab', { name: 'Share links' }).click()
  await opened.page.getByText('Nobody came by a share link in this period').waitFor()
  await opened.page.getByRole('tab', { name: 'Ratings' }).click()
  await opened.page.getByText('No ratings in this period').waitFor()
})

test('an owner sees what visitors did, filters it in the address, follows a topic to the inbox and exports', async () => {
  await visit()
  await counted(7)
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/analytics', 'Analytics')
  const figure = (label: string) => page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).first()
  await figure('Questions').getByText('7', { exact: true }).waitFor()
  await figure('Refused').getByText('1 of 7 questions').waitFor()
  await figure('Mean rating').getByText('2.8 of 5').waitFor()
  await page.getByRole('figure', { name: 'Response time' }).waitFor()
  await page.getByText(/Answers about ".*" are rated/).waitFor()
  await opened.looksGood('analytics-overview')
  await page.getByRole('figure', { name: 'Questions' }).getByRole('button', { name: 'Show as a table' }).click()
  const today = page.getByRole('group', { name: 'Questions' }).getByRole('row').last()
  assert.match(await today.innerText(), /6\s+1$/)

  await page.getByLabel('Audience', { exact: true }).selectOption('public')
  await page.waitForURL(/[?&]audience=public/)
  await figure('Questions').getByText('2', { exact: true }).waitFor()
  await page.getByLabel('Share link', { exact: true }).selectOption({ label: 'Acme' })
  await page.getByText('Nothing was counted in this period').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await figure('Questions').getByText('7', { exact: true }).waitFor()
  await page.getByLabel('Period', { exact: true }).selectOption({ label: 'Today' })
  await page.waitForURL(/days=1/)
  await page.reload()
  assert.equal(await page.getByLabel('By', { exact: true }).inputValue(), 'hour', 'the address brings it all back')

  await page.getByRole('tab', { name: 'Topics' }).click()
  await page.getByText('Needs work').first().waitFor()
  await opened.looksGood('analytics-topics')
  const inbox = page.getByRole('link', { name: /^Answer in the inbox/ }).first()
  assert.equal(await inbox.getAttribute('href'), '/inbox')
  await page.getByRole('tab', { name: 'Share links' }).click()
  const acme = page.getByRole('list', { name: 'How far visitors of “Acme” came' })
  await acme.getByText('1 · 100%').first().waitFor()
  await opened.looksGood('analytics-links')
  await page.getByRole('tab', { name: 'Ratings' }).click()
  await page.getByText('It says nothing about the year.').first().waitFor()
  await opened.looksGood('analytics-ratings')

  await page.getByRole('button', { name: 'Export' }).click()
  await opened.looksGood('analytics-export')
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Share links CSV' }).click(),
  ])
  assert.equal(csv.suggestedFilename(), 'pollux-links.csv')
  assert.match(await readFile(await csv.path(), 'utf8'), /Acme/)
  await page.getByRole('button', { name: 'Export' }).click()
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Ratings JSON' }).click(),
  ])
  const { rows } = JSON.parse(await readFile(await json.path(), 'utf8')) as { rows: unknown[] }
  assert.equal(rows.length, 4)
})

test('a period of the address that makes no sense is explained, and can be changed', async () => {
  await using opened = await world.open('owner')
  opened.expect(/^400 GET/)
  await opened.go('/analytics?from=2020-02-01&to=2020-01-01', 'Analytics')
  await opened.page.getByText('`to` is before `from`.').first().waitFor()
  await opened.looksGood('analytics-bad-period')
  await opened.page.getByLabel('To', { exact: true }).fill('2020-03-01')
  await opened.page.getByText('Nothing was counted in this period').waitFor()
})

test('an operator may not look, and a lost session and a full server are said', async () => {
  await using operator = await world.open('operator')
  operator.expect(/^403 GET/)
  await operator.go('/analytics', 'Analytics')
  await operator.page.getByText('You may not do that').first().waitFor()
  await operator.looksGood('analytics-forbidden')
  assert.equal(await operator.page.getByRole('link', { name: 'Analytics' }).count(), 0)

  await using opened = await world.open('owner')
  opened.expect(/^40[13] GET/)
  await opened.go('/analytics?days=7', 'Analytics')
  await opened.page.getByText('How things stand').waitFor()
  await opened.page.context().clearCookies()
  await opened.page.getByRole('button', { name: 'Export' }).click()
  await opened.page.getByRole('menuitem', { name: 'Topics CSV' }).click()
  await opened.page.getByRole('alert').getByText('Your session has ended').waitFor()
  await opened.looksGood('analytics-session-ended')
})

test('switched off, the page names the setting', async () => {
  await using off = await webWorld({ env: { ENABLE_ANALYTICS: 'false', MONITORING_INTERVAL_SECONDS: '0' } })
  await using opened = await off.open('owner')
  opened.expect(/^404 GET .*\/api\/v1\/analytics\//)
  await opened.go('/analytics', 'Analytics')
  await opened.page.getByText('Analytics are switched off').waitFor()
  await opened.page.getByText('ENABLE_ANALYTICS=false').waitFor()
  await opened.looksGood('analytics-off')
})
