import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

const person = {
  basics: { name: 'Quinta Marsvold', label: 'Beekeeper', phone: '+420 555 0100' },
  work: [{ name: 'Roof Honey', position: 'Head' }],
}

test('five steps from the sample to one’s own twin, left and resumed, and the sample goes after asking', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/welcome', 'Make it yours')
  await page.getByText('0 of 5 steps are done').waitFor()
  await opened.looksGood('welcome-start')

  const json = { name: 'me.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(person)) }
  await page.getByLabel('Drop your resume here').setInputFiles(json)
  await page.getByText('This is a JSON Resume: it is taken as it is.').waitFor()
  await page.getByRole('button', { name: 'Put it into the form' }).click()
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Quinta Marsvold')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The profile was saved', { exact: true }).waitFor()

  await opened.go('/welcome', 'Make it yours')
  await page.getByText('1 of 5 steps are done').waitFor()
  const bad = { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('89504e47', 'hex') }
  const good = {
    name: 'report.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# The harvest\n\nWe had 812 kg of honey.'),
  }
  await page.getByLabel('Drop documents here').setInputFiles([good, bad])
  await page.getByText('A .png file cannot be read', { exact: false }).waitFor()
  await page.getByText('1 document of yours is there.').waitFor()
  await opened.looksGood('welcome-documents')

  await page.getByRole('button', { name: 'Choose who sees what' }).click()
  await page.getByLabel('Who sees “Your profile”').selectOption('public')
  await page.getByText('Your profile: Everyone', { exact: true }).waitFor()
  const { body: asked } = await world.http.send<{ sentences: { text: string }[] }>('POST', '/api/v1/twin/answers', {
    body: { question: 'What is your phone number?' },
  })
  assert.doesNotMatch(JSON.stringify(asked), /555 0100/, 'a resume that says nothing of it keeps contact data private')
  await page.getByLabel('Who sees “The harvest”').selectOption('recruiter')
  await page.getByText('The harvest: Recruiters', { exact: true }).waitFor()
  await opened.looksGood('welcome-audiences')

  await page.getByRole('button', { name: 'Connect a client' }).click()
  await page.getByLabel('What is it called?').fill('my editor')
  await page.reload()
  assert.equal(await page.getByLabel('What is it called?').inputValue(), 'my editor', 'nothing typed is lost')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const key = await page.getByLabel('Key', { exact: true }).inputValue()
  const sources = await world.http.get<{ sources: { title: string }[] }>('/api/v1/twin/sources', key)
  assert.equal(sources.status, 200, 'the key works')
  await opened.looksGood('welcome-client')

  await page.getByRole('button', { name: 'Share a link' }).click()
  await page.getByLabel('Whom is it for?').fill('Bellweather Partners')
  await page.getByRole('button', { name: 'Make a link' }).click()
  assert.match(await page.getByLabel('Link', { exact: true }).inputValue(), /\/#share=/)
  await page.getByText('Only this computer can open this address.', { exact: false }).waitFor()
  await page.getByText('5 of 5 steps are done').waitFor()
  await opened.looksGood('welcome-finished')

  await page.getByRole('button', { name: 'Remove the sample…' }).click()
  await page.getByRole('button', { name: 'Remove the sample', exact: true }).click()
  await page.getByText('The sample is gone; the twin is yours', { exact: true }).waitFor()
  const about = await world.http.get<{ name: string; sources: number }>('/api/v1/twin')
  assert.deepEqual([about.body.name, about.body.sources], ['Quinta Marsvold', 1])
})

test('what cannot be loaded is told and tried again; a lost session keeps what is typed', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await page.route('**/api/v1/share-links', (route) => route.fulfill({ status: 500 }), { times: 1 })
  opened.expect(/^500 /)
  await opened.go('/welcome', 'Make it yours')
  await page.getByRole('alert').waitFor()
  await opened.looksGood('welcome-failed')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(/\d of 5 steps are done/).waitFor()

  await page.getByRole('button', { name: 'Share a link' }).click()
  await page.getByLabel('Whom is it for?').fill('Half a name')
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
  assert.equal(await page.getByLabel('Whom is it for?').inputValue(), 'Half a name')
})

test('an empty twin leads its owner to the guide, and nobody else', async () => {
  await using empty = await webWorld({ env: { POLLUX_SAMPLE: 'never', MONITORING_INTERVAL_SECONDS: '0' } })
  await using stranger = await empty.open()
  stranger.expect(/404 GET/)
  await stranger.go('/')
  await stranger.page.getByText('Nobody is here yet').waitFor()
  assert.equal(await stranger.page.getByRole('link', { name: 'Make it yours' }).count(), 0)
  await using owner = await empty.open('owner')
  owner.expect(/404 GET/)
  await owner.go('/')
  await owner.page.getByRole('link', { name: 'Make it yours' }).click()
  await owner.page.getByText('0 of 5 steps are done').waitFor()
})
