import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => (world = await webWorld({ env: { POLLUX_SAMPLE: 'never' } })))
after(() => world?.[Symbol.asyncDispose]())

const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })
const drop = 'Drop files here, or choose them'

test('files are added with what became of each; one that breaks off half way is shown and sent again', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/knowledge', 'Knowledge')
  await page.getByText('The twin knows nothing yet').waitFor()
  await opened.looksGood('knowledge-empty')

  opened.expect(/^400 POST .*\/sources$/)
  await page.getByLabel('Who may see what you add').selectOption('Recruiters')
  await page
    .getByLabel(drop)
    .setInputFiles([
      file('harbour.md', '# The harbour\n\nThe harbour crane lifts forty tonnes.'),
      file('nothing.txt', '   '),
      file('photo.bin', '\0\u0001\0\u0002\0\u0003'),
    ])
  await page.getByText('3 of 3 arrived').waitFor()
  await page.getByText('There is no text in it.').waitFor()
  const rows = page.getByRole('region', { name: 'Files being added' }).getByRole('listitem')
  assert.match(await rows.nth(0).innerText(), /Added[\s\S]*1 passage · Recruiters/)
  assert.match(await rows.nth(1).innerText(), /Not read/)
  assert.match(await rows.nth(2).innerText(), /Not read/)
  await page.getByRole('button', { name: 'The harbour' }).waitFor()
  await opened.looksGood('knowledge-added')
  await page.getByRole('button', { name: 'Clear the list' }).click()

  // The second of three never gets through, until the network is back.
  let sent = 0
  const path = '**/api/v1/twin/sources'
  await page.route(path, (route) =>
    route.request().method() === 'POST' && ++sent === 2 ? route.abort('connectionreset') : route.continue(),
  )
  await page
    .getByLabel(drop)
    .setInputFiles(['one', 'two', 'three'].map((name) => file(`${name}.md`, `The ${name} mast.`)))
  await page.getByText('1 of 3 arrived').waitFor()
  await page.getByRole('button', { name: 'Send the 2 that are missing' }).waitFor()
  assert.match(await rows.nth(0).innerText(), /Added/)
  assert.match(await rows.nth(1).innerText(), /Did not arrive/)
  assert.match(await rows.nth(2).innerText(), /Waits/)
  await opened.looksGood('knowledge-broken-off')
  await page.getByRole('link', { name: 'Inbox' }).click()
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await page.getByRole('button', { name: 'Send the 2 that are missing' }).click()
  await page.getByText('3 of 3 arrived').waitFor()
  const { body } = await world.http.get<{ sources: { origin: string }[] }>('/api/v1/twin/sources', world.server.token)
  assert.deepEqual(body.sources.map(({ origin }) => origin).toSorted(), [
    'upload:harbour.md',
    'upload:one.md',
    'upload:three.md',
    'upload:two.md',
  ])
})

test('a source is read, changed, the change undone, deleted; found by title and audience', async () => {
  await world.http.add({ name: 'lamp.md', text: '# The lamp\n\nThe lamp is lit at dusk.', audience: 'public' })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/knowledge', 'Knowledge')
  await page.getByLabel('Find by title').fill('LAMP')
  await page.waitForURL(/q=LAMP/)
  await page.getByLabel('Seen by', { exact: true }).selectOption('Colleagues')
  await page.getByText('No source fits').waitFor()
  await page.getByLabel('Seen by', { exact: true }).selectOption('All sources')
  await page.getByRole('button', { name: 'The lamp' }).click()
  const panel = page.getByRole('dialog', { name: 'The lamp' })
  await panel.getByText('The lamp is lit at dusk.').waitFor()
  await opened.looksGood('knowledge-source')

  opened.expect(/^400 PATCH /)
  await panel.getByLabel('Last day').fill('2001-01-01')
  await panel.getByRole('button', { name: 'Save' }).click()
  await panel.getByRole('alert').waitFor()
  assert.equal(await panel.getByLabel('Last day').inputValue(), '2001-01-01')
  await opened.looksGood('knowledge-refused')
  await panel.getByLabel('Last day').fill('')
  await panel.getByLabel('Who may see it').selectOption('Only you')
  await panel.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Changed: The lamp', { exact: true }).waitFor()
  assert.equal((await world.http.ask('When is the lamp lit?')).body.refused, true)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page
    .getByRole('row', { name: /The lamp/ })
    .getByText('Everyone')
    .waitFor()
  assert.equal((await world.http.ask('When is the lamp lit?')).body.refused, false)

  await page.getByRole('button', { name: 'The lamp' }).click()
  await panel.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog', { name: 'Delete this source?' }).getByRole('button', { name: 'Cancel' }).click()
  await panel.getByRole('button', { name: 'Delete…' }).click()
  await opened.looksGood('knowledge-delete')
  await page.getByRole('button', { name: 'Delete it' }).click()
  await page.getByText('Deleted: The lamp', { exact: true }).waitFor()
  await page.getByText('No source fits').waitFor()
})

test('what others see, and what they are answered; what has expired, and what contradicts itself', async () => {
  const soon = new Date(Date.now() + 1_500).toISOString()
  await world.http.add({
    name: 'tide.md',
    text: '# The tide\n\nThe tide table is new.',
    audience: 'public',
    expiresAt: soon,
  })
  await world.http.add({
    name: 'shift-1.md',
    text: '# Shift plan\n\nThe night shift has 12 people.',
    audience: 'colleague',
  })
  await world.http.add({ name: 'shift-2.md', text: '# Old plan\n\nThe night shift has 9 people.' })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/knowledge?show=preview', 'Knowledge')
  await page.getByText(/^Sees \d sources?, \d are hidden\.$/).waitFor()
  assert.equal(await page.getByText('Shift plan').count(), 0)
  await page.getByLabel('Ask as they would').fill('How many people does the night shift have?')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('Not answered').waitFor()
  await opened.looksGood('knowledge-preview-refused')
  await page.getByLabel('Look as').selectOption('Colleagues')
  await page.waitForURL(/as=colleague/)
  await page.getByText('Sources: Shift plan').waitFor()
  await opened.looksGood('knowledge-preview')

  await delay(Math.max(0, Date.parse(soon) - Date.now() + 100))
  await page.getByRole('tab', { name: 'To check' }).click()
  await page
    .getByText(/^Expired \w/)
    .first()
    .waitFor()
  await page.getByText('the night shift has … people').waitFor()
  await opened.looksGood('knowledge-check')
  await page.getByRole('button', { name: 'Open: The tide' }).click()
  const panel = page.getByRole('dialog', { name: 'The tide' })
  await panel.getByLabel('Last day').fill('')
  await panel.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Changed: The tide', { exact: true }).waitFor()
  await page.getByText('Nothing has expired, and nothing will within 30 days.').waitFor()
})

test('a viewer reads what is theirs; a session that ends keeps the page; a list that does not come says so', async () => {
  await using viewer = await world.open('viewer')
  await viewer.go('/knowledge', 'Knowledge')
  await viewer.page.getByText('Only the owner changes sources').waitFor()
  await viewer.page.getByRole('button', { name: 'The harbour' }).click()
  await viewer.page.getByText('The harbour crane lifts forty tonnes.').waitFor()
  assert.equal(await viewer.page.getByRole('button', { name: 'Delete…' }).count(), 0)
  await viewer.looksGood('knowledge-viewer')

  await using opened = await world.open('owner', { locale: 'fr' })
  const { page } = opened
  await opened.go('/knowledge', 'Connaissances')
  await page.getByRole('button', { name: 'The harbour' }).waitFor()
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByLabel('Déposez des fichiers ici, ou choisissez-les').setInputFiles(file('late.md', 'Late.'))
  await page.getByText('0 sur 1 arrivés').waitFor()
  await page.getByText('Pas arrivé').waitFor()
  await page.getByRole('button', { name: 'Envoyer celui qui manque' }).waitFor()
  await opened.looksGood('knowledge-session-ended')
  await page.getByRole('button', { name: 'Abandonner le reste' }).click()

  await using broken = await world.open('owner')
  broken.expect(/^500 GET /)
  const error = { code: 'internal', message: 'Something broke.', requestId: 'r1' }
  await broken.page.route('**/api/v1/twin/sources', (route) => route.fulfill({ status: 500, json: { error } }))
  await broken.go('/knowledge', 'Knowledge')
  await broken.page.getByText('That did not work').waitFor()
  await broken.looksGood('knowledge-failed')
  await broken.page.unroute('**/api/v1/twin/sources')
  await broken.page.getByRole('button', { name: 'Try again' }).click()
  await broken.page.getByRole('button', { name: 'The harbour' }).waitFor()
})
