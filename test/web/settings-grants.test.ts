import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { webWorld, type WebWorld } from './web-world.ts'

/** Settings: keys and share links. */
let world: WebWorld
before(async () => {
  world = await webWorld()
})
after(() => world?.[Symbol.asyncDispose]())

interface Key {
  id: string
  name: string
}

test('an owner makes a key, uses it, gives it a new secret, and revokes it', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/settings/keys', 'Settings')
  await page.getByText('No keys yet').waitFor()
  await opened.looksGood('keys-empty')

  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('Nightly import')
  await dialog.getByLabel('What it may see').selectOption('colleague')
  await dialog.getByLabel('Ask the twin').uncheck()
  await page.getByText('Tick at least one.').waitFor()
  await dialog.getByLabel('Ask the twin').check()
  await dialog.getByLabel('Read sources').check()
  await opened.looksGood('key-new')
  await dialog.getByRole('button', { name: 'New key' }).click()

  const secretField = page.getByLabel('Secret', { exact: true })
  const first = await secretField.inputValue()
  assert.match(first, /^plx_key_[\w-]{43}$/)
  await page.getByText('Ask the twin and Read sources').waitFor()
  await opened.looksGood('key-secret')
  const sources = async (token: string) => (await world.http.get('/api/v1/twin/sources', token)).status
  assert.equal(await sources(first), 200)

  await page.getByRole('button', { name: 'I have stored it' }).click()
  assert.equal(await secretField.count(), 0, 'shown once')
  await page.reload()
  await page.getByText(/^Last used/).waitFor()
  assert.doesNotMatch(await page.content(), new RegExp(first.slice(8)))

  await page.getByRole('button', { name: 'Actions for Nightly import' }).click()
  await page.getByRole('menuitem', { name: 'New secret…' }).click()
  await page.getByLabel('The old secret works for another').selectOption('none')
  await opened.looksGood('key-rotate')
  await page.getByRole('button', { name: 'New secret' }).click()
  const second = await secretField.inputValue()
  assert.notEqual(second, first)
  assert.deepEqual([await sources(first), await sources(second)], [401, 200])
  await page.getByRole('button', { name: 'I have stored it' }).click()

  await page.getByRole('button', { name: 'Actions for Nightly import' }).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await opened.looksGood('key-revoke')
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('Revoked: Nightly import', { exact: true }).waitFor()
  await page.getByText('No key is active').waitFor()
  assert.equal(await sources(second), 401)
  await page.getByRole('button', { name: 'Show ended ones' }).click()
  await page.waitForURL(/show=ended/)
  await page.getByRole('heading', { name: 'Nightly import' }).waitFor()
  await opened.looksGood('keys-ended')
})

test('a key that cannot be made says why and keeps what was typed; so does a session that has ended', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/settings/keys', 'Settings')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('   ')
  opened.expect(/^400 POST/)
  await dialog.getByRole('button', { name: 'New key' }).click()
  await page.getByText('It is empty; say what it is for.').waitFor()
  await dialog.getByLabel('What is it for?').fill('Half a thought')
  opened.expect(/^40[13] /)
  await page.context().clearCookies()
  await dialog.getByRole('button', { name: 'New key' }).click()
  await dialog.getByRole('link', { name: 'Sign in again' }).waitFor()
  assert.equal(await dialog.getByLabel('What is it for?').inputValue(), 'Half a thought')
  await opened.looksGood('key-session-ended')
})

test('an owner makes a share link, a recruiter comes by it, its figures are seen, and it is revoked', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/approvals', 'Approvals')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.waitForURL(`${world.server.url}/settings/people`)
  await page.getByRole('link', { name: 'Share links' }).click()
  await page.getByText('No share links yet').waitFor()
  await opened.looksGood('links-empty')
  await page.getByRole('button', { name: 'New link' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Whom is it for?').fill('Basalt Ltd')
  await dialog.getByLabel('Question limit').fill('20')
  await opened.looksGood('link-new')
  await dialog.getByRole('button', { name: 'New link' }).click()

  await page.getByRole('img', { name: 'QR code of the link for Basalt Ltd' }).waitFor()
  await page.getByText('Nothing has been asked by this link yet.').waitFor()
  const url = await page.getByLabel('Link', { exact: true }).inputValue()
  const token = url.split('#share=')[1]!
  assert.match(page.url(), /link=link_/, 'it stands in the address')
  for (const question of ['What is your work experience?', 'What is your favourite colour of socks?'])
    assert.equal((await world.http.ask(question, {}, token)).status, 200)
  await page.reload()
  await page.getByText('2 of 20 questions').first().waitFor()
  await page.getByRole('button', { name: 'Show as a table' }).click()
  assert.match(await dialog.getByRole('row').last().innerText(), /1\s+1$/)
  await page.getByRole('button', { name: 'Show as a chart' }).click()
  await opened.looksGood('link-figures')
  await page.keyboard.press('Escape')
  await page.waitForURL(`${world.server.url}/settings/links`)
  await opened.looksGood('links')

  await page.getByRole('button', { name: 'Actions for Basalt Ltd' }).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('No link is active').waitFor()
  assert.equal((await world.http.ask('Who are you?', {}, token)).status, 401)
})

test('who is no owner is not led there, and is told', async () => {
  await using opened = await world.open('operator')
  opened.expect(/^403 GET/)
  await opened.go('/settings/keys', 'Settings')
  await opened.page.getByRole('alert').first().waitFor()
  assert.equal(await opened.page.getByRole('navigation', { name: 'Pages' }).getByText('Settings').count(), 0)
  await opened.looksGood('settings-forbidden')
  await opened.go('/settings/nothing', 'Settings')
  await opened.page.getByText('There is no such page').waitFor()
})

test('a key is revoked in another language, by keyboard alone', async () => {
  const { body } = await world.http.send<{ key: Key }>('POST', '/api/v1/keys', {
    token: world.server.token,
    body: { name: 'reader', scopes: ['ask'] },
  })
  await using opened = await world.open('owner', { locale: 'de-DE' })
  const { page } = opened
  await opened.go('/settings/keys', 'Einstellungen')
  await page.getByRole('button', { name: 'Aktionen für reader' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Neues Geheimnis…' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '„reader“ widerrufen?' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Widerrufen: reader', { exact: true }).waitFor()
  const { body: after } = await world.http.get<{ keys: { id: string; revokedAt: string | null }[] }>(
    '/api/v1/keys',
    world.server.token,
  )
  assert.notEqual(after.keys.find(({ id }) => id === body.key.id)!.revokedAt, null)
})
