import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => void (world = await webWorld()))
after(() => world?.[Symbol.asyncDispose]())

const answered = 'article:last-of-type[aria-busy="false"]'

test('a stranger asks, opens the proof, rates, shares, and learns why there is no answer', async () => {
  await using opened = await world.open()
  const { page } = opened
  await opened.go('/')
  await page.getByRole('button', { name: 'What do you do today?' }).waitFor()
  await opened.looksGood('twin')

  await page.getByRole('textbox').fill('What is your experience with backups?')
  await page.keyboard.press('Enter')
  await page.locator(answered).waitFor()
  await opened.looksGood('twin-answered')
  await page
    .getByRole('button', { name: /^Citation 1/ })
    .first()
    .click()
  await page.locator('mark[data-mark="cited"]').waitFor()
  await opened.looksGood('twin-source')
  await page.getByRole('button', { name: 'Close the source' }).click()

  await page.getByRole('button', { name: 'Bad answer' }).click()
  await page.getByLabel('What is wrong with it?').fill('It is about another system.')
  await opened.looksGood('twin-rating')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you. It is noted for the owner.').waitFor()
  const { body } = await world.http.get<{ questions: { question: string }[] }>('/api/v1/twin/inbox', world.server.token)
  assert.ok(body.questions.some(({ question }) => question === 'What is your experience with backups?'))

  await page.getByRole('textbox').last().fill('What is the name of your cat?')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Why was this refused?' }).click()
  await page.getByRole('heading', { name: 'Why there is no answer' }).waitFor()
  await page.getByText(/shared with: public/).waitFor()
  await opened.looksGood('twin-why-refused')
})

test('an address asks its question once', async () => {
  await using opened = await world.open()
  const { page } = opened
  await opened.go(`/?q=${encodeURIComponent('What do you do today?')}`)
  await page.locator(answered).waitFor()
  assert.equal(page.url(), `${world.server.url}/`)
  await page.reload()
  await page.locator(answered).waitFor()
  assert.equal(await page.getByRole('article').count(), 1)
})

test('a question that is being typed survives a reload, and an address that asks another', async () => {
  await using opened = await world.open()
  const { page } = opened
  const field = page.getByRole('textbox')
  await opened.go('/')
  await field.fill('What is your experience')
  await page.reload()
  await page.getByRole('button', { name: 'What do you do today?' }).waitFor()
  assert.equal(await field.inputValue(), 'What is your experience')
  await opened.go(`/?q=${encodeURIComponent('What do you do today?')}`)
  await page.locator(answered).waitFor()
  assert.equal(await page.getByRole('article').count(), 1)
  assert.equal(await field.inputValue(), 'What is your experience')

  await field.press('End')
  await field.pressSequentially(' with backups?')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What is your experience with backups?' }).waitFor()
  await page.locator(answered).waitFor()
  await page.reload()
  await page.locator(answered).waitFor()
  assert.equal(await field.inputValue(), '', 'what was sent is no draft any more')
})

test('whoever has signed in finds earlier conversations, goes on with one and deletes it', async () => {
  await using opened = await world.open('viewer')
  const { page } = opened
  await opened.go(`/?q=${encodeURIComponent('What do you do today?')}`)
  await page.locator(answered).waitFor()
  await page.getByRole('button', { name: 'New conversation' }).click()
  assert.equal(await page.getByRole('article').count(), 0)
  await page.getByRole('button', { name: 'History' }).click()
  const entry = page.getByRole('dialog').getByRole('button', { name: /^What do you do today/ })
  await entry.waitFor()
  await opened.looksGood('twin-history')
  await entry.click()
  await page.getByRole('article').getByRole('heading', { name: 'What do you do today?' }).waitFor()
  await page
    .getByRole('button', { name: /^Citation 1/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Nothing yet').waitFor()
  await opened.looksGood('twin-history-empty')
})

test('older conversations come on demand, and one says what is left out of it and who can read it', async () => {
  const { http, server } = world
  const text = 'I learned to fly gliders in Torquay.'
  const { body } = await http.add({ name: 'gliders.txt', text, audience: 'colleague' })
  await using opened = await world.open('viewer')
  const { page } = opened
  await opened.go(`/?q=${encodeURIComponent('Where did you learn to fly gliders?')}`)
  await page.locator(answered).getByText(text).first().waitFor()
  const ask = async () => {
    const question = JSON.stringify({ question: 'What do you do today?' })
    const headers = { 'content-type': 'application/json' }
    for (let count = 0; count < 20; count++)
      await fetch('/api/v1/twin/answers', { method: 'POST', headers, body: question })
  }
  await page.evaluate(ask)
  const hidden = await http.send('PATCH', `/api/v1/twin/sources/${body.files[0]!.sources[0]!.id}`, {
    body: { audience: 'owner' },
    token: server.token,
  })
  assert.equal(hidden.status, 200)

  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByRole('button', { name: 'History' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByText(/The owner of this twin can/).waitFor()
  const entries = panel.getByRole('listitem')
  await entries.nth(19).waitFor()
  assert.equal(await entries.count(), 20)
  await opened.looksGood('twin-history-long')
  await panel.getByRole('button', { name: 'Show older ones' }).click()
  await panel.getByRole('button', { name: /^Where did you learn to fly gliders/ }).click()
  await page.getByRole('article').getByText('1 sentence is left out').waitFor()
  assert.doesNotMatch(await page.locator('body').innerText(), /Torquay/)
  await opened.looksGood('twin-left-out')
  await page.reload()
  await page.getByRole('article').getByText('1 sentence is left out').waitFor()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await page.locator(answered).waitFor()
  await page.getByRole('article').getByText('1 sentence is left out').waitFor({ state: 'detached' })
})

test('in four languages, chosen or the browser’s', async () => {
  await using opened = await world.open(undefined, { locale: 'fr-FR' })
  const { page } = opened
  await opened.go('/')
  await page.getByText('Vous pourriez demander').waitFor()
  await page.getByRole('button', { name: 'Où avez-vous travaillé ?' }).waitFor()
  for (const [language, text] of [
    ['de', 'Sie könnten fragen'],
    ['es', 'Podría preguntar'],
    ['en', 'You could ask'],
  ] as const) {
    await page.getByRole('combobox').first().selectOption(language)
    await page.getByText(text).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), language)
  }
  await page.getByRole('combobox').first().selectOption('de')
  await page.reload()
  await page.getByText('Sie könnten fragen').waitFor()
  await opened.looksGood('twin-german')
})

test('without JavaScript the page tells who the twin is, and nothing that is not public', async () => {
  await using opened = await world.open('owner', { javaScriptEnabled: false })
  const { page } = opened
  await opened.go('/')
  const text = await page.locator('body').innerText()
  const { body } = await world.http.get<{ name: string; headline: string; summary: string }>('/api/v1/twin')
  for (const part of [body.name, body.headline, body.summary]) assert.ok(text.includes(part), part)
  const html = await page.content()
  assert.match(html, /<meta property="og:title"/)
  assert.match(html, /"@type":"Person"/)
  assert.doesNotMatch(html, /salary/i)
})

test('the first load is under 120 kB of compressed JavaScript, in files that never change', async () => {
  const accept = { 'accept-encoding': 'br, gzip' }
  const html = await (await fetch(`${world.server.url}/`)).text()
  const paths = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!)
  const chunks = await firstChunks()
  assert.ok(
    paths.every((path) => chunks.has(path)),
    'the browser loads what the page names',
  )
  let bytes = 0
  for (const path of chunks) {
    const reply = await fetch(world.server.url + path, { headers: accept })
    assert.equal(reply.headers.get('content-encoding'), 'br', path)
    assert.match(reply.headers.get('cache-control') ?? '', /max-age=31536000.*immutable/)
    bytes += Number(reply.headers.get('content-length'))
  }
  console.log(`first JavaScript: ${chunks.size} files, ${bytes} bytes compressed`)
  assert.ok(bytes > 50_000 && bytes < 120_000, `${bytes} bytes`)
  const plain = await fetch(world.server.url + paths[0]!, { headers: { 'accept-encoding': 'gzip' } })
  assert.equal(plain.headers.get('content-encoding'), 'gzip')
})

/** Every script that opening `/` loads, the messages of the language among them. */
async function firstChunks(): Promise<Set<string>> {
  await using opened = await world.open()
  const loaded = new Set<string>()
  opened.page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) loaded.add(pathname)
  })
  await opened.go('/')
  await opened.page.getByRole('button', { name: 'What do you do today?' }).waitFor()
  return loaded
}
