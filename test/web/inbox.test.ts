import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runSql } from '#test/run-sql.ts'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => (world = await webWorld()))
after(() => world?.[Symbol.asyncDispose]())

const notice = 'What is your notice period in the fire brigade?'
const german = 'Wie lang ist Ihre Kündigungsfrist bei der Feuerwehr?'
const bees = 'Which zeppelin did you steer?'

test('answer like questions in place, see them answered, take it back; dismiss and undo; badly rated ones', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/inbox', 'Inbox')
  await page.getByText('Nothing waits for you').waitFor()
  await opened.looksGood('inbox-empty')

  for (const question of [notice, notice, german, bees])
    assert.equal((await world.http.ask(question)).body.refused, true, question)
  const rated = (await world.http.ask('Where do you work?')).body
  assert.equal(rated.refused, false)
  const feedback = { rating: 1, reason: 'It names the town, not the employer.' }
  const told = await world.http.send('POST', `/api/v1/twin/answers/${rated.id}/feedback`, { body: feedback })
  assert.equal(told.status, 204)

  await page.reload()
  const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: notice }) })
  await card.getByText('asked 2 times').waitFor()
  await card.getByText('One more question is about the same').click()
  await opened.looksGood('inbox-open')

  await page.getByLabel('Show', { exact: true }).selectOption('Badly rated answers')
  await page.waitForURL(/only=bad/)
  assert.equal(await page.getByRole('article').count(), 1)
  await page.getByText('Because: It names the town, not the employer.').waitFor()
  await page.getByRole('button', { name: 'What it says now' }).click()
  await page.getByText('Everyone: “Where do you work?”').waitFor()
  await page.getByText(/^Sources: /).waitFor()
  await opened.looksGood('inbox-badly-rated')
  await page.getByLabel('Show', { exact: true }).selectOption('All questions')

  await card.getByRole('button', { name: 'Answer' }).click()
  const field = card.getByLabel('Your answer')
  await field.fill('   ')
  opened.expect(/^400 POST /)
  await card.getByRole('button', { name: 'Store the answer' }).click()
  await card.getByRole('alert').waitFor()
  await field.fill('My notice period in the fire brigade is six weeks.')
  await page.reload()
  await card.getByRole('button', { name: 'Answer' }).click()
  assert.match(await field.inputValue(), /six weeks/, 'nothing typed is lost')
  await card.getByLabel('Who may see it').selectOption('Colleagues')
  await card.getByText('They will not see this answer.').waitFor()
  await opened.looksGood('inbox-answering')
  await card.getByLabel('Who may see it').selectOption('Everyone')
  await card.getByRole('button', { name: 'Store the answer' }).click()
  await page.getByText('Rests on your answer').nth(1).waitFor()
  assert.equal(await card.count(), 0)
  await opened.looksGood('inbox-answered-now')
  assert.match((await world.http.ask(notice)).body.sentences[0]!.text, /six weeks/)

  await page.getByRole('button', { name: 'Take it back' }).click()
  await card.waitFor()
  assert.equal((await world.http.ask(notice)).body.refused, true)
  await card.getByRole('button', { name: 'Answer' }).click()
  assert.match(await field.inputValue(), /six weeks/, 'the words are kept')
  await card.getByRole('checkbox', { name: german }).uncheck()
  await card.getByRole('button', { name: 'Store the answer' }).click()
  await page.getByText('Rests on your answer').waitFor()
  assert.equal((await world.http.ask(notice)).body.refused, false)

  await page.getByRole('tab', { name: 'Answered' }).click()
  await page.waitForURL(/show=answered/)
  await page.reload()
  assert.equal(await page.getByRole('article').filter({ hasText: german }).count(), 0)
  await card.getByRole('button', { name: 'Read your answer' }).click()
  await card.getByText('Seen by: Everyone').waitFor()
  await opened.looksGood('inbox-answered')
  await card.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('You have answered nothing yet').waitFor()

  await page.getByRole('tab', { name: 'Open' }).click()
  const other = page.getByRole('article').filter({ hasText: bees })
  await other.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByText('The question is dismissed', { exact: true }).waitFor()
  await other.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await other.waitFor()
  await other.getByRole('button', { name: 'Dismiss' }).click()
  await other.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Dismissed' }).click()
  await opened.looksGood('inbox-dismissed')
  await other.getByRole('button', { name: 'Open again' }).click()
  await page.getByText('Nothing is dismissed').waitFor()
})

test('questions are deleted for good after a yes: a dismissed one, and all that are about the same', async () => {
  for (const question of [notice, german, bees]) await world.http.ask(question)
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/inbox', 'Inbox')
  const dismissed = page.getByRole('article').filter({ hasText: bees })
  await dismissed.getByRole('button', { name: 'Dismiss' }).click()
  await dismissed.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Dismissed' }).click()
  const dialog = page.getByRole('dialog')
  await dismissed.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByText('Delete this question?').waitFor()
  await opened.looksGood('inbox-delete')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dismissed.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Nothing is dismissed').waitFor()

  await page.getByRole('tab', { name: 'Open' }).click()
  const group = page.getByRole('article').filter({ has: page.getByRole('heading', { name: notice }) })
  await group.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByText('Delete these 2 questions?').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('2 questions are deleted', { exact: true }).waitFor()
  await group.waitFor({ state: 'detached' })
  const left = await runSql(world.server, 'select id from unanswered where question = any($1)', [
    [notice, german, bees],
  ])
  assert.deepEqual(left, [])
})

test('more questions than fit are said to be more', async () => {
  await runSql(
    world.server,
    `insert into unanswered (id, question, folded, language, audience, state)
     select 'gap_many' || n, 'Many ' || n, 'many' || n, 'en', 0, 'dismissed' from generate_series(1, 1234) n`,
  )
  await using opened = await world.open('owner')
  await opened.go('/inbox?show=dismissed', 'Inbox')
  await opened.page.getByText('Here are 500 of 1,234 questions').waitFor()
  await runSql(world.server, `delete from unanswered where id like 'gap\\_many%' and id <> 'gap_many1'`)
  await opened.page.reload()
  await opened.page.getByRole('article').waitFor()
  assert.equal(await opened.page.getByText('Here are').count(), 0)
})

test('an operator reads and does not answer; a session that ends keeps what is typed; a list that does not come says so', async () => {
  assert.equal((await world.http.ask('Which submarine did you command?')).body.refused, true)
  await using operator = await world.open('operator')
  await operator.go('/inbox', 'Inbox')
  await operator.page.getByText('Only the owner answers').waitFor()
  await operator.page.getByRole('heading', { name: 'Which submarine did you command?' }).waitFor()
  assert.equal(await operator.page.getByRole('button', { name: 'Answer' }).count(), 0)

  await using opened = await world.open('owner', { locale: 'de' })
  const { page } = opened
  await opened.go('/inbox', 'Posteingang')
  const card = page.getByRole('article').filter({ hasText: 'Which submarine did you command?' })
  await card.getByRole('button', { name: 'Antworten' }).click()
  await card.getByLabel('Ihre Antwort').fill('Half a thought')
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await card.getByRole('button', { name: 'Antwort speichern' }).click()
  await page.getByRole('link', { name: 'Wieder anmelden' }).first().waitFor()
  assert.equal(await card.getByLabel('Ihre Antwort').inputValue(), 'Half a thought')
  await opened.looksGood('inbox-session-ended')

  await using broken = await world.open('owner')
  broken.expect(/^503 GET /)
  const error = { code: 'not_ready', message: 'The database is away.', requestId: 'r1' }
  await broken.page.route('**/api/v1/twin/inbox*', (route) => route.fulfill({ status: 503, json: { error } }))
  await broken.go('/inbox', 'Inbox')
  await broken.page.getByText('The server is not ready').waitFor()
  await broken.looksGood('inbox-not-ready')
  await broken.page.unroute('**/api/v1/twin/inbox*')
  await broken.page.getByRole('button', { name: 'Try again' }).click()
  await broken.page.getByRole('article').first().waitFor()
})
