import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Session, SessionReport, Simulation } from '#interview'
import { webWorld, type OpenPage, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld()
})
after(() => world?.[Symbol.asyncDispose]())
/** Sessions belong to the person, so what another test left would be seen. */
beforeEach(async () => {
  await using opened = await world.open('owner')
  await opened.go('/interview', 'Interview')
  await opened.page.evaluate(`(async () => {
    const { sessions } = await (await fetch('/api/v1/interviews/sessions')).json()
    for (const { id } of sessions) await fetch('/api/v1/interviews/sessions/' + id, { method: 'DELETE' })
  })()`)
})

const story =
  'In March 2023 a nightly backup at Tessarune failed its restore drill, and 46 databases were at stake. ' +
  'I wrote a script that restored every backup to a scratch server and compared row counts. ' +
  'I found 11 that could not be restored, repaired them within two weeks, and since then none of 1,564 drills was lost. ' +
  'Compared with the year before, the median restore time fell from 94 to 31 minutes.'

/** Asks the server as the browser's person would. */
const fetched = <Body>(opened: OpenPage, path: string) =>
  opened.page.evaluate<Body>(`fetch('/api/v1/interviews/${path}').then((response) => response.json())`)

async function start(opened: OpenPage, role: string): Promise<string> {
  const { page } = opened
  await opened.go('/interview', 'Interview')
  await page.getByLabel('Role').fill(role)
  await page.getByLabel('Round').selectOption('technical')
  await page.getByLabel('Length').selectOption('10')
  await page.getByRole('button', { name: 'Start the interview' }).click()
  await page.getByRole('heading', { level: 1, name: role }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

test('an interview: a timer, drafts that survive, pause and go on, skip, follow-ups, and a report with the words that counted', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/interview', 'Interview')
  await page.getByText('No interview yet').waitFor()
  await opened.looksGood('interview-start')
  const id = await start(opened, 'Database engineer')
  const answer = page.getByLabel('Your answer')
  const asked = (await fetched<Session>(opened, `sessions/${id}`)).question!
  await page.getByRole('heading', { level: 2, name: asked.question }).waitFor()
  await page
    .getByRole('timer')
    .getByText(/^9:5\d$/)
    .waitFor()
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('Say something, or skip the question.').waitFor()
  await answer.fill('Half a thought')
  await page.reload()
  assert.equal(await answer.inputValue(), 'Half a thought', 'nothing typed is lost')
  await opened.looksGood('interview-question')

  // The clock stands still, and so does what is seen of it.
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('heading', { name: 'Paused' }).waitFor()
  const stood = await page.getByRole('timer').innerText()
  await opened.looksGood('interview-paused')
  assert.equal(await page.getByRole('timer').innerText(), stood)
  await page.getByRole('button', { name: 'Go on' }).click()
  assert.equal(await answer.inputValue(), 'Half a thought', 'a pause loses no draft')

  await answer.fill(story)
  await answer.press('Control+Enter')
  await page.getByRole('heading', { name: 'Answered so far' }).waitFor()
  assert.equal(await answer.inputValue(), '', 'the next question has a draft of its own')
  const [first] = (await fetched<Session>(opened, `sessions/${id}`)).answers
  await page.getByText(`${first!.score!.total} of 100`).first().waitFor()
  while (await page.getByRole('button', { name: 'Skip' }).isVisible()) {
    const before = await page.getByRole('heading', { level: 2 }).first().innerText()
    await page.getByRole('button', { name: 'Skip' }).click()
    await page.getByRole('heading', { level: 2, name: before, exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
  }
  await page.getByText('All questions were asked.').waitFor()
  const report = await fetched<SessionReport>(opened, `sessions/${id}/report`)
  await page.getByText('Answered', { exact: true }).waitFor()
  assert.equal(await page.getByRole('definition').first().innerText(), String(report.result.score))
  await opened.looksGood('interview-report')
  await page.locator('summary').first().click()
  await page.locator('details[open] mark').first().waitFor()
  const { quotes } = report.questions[0]!.answers[0]!.score!.dimensions.specificity
  assert.ok(quotes.length > 0)
  const details = page.locator('details[open]')
  await details.getByLabel('Show in the answer').selectOption('specificity')
  const marked = (await details.locator('mark').allInnerTexts()).join('|')
  for (const { text } of quotes) assert.ok(marked.includes(text), `${text} is not marked in ${marked}`)
  await opened.looksGood('interview-report-answer')

  await page.getByRole('link', { name: 'All interviews' }).click()
  await page.getByRole('cell', { name: 'finished' }).waitFor()
  await opened.looksGood('interview-list')
  await page.getByRole('button', { name: 'Delete “Database engineer”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No interview yet').waitFor()
})

test('a lost session, a lost connection and another window lose no answer and count none twice', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  const id = await start(opened, 'Site reliability engineer')
  const answer = page.getByLabel('Your answer')
  await answer.fill(story)

  // The server has it, and the reply is lost: sent again, it goes out under the same key and counts once.
  const keys: string[] = []
  await page.route('**/answers', async (route) => {
    keys.push((route.request().postDataJSON() as { key: string }).key)
    await route.fetch()
    await (keys.length === 1 ? route.abort('connectionreset') : route.continue())
  })
  await page.route(`**/sessions/${id}`, (route) => route.abort('connectionreset'))
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('The server cannot be reached').first().waitFor()
  assert.equal(await answer.inputValue(), story)
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByRole('heading', { name: 'Answered so far' }).waitFor()
  await page.unroute(`**/sessions/${id}`)
  await page.unroute('**/answers')
  assert.equal(keys.length, 2)
  assert.equal(keys[0], keys[1])
  const counted = (await fetched<Session>(opened, `sessions/${id}`)).answers
  assert.deepEqual(
    counted.map((one) => one.answer),
    [story],
  )

  // Another window was faster: said so, and what is open now is shown.
  opened.expect(/^409 POST/)
  const { turn } = (await fetched<Session>(opened, `sessions/${id}`)).question!
  await page.evaluate(`fetch('/api/v1/interviews/sessions/${id}/answers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: 'otherwindow', turn: ${turn}, skip: true }),
  })`)
  await answer.fill('Too late')
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText(`Question ${turn} has been answered already`).waitFor()
  assert.equal(await page.getByLabel('Not sent: its question was answered elsewhere').inputValue(), 'Too late')
  await opened.looksGood('interview-conflict')

  await answer.fill('Half a thought')
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
  assert.equal(await answer.inputValue(), 'Half a thought')
  await opened.looksGood('interview-session-ended')
})

test('progress over interviews is drawn, and read as a table', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/interview?tab=progress', 'Interview')
  await page.getByText('No finished interview yet').waitFor()
  await opened.looksGood('interview-progress-empty')
  const short = 'We did some things and it went well.'
  await page.evaluate(`(async () => {
    const post = async (path, body) => (await fetch('/api/v1/interviews/' + path, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    })).json()
    for (const [index, text] of ${JSON.stringify([short, short, story, story])}.entries()) {
      let session = await post('sessions', { role: 'Engineer', minutes: 5, questions: [{ text: 'Tell me about a problem you solved.' }] })
      for (let turn = 0; session.question; turn += 1)
        session = await post('sessions/' + session.id + '/answers', {
          key: 'answer-' + index + '-' + turn, turn: session.question.turn, answer: text,
        })
    }
  })()`)
  await page.reload()
  await page.getByText('Newer half of 4 interviews').waitFor()
  assert.match(await page.getByRole('definition').nth(1).innerText(), /^\+\d/, 'a story beats a phrase')
  await page.getByRole('figure', { name: 'Score by interview' }).waitFor()
  await page.getByRole('heading', { name: 'What to work on' }).waitFor()
  await page.getByRole('table', { name: 'Next milestones' }).waitFor()
  await opened.looksGood('interview-progress')
  await page.getByRole('figure', { name: 'Score by interview' }).getByRole('button').click()
  assert.equal(await page.getByRole('figure', { name: 'Score by interview' }).getByRole('row').count(), 5)
})

test('the twin as candidate: a transcript with its sources and scores; what may not be seen is missing', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/interview?tab=simulate', 'Interview')
  await page.getByLabel('Role').fill('PostgreSQL database administrator')
  await page.getByLabel('Length').selectOption('10')
  const answered = page.waitForResponse('**/api/v1/interviews/simulations')
  await page.getByRole('button', { name: 'Interview the twin' }).click()
  const simulation = (await (await answered).json()) as Simulation
  const turns = page.getByRole('article')
  await turns.first().waitFor()
  assert.equal(await turns.count(), simulation.transcript.length)
  const told = simulation.transcript.findIndex(({ sentences, score }) => sentences.length > 0 && score !== null)
  assert.ok(told >= 0)
  const { text, citations } = simulation.transcript[told]!.sentences[0]!
  const turn = turns.nth(told)
  await turn.getByText(text, { exact: true }).first().waitFor()
  await opened.looksGood('interview-simulation')
  await turn
    .getByText(/^\d+ sources?$/)
    .first()
    .click()
  await turn
    .getByRole('button', { name: `Show it in “${citations[0]!.title}”` })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('mark').first().waitFor()
  assert.equal((await dialog.locator('mark').allInnerTexts()).join(''), citations[0]!.quote)
  await page.keyboard.press('Escape')
  await turn.getByText(/^Score in detail/).click()
  await turn.getByText('Specificity').waitFor()
  await opened.looksGood('interview-simulation-score')
})

test('one answer: a question of the bank, its score with evidence, kept and deleted; what cannot be scored says why', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/interview?tab=score', 'Interview')
  await page.getByText('No answer scored by itself yet').waitFor()
  await page.getByRole('button', { name: 'Score it' }).click()
  await page.getByText('Write the question.').waitFor()
  await page.getByText('Write the answer.').waitFor()
  await opened.looksGood('interview-score-problems')
  await page.getByLabel('Question of the bank').selectOption({ index: 1 })
  const looksFor = page.getByLabel('What a good answer contains')
  assert.notEqual(await looksFor.inputValue(), '')
  await looksFor.fill(Array.from({ length: 11 }, (_, line) => `Point ${line}`).join('\n'))
  await page.getByLabel('Answer', { exact: true }).fill(story)
  await page.reload()
  assert.equal(await page.getByLabel('Answer', { exact: true }).inputValue(), story, 'nothing typed is lost')
  await page.getByRole('button', { name: 'Score it' }).click()
  await page.getByText('These are more than ten lines.').waitFor()
  await looksFor.fill('')
  await page.getByRole('button', { name: 'Score it' }).click()
  await page.getByRole('heading', { name: 'Result' }).waitFor()
  await page.locator('mark').first().waitFor()
  await opened.looksGood('interview-score')
  await page.getByRole('button', { name: /^Delete “/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No answer scored by itself yet').waitFor()
})
