import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { writePdf } from '../fixtures/write-pdf.ts'
import { writeDocx } from '../fixtures/write-zip.ts'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

interface Edited {
  profile: Record<string, unknown> | null
  version: string | null
  sampleSources: number
}
const path = '/api/v1/twin/profile'
const saved = async () => (await world.http.get<Edited>(path, world.server.token)).body
/** Somebody else saves meanwhile. */
async function change(edit: (profile: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const { profile, version } = await saved()
  const body = { profile: edit(profile!), version }
  const reply = await world.http.send('PUT', path, { token: world.server.token, body })
  assert.equal(reply.status, 200)
}

const resume = [
  ['Quinta Marsvold', 18],
  ['Head Beekeeper', 12],
  ['quinta@example.com | +33 6 39 98 00 00', 10],
  ['Work Experience', 14],
  ['Operations Engineer, Roof Honey, Lyon', 10],
  ['March 2019 - present', 10],
  ['Education', 14],
  ['Master of Science in Statistics, University of Lyon, 2012 - 2014', 10],
  ['Skills', 14],
  ['PostgreSQL, Python, Linux', 10],
] as const

test('a Word file is read too, and nothing is kept of it until it is put into the form', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/profile', 'Profile')
  const body = resume.map(([text]) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  await page.getByLabel('Drop your resume here').setInputFiles({
    name: 'cv.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: writeDocx(body),
  })
  await page.getByText(/\d+ fields were filled/).waitFor()
  await page.getByText('Quinta Marsvold').first().waitFor()
  await page.reload()
  await page.getByText('There is no profile of you yet').waitFor()
})

test('a PDF becomes the profile: read, checked, completed with a story, saved; the sample is removed after asking', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/profile', 'Profile')
  await page.getByText('There is no profile of you yet').waitFor()
  await opened.looksGood('profile-start')

  const pdf = writePdf([
    resume.map(([text, size], index) => ({ text, size, x: 60, y: 780 - index * 40, bold: size > 12 })),
  ])
  await page
    .getByLabel('Drop your resume here')
    .setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: pdf })
  await page.getByText(/\d+ fields were filled/).waitFor()
  await opened.looksGood('profile-found')
  await page.getByRole('button', { name: 'Put it into the form' }).click()
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Quinta Marsvold')
  await page.getByText('Read from: “Quinta Marsvold”').waitFor()
  assert.equal(await page.getByLabel('Who sees “Phone”').inputValue(), 'owner', 'contact data is for the owner alone')
  assert.equal((await saved()).profile, null, 'nothing is saved before the person says so')
  await opened.looksGood('profile-draft')

  await page.getByRole('tab', { name: 'Stories' }).click()
  await page.getByRole('button', { name: 'Add to Achievements' }).click()
  await page.getByLabel('Title').fill('The hive that came back')
  for (const [label, text] of Object.entries({
    Situation: 'In 2021 a third of our colonies were gone.',
    Task: 'I had to find the cause before winter.',
    Action: 'I weighed every hive for 40 days.',
    Result: 'We lost 2 of 31 colonies instead of 11.',
  }))
    await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel('Skills it shows').fill('Statistics\n\nPatience\n')
  await page.reload()
  await page.getByRole('button', { name: 'The hive that came back' }).click()
  assert.equal(
    await page.getByLabel('Result').inputValue(),
    'We lost 2 of 31 colonies instead of 11.',
    'a reload loses nothing',
  )
  await opened.looksGood('profile-story')
  await page.keyboard.press('Control+s')
  await page.getByText('The profile was saved', { exact: true }).waitFor()

  const { profile } = await saved()
  assert.deepEqual((profile!['x-pollux'] as { achievements: unknown }).achievements, [
    {
      title: 'The hive that came back',
      situation: 'In 2021 a third of our colonies were gone.',
      task: 'I had to find the cause before winter.',
      action: 'I weighed every hive for 40 days.',
      result: 'We lost 2 of 31 colonies instead of 11.',
      skills: ['Statistics', 'Patience'],
    },
  ])
  await page.getByRole('button', { name: 'Remove the sample…' }).click()
  await opened.looksGood('profile-remove-sample')
  await page.getByRole('button', { name: 'Remove the sample', exact: true }).click()
  await page.getByText('The sample is gone; the twin is yours', { exact: true }).waitFor()
  assert.equal((await saved()).sampleSources, 0)

  await page.getByLabel('Who sees your profile').selectOption('public')
  await page.getByRole('button', { name: 'Save' }).click()
  // Not what was said of the first save, which may still be there: the bar goes when this one is done.
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  const about = await world.http.get<{ name: string }>('/api/v1/twin')
  assert.equal(about.body.name, 'Quinta Marsvold')
  assert.equal((await world.http.ask('What is your phone number?')).body.refused, true)
})

test('it says what to add next, and leads there; an entry is added, moved, removed and brought back', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/profile', 'Profile')
  await page
    .getByRole('link', { name: 'What pay you expect' })
    .or(page.getByRole('link', { name: 'A summary of yourself' }))
    .first()
    .click()
  await page.getByLabel('Summary').waitFor()
  assert.equal(await page.locator(':focus').getAttribute('data-pointer'), '/basics/summary')
  await opened.looksGood('profile-about')

  await page.getByRole('tab', { name: 'Work' }).click()
  await page.getByRole('button', { name: 'Add to Positions' }).click()
  await page.getByLabel('Position', { exact: true }).fill('Apprentice')
  await page.getByLabel('From').fill('2016')
  await page.getByRole('button', { name: 'Move up' }).click()
  assert.match(await page.getByRole('listitem').filter({ hasText: 'Apprentice' }).first().innerText(), /Apprentice/)
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('The entry was removed', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByLabel('From').fill('2016-13')
  await page.getByRole('button', { name: 'Save' }).click()
  opened.expect(/400 PUT/)
  await page.getByText('this date does not exist; write 2021, 2021-03 or 2021-03-14').first().waitFor()
  await opened.looksGood('profile-refused')
  await page.getByLabel('From').fill('2016-02')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The profile was saved', { exact: true }).waitFor()
  const work = (await saved()).profile!['work'] as { position: string }[]
  assert.deepEqual(
    work.map(({ position }) => position),
    ['Apprentice', 'Operations Engineer'],
  )

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as unknown
  assert.deepEqual(exported, (await saved()).profile)

  await page.getByRole('tab', { name: 'Salary and terms' }).click()
  await page.getByLabel('Expected pay').fill('60,000 EUR a year')
  assert.equal(await page.getByLabel('Who sees “Salary”').inputValue(), 'owner')
  await opened.looksGood('profile-terms')
  await page.getByRole('tab', { name: 'Interview' }).click()
  await opened.looksGood('profile-interview')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByText('Your changes were discarded', { exact: true }).waitFor()
})

test('two editors: both changes are kept when they are brought together', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/profile', 'Profile')
  await page.getByLabel('Headline').fill('Chief beekeeper')
  await change((profile) => ({ ...profile, interests: [{ name: 'Chess' }] }))
  opened.expect(/409 PUT/)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The profile was changed elsewhere meanwhile').waitFor()
  await page.getByText('Changed there: Interests.').waitFor()
  await opened.looksGood('profile-conflict')
  await page.getByRole('button', { name: 'Bring both together' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The profile was saved', { exact: true }).waitFor()
  const { profile } = await saved()
  assert.deepEqual(profile!['interests'], [{ name: 'Chess' }])
  assert.equal((profile!['basics'] as { label: string }).label, 'Chief beekeeper')
})

test('a lost session keeps what is typed; a file that is no resume is told; a viewer may not', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/profile', 'Profile')
  await page.getByRole('button', { name: 'Import' }).click()
  opened.expect(/400 POST/)
  const picture = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('89504e47', 'hex') }
  await page.getByLabel('Drop your resume here').setInputFiles(picture)
  await page.getByText(/A \.png file cannot be read/).waitFor()
  await opened.looksGood('profile-import-refused')
  await page.keyboard.press('Escape')

  await page.getByLabel('Headline').fill('Half a thought')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
  assert.equal(await page.getByLabel('Headline').inputValue(), 'Half a thought')
  await opened.looksGood('profile-session-ended')
  await page.context().addCookies(cookies)
  await page.reload()
  await page.getByLabel('Headline').waitFor()
  assert.equal(await page.getByLabel('Headline').inputValue(), 'Half a thought')

  await using viewer = await world.open('viewer')
  viewer.expect(/403 GET/)
  await viewer.go('/profile', 'Profile')
  await viewer.page.getByRole('alert').waitFor()
  assert.equal(await viewer.page.getByRole('link', { name: 'Profile' }).count(), 0)
})
