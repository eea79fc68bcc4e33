import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { runSql } from '#test/run-sql.ts'
import { tamper } from '#test/tamper.ts'
import { webWorld, type WebWorld } from './web-world.ts'

/** Settings: models, audit log, privacy. */
const provider = createServer((request, response) => {
  request.resume()
  const chunk = (more: object) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, ...more }] })}\n\n`
  if (request.url?.endsWith('/embeddings'))
    return response
      .writeHead(401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message: 'No such key: sk-abcdefNeverShown' } }))
  return response
    .writeHead(200, { 'content-type': 'text/event-stream' })
    .end(
      `${chunk({ delta: { role: 'assistant', content: 'Hello, I am small-one.' } })}${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`,
    )
})

let world: WebWorld
let withModels: WebWorld
before(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`
  world = await webWorld()
  withModels = await webWorld({
    env: {
      OPENAI_BASE_URL: url,
      OPENAI_API_KEY: 'sk-abcdefNeverShown',
      OPENAI_MODEL: 'small-one',
      EMBEDDING_BASE_URL: url,
      EMBEDDING_MODEL: 'vectors',
      POLLUX_SAMPLE: 'never',
    },
  })
})
after(async () => {
  await world?.[Symbol.asyncDispose]()
  await withModels?.[Symbol.asyncDispose]()
  provider.close()
})

test('without a model it says that rules do the work, and how to have one', async () => {
  await using opened = await world.open('owner')
  await opened.go('/settings/models', 'Settings')
  await opened.page.getByText('Everything works by rules').waitFor()
  await opened.page.getByText('The search goes by words').waitFor()
  await opened.looksGood('models-none')
})

test('a model is tried: what it says and how long it took, or in words why not; never a key', async () => {
  await using opened = await withModels.open('owner')
  const { page } = opened
  await opened.go('/settings/models', 'Settings')
  const card = (name: string) => page.getByRole('article', { name })
  await card('small-one').getByRole('button', { name: 'Try it' }).click()
  await card('small-one').getByText('Hello, I am small-one.').waitFor()
  await card('small-one')
    .getByText(/^It answered in [\d.]+/)
    .waitFor()
  await card('vectors').getByRole('button', { name: 'Try it' }).click()
  await card('vectors')
    .getByText(/did not answer as an embedding model/)
    .waitFor()
  assert.doesNotMatch(await page.content(), /NeverShown/)
  await opened.looksGood('models-tried')
})

test('the audit log is filtered, paged, read, verified, and its checkpoint saved; a change is found', async () => {
  for (let made = 1; made <= 30; made++)
    await world.http.send('POST', '/api/v1/share-links', { token: world.server.token, body: { name: `link ${made}` } })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/settings/audit', 'Settings')
  await page.getByLabel('Kind').selectOption('Share links')
  await page.waitForURL(/kind=share_link/)
  const rows = page.getByRole('row')
  await page.getByRole('cell', { name: 'Share links' }).first().waitFor()
  assert.equal(await rows.count(), 26, 'a page, and the head')
  assert.equal(await page.getByRole('cell', { name: 'the owner token' }).count(), 25, 'who did it')
  await opened.looksGood('audit')
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.waitForURL(/after=/)
  await page.getByRole('button', { name: 'First page' }).waitFor()
  await page
    .getByRole('button', { name: /^Entry \d+$/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByText(/"by": "owner"/)
    .waitFor()
  await opened.looksGood('audit-entry')
  await page.keyboard.press('Escape')
  await page.getByLabel('About').fill('nothing-like-it')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByText('No entry fits').waitFor()
  await opened.looksGood('audit-no-match')
  await page.getByRole('button', { name: 'Clear' }).click()

  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText('The log is whole').waitFor()
  await opened.looksGood('audit-verified')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download a checkpoint' }).click()
  const checkpoint = JSON.parse(await readFile(await (await saving).path(), 'utf8')) as { format: string }
  assert.equal(checkpoint.format, 'pollux-audit-checkpoint/1')

  await tamper(
    world.server,
    `update audit_entries set body = replace(body, 'link 7"', 'link 8"') where kind = 'share_link'`,
  )
  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText(/^Entry \d+ does not hold$/).waitFor()
  await opened.looksGood('audit-broken')
})

test('what is kept is told, exported as one file, and answers and figures are deleted', async () => {
  await world.http.ask('Which colour is the moon?')
  await world.http.send('POST', '/api/v1/share-links', { token: world.server.token, body: { name: 'unused' } })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/settings/privacy', 'Settings')
  await page.getByText('90 days').nth(1).waitFor()
  await page.getByRole('cell', { name: /^Questions in the inbox, open or dismissed/ }).waitFor()
  await opened.looksGood('privacy')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export everything' }).click()
  const file = await saving
  assert.match(file.suggestedFilename(), /^pollux-\d{4}-\d\d-\d\d\.json$/)
  const exported = JSON.parse(await readFile(await file.path(), 'utf8')) as { answers: { question: string }[] }
  assert.ok(exported.answers.some(({ question }) => question === 'Which colour is the moon?'))
  await page.getByText(/^The file is complete: /).waitFor()

  const panel = (name: string) => page.getByRole('group', { name })
  const answers = panel('Delete: Questions and answers')
  await answers.getByLabel('Which', { exact: true }).selectOption('All of it')
  await answers.getByRole('button', { name: 'Delete…' }).click()
  await opened.looksGood('privacy-delete')
  await page.getByRole('button', { name: 'Keep' }).click()
  assert.notEqual((await runSql<object>(world.server, 'select id from answers')).length, 0, 'nothing without a yes')
  await answers.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText(/^\d+ answers? (is|are) deleted\. \d+ questions? in the inbox (is|are) deleted\.$/).waitFor()
  for (const table of ['answers', 'unanswered'])
    assert.equal((await runSql<object>(world.server, `select id from ${table}`)).length, 0)

  const figures = panel('Delete: Figures about visitors')
  await figures.getByLabel('Before which day (UTC)').fill('2020-01-01')
  await figures.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('The figures are deleted.', { exact: true }).waitFor()
  await figures.getByLabel('Which', { exact: true }).selectOption('Of one share link')
  opened.expect(/^404 POST/)
  await figures.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText(/^Nothing was counted of link_/).waitFor()
  await page.getByRole('button', { name: 'Keep' }).click()
})

test('an export that breaks off is no file; a part that cannot be loaded says so and can be tried again', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await page.route('**/api/v1/privacy/export', (route) => route.abort())
  await page.route('**/api/v1/privacy/retention', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'storage_unavailable', message: 'The database is away.' } } }),
  )
  opened.expect(/^503 GET/)
  await opened.go('/settings/privacy', 'Settings')
  await page.getByText('The database is away.').waitFor({ timeout: 20_000 })
  let saved = 0
  page.on('download', () => (saved += 1))
  await page.getByRole('button', { name: 'Export everything' }).click()
  await page.getByText('The server cannot be reached').first().waitFor()
  assert.equal(saved, 0)
  await opened.looksGood('privacy-failed')
  await page.unroute('**/api/v1/privacy/retention')
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await page.getByText('90 days').first().waitFor()
})
