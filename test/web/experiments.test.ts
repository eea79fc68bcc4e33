import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { experimentsOn } from '../experiments/experiment-server.ts'
import { webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

const question = 'What do you do at work today?'

test('from an idea to a shipped arm and back: create, start, look, ship against the figures, take back', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/experiments', 'Experiments')
  await page.getByText('There is no experiment yet').waitFor()
  await opened.looksGood('experiments-empty')
  await page.getByRole('tab', { name: 'Shipped' }).click()
  await page.getByText('Nothing was shipped').waitFor()
  await page.getByRole('tab', { name: 'Experiments' }).click()

  await page.getByRole('button', { name: 'New experiment' }).first().click()
  const form = page.getByRole('dialog', { name: 'New experiment' })
  await form.getByLabel('Name').fill('Short or as it comes')
  await form.getByLabel('Hypothesis').fill('Short answers are liked better.')
  await page.reload()
  assert.equal(await form.getByLabel('Hypothesis').inputValue(), 'Short answers are liked better.', 'nothing is lost')
  await opened.looksGood('experiments-create')
  // Two arms that do the same are refused, in the server's words; then it is put right.
  opened.expect(/^400 POST/)
  await form.getByLabel('Arm 2', { exact: true }).selectOption({ label: 'By the question' })
  await form.getByRole('button', { name: 'Create as a draft' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('Arm 2', { exact: true }).selectOption({ label: 'Concise' })
  await form.getByRole('button', { name: 'Create as a draft' }).click()

  await page.getByRole('heading', { level: 1, name: 'Short or as it comes' }).waitFor()
  await page.getByText('There is no difference to draw yet').waitFor()

  await page.getByRole('button', { name: 'Change the draft…' }).click()
  const changed = page.getByRole('dialog', { name: 'Change the draft' })
  assert.equal(await changed.getByLabel('Hypothesis').inputValue(), 'Short answers are liked better.')
  await changed.getByLabel('Name').fill('Short, or as it comes')
  await changed.getByLabel('recruiter').uncheck()
  await opened.looksGood('experiment-change')
  await changed.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'Short, or as it comes' }).waitFor()
  const { body: now } = await world.http.get<{ experiments: { audiences: string[]; arms: { name: string }[] }[] }>(
    '/api/v1/experiments',
    world.server.token,
  )
  assert.deepEqual(now.experiments[0]!.audiences, ['public'])
  assert.deepEqual(
    now.experiments[0]!.arms.map(({ name }) => name),
    ['automatic', 'concise'],
  )

  await page.getByRole('button', { name: 'Start…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
  await page.getByText('The experiment runs', { exact: true }).waitFor()

  const { ask, tell } = experimentsOn(world.server)
  for (let visitor = 0; visitor < 14; visitor++) {
    const { body } = await ask(`visitor ${visitor}`, question)
    if (visitor % 3 === 0) assert.equal((await tell(body.id, 'thumb')).status, 200)
  }
  await page.reload()
  const figure = (label: string) => page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).first()
  await figure('Visitors').getByText('14', { exact: true }).waitFor()
  await figure('Verdict').getByText('Undecided').waitFor()
  await figure('Ratio of visitors').getByText('As it should be').waitFor()
  await page
    .getByRole('figure', { name: /^Difference from the control/ })
    .getByText('concise')
    .waitFor()
  await opened.looksGood('experiment-running')

  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()])
  assert.match(await readFile(await file.path(), 'utf8'), /concise/)

  await page.getByRole('button', { name: 'Ship…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ship' })
  await dialog.getByText('The figures do not show that “concise” is better.').waitFor()
  await opened.looksGood('experiment-ship')
  await dialog.getByLabel('Note').fill('We like it.')
  await dialog.getByRole('button', { name: 'Ship all the same' }).click()
  await page.getByText('shipped: concise').waitFor()
  await page.getByText('Note: We like it.').waitFor()

  await opened.go('/experiments?tab=defaults', 'Experiments')
  await page.getByRole('button', { name: 'Take back…' }).first().waitFor()
  await opened.looksGood('experiments-shipped')
  const before = await page.getByRole('button', { name: 'Take back…' }).count()
  await page.getByRole('button', { name: 'Take back…' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await page
    .getByText(/^Taken back for/)
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: 'Take back…' })
    .nth(before - 1)
    .waitFor({ state: 'detached' })
  const { body } = await experimentsOn(world.server).get<{ defaults: unknown[] }>('/defaults')
  assert.equal(body.defaults.length, before - 1)
})

test('one question answered in two ways, and the experiment that this starts is said and can be stopped', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/experiments?tab=compare', 'Experiments')
  await page.getByLabel('Question').fill(question)
  await page.getByLabel('The other way').selectOption({ label: 'Detailed' })
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('article', { name: 'Detailed' }).waitFor()
  await page.getByText('An experiment was started that compares the two on your visitors').waitFor()
  await opened.looksGood('experiments-compared')
  await page.getByRole('link', { name: 'Look at the experiment' }).click()
  await page.getByRole('button', { name: 'Stop…' }).click()
  await page.getByRole('dialog').getByLabel('Note').fill('Only looked.')
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
  await page.getByText('stopped by hand').waitFor()
})

test('an experiment that is not there, a role that may not, and a lost session', async () => {
  await using opened = await world.open('owner')
  opened.expect(/^40[0134] (GET|POST)/)
  await opened.go('/experiments/exp_0123456789abcdef0123')
  await opened.page.getByRole('alert').waitFor()
  await opened.looksGood('experiment-missing')
  await opened.go('/experiments?create=true', 'Experiments')
  const form = opened.page.getByRole('dialog', { name: 'New experiment' })
  await form.getByLabel('Name').fill('Half a thought')
  await form.getByLabel('Hypothesis').fill('It is kept.')
  await opened.page.context().clearCookies()
  await form.getByRole('button', { name: 'Create as a draft' }).click()
  await form.getByRole('alert').getByText('Your session has ended').waitFor()
  assert.equal(await form.getByLabel('Name').inputValue(), 'Half a thought')

  await using operator = await world.open('operator')
  operator.expect(/^403 GET/)
  await operator.go('/experiments', 'Experiments')
  await operator.page.getByText('You may not do that').first().waitFor()
})

test('switched off, the page names the setting', async () => {
  await using off = await webWorld({ env: { ENABLE_AB_TESTING: 'false', MONITORING_INTERVAL_SECONDS: '0' } })
  await using opened = await off.open('owner')
  opened.expect(/^404 GET .*\/api\/v1\/experiments/)
  await opened.go('/experiments', 'Experiments')
  await opened.page.getByText('ENABLE_AB_TESTING=false').waitFor()
  await opened.looksGood('experiments-off')
})
