import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { commandMarks, type CommandMarks } from '../agents/command-marks.ts'
import { webWorld, type WebWorld } from './web-world.ts'

let marks: CommandMarks
let world: WebWorld
before(async () => {
  marks = await commandMarks()
  world = await webWorld({ env: { COMMANDER_POLICY: marks.policy, MONITORING_INTERVAL_SECONDS: '0' } })
})
after(async () => {
  await world?.[Symbol.asyncDispose]()
  await marks?.[Symbol.asyncDispose]()
})

/** Starts what a person must approve. */
async function ask(): Promise<string> {
  const body = { capability: 'commander.execute_command', input: { command: 'break_glass' } }
  const started = await world.http.send<{ run: { id: string } }>('POST', '/api/v1/runs', {
    token: world.server.token,
    body,
  })
  return started.body.run.id
}

const cancelAll = async () => {
  const { body } = await world.http.get<{ approvals: { run: { id: string } }[] }>(
    '/api/v1/approvals?state=pending',
    world.server.token,
  )
  for (const { run } of body.approvals)
    await world.http.send('POST', `/api/v1/runs/${run.id}/cancel`, { token: world.server.token })
}
afterEach(cancelAll)

test('an owner reads what will be done, approves it, refuses another, and finds both decided', async () => {
  const [first, second] = [await ask(), await ask()]
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/approvals', 'Approvals')
  const cards = page.getByRole('article')
  await cards.nth(1).waitFor()
  await page.getByRole('link', { name: 'Approvals 2 wait for a decision' }).waitFor()
  assert.match(await cards.first().innerText(), /commander\.execute_command/)
  await opened.looksGood('approvals-waiting')

  await cards.first().getByRole('button', { name: 'Refuse…' }).click()
  await cards.first().getByLabel('Why not?').fill('Not today.')
  await page.reload()
  await cards.first().getByRole('button', { name: 'Refuse…' }).click()
  assert.equal(await cards.first().getByLabel('Why not?').inputValue(), 'Not today.', 'nothing typed is lost')
  await cards.first().getByRole('button', { name: 'Refuse' }).click()
  await page.getByText('Refused: commander.execute_command', { exact: true }).waitFor()
  await cards.first().getByRole('button', { name: 'Approve with a note…' }).click()
  await cards.first().getByLabel('What should be known?').fill('Only this once.')
  await cards.first().getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByText('Nothing waits for you').waitFor()
  await opened.looksGood('approvals-empty')

  await page.getByRole('tab', { name: 'Decided' }).click()
  await page.getByText('Not today.').waitFor()
  await page.getByText('Only this once.').waitFor()
  assert.match(await cards.first().innerText(), /the owner token[\s\S]*Ada/, 'names, not ids')
  assert.match(await cards.first().getByRole('group', { name: 'Command line' }).innerText(), /^\/\S+mktemp \//)
  await opened.looksGood('approvals-decided')
  const states = await Promise.all(
    [first, second].map(
      async (id) =>
        (await world.http.get<{ approval: { state: string } }>(`/api/v1/runs/${id}`, world.server.token)).body.approval
          .state,
    ),
  )
  assert.equal(states.filter((state) => state === 'refused').length, 1)
  await page.getByRole('link', { name: 'See the run' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'commander.execute_command' }).waitFor()
})

test('the frame: palette, shortcuts, language and colours, on a phone too; a viewer sees less', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/approvals', 'Approvals')
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('A page, an action or a question…').waitFor()
  await opened.looksGood('palette')
  await page.keyboard.type('keyb')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  await opened.looksGood('shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.waitForURL(`${world.server.url}/`)
  await opened.go('/approvals', 'Approvals')
  await page.getByRole('button', { name: 'Account of Ada' }).first().click()
  await opened.looksGood('account-menu')
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { level: 1, name: 'Freigaben' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'de')
  await page.setViewportSize({ width: 375, height: 812 })
  await page.getByRole('button', { name: 'Seiten zeigen' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Freigaben' }).waitFor()
  await opened.looksGood('navigation-drawer')

  await using viewer = await world.open('viewer')
  viewer.expect(/403 GET/)
  await viewer.go('/approvals', 'Approvals')
  assert.equal(await viewer.page.getByRole('link', { name: 'Approvals' }).count(), 0)
})

test('a lost session keeps the page and what is typed; a lost connection is shown and recovers', async () => {
  await ask()
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/approvals', 'Approvals')
  await page.getByRole('button', { name: 'Refuse…' }).click()
  await page.getByLabel('Why not?').fill('Half a thought')
  await page.context().setOffline(true)
  await page.getByText('The connection is lost.').waitFor()
  await opened.looksGood('connection-lost')
  await page.context().setOffline(false)
  await page.getByText('The connection is lost.').waitFor({ state: 'detached' })
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByRole('button', { name: 'Refuse' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
  assert.equal(await page.getByLabel('Why not?').inputValue(), 'Half a thought')
  await opened.looksGood('session-ended')
})

test('who may not decide sees why instead of the button', async () => {
  await ask()
  await using operator = await world.open('operator')
  await operator.go('/approvals', 'Approvals')
  await operator.page.getByText('Somebody who sees more than you asked for this').waitFor()
  assert.equal(await operator.page.getByRole('button', { name: /^Approve/ }).count(), 0)
  assert.equal(await operator.page.getByRole('button', { name: 'Refuse…' }).count(), 1)
  await operator.looksGood('approvals-not-mine')

  await using viewer = await world.open('viewer')
  await viewer.go('/approvals', 'Approvals')
  await viewer.page.getByText('You may see this, but not decide.').waitFor()
  assert.equal(await viewer.page.getByRole('article').getByRole('button').count(), 0)
})
