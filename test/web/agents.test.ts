import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { commandMarks, type CommandMarks } from '../agents/command-marks.ts'
import type { ShownRun } from '../agents/agent-server.ts'
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

async function start(body: object): Promise<ShownRun> {
  const started = await world.http.send<{ run: ShownRun }>('POST', '/api/v1/runs', { token: world.server.token, body })
  assert.ok(started.body.run, JSON.stringify(started.body))
  return started.body.run
}

const stateOf = async (id: string) =>
  (await world.http.get<{ run: ShownRun }>(`/api/v1/runs/${id}`, world.server.token)).body.run.state

/** The id in the address of a run's page. */
async function runOn(page: Page): Promise<string> {
  await page.waitForURL(/\/runs\/run_/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

test('the runs are empty at first, and say what to do', async () => {
  await using opened = await world.open('owner')
  await opened.go('/runs', 'Runs')
  await opened.page.getByText('Nothing has run yet').waitFor()
  await opened.looksGood('runs-empty')
})

test('eight agents with their risk; a form from the schema shows what the server refuses at its field', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/agents', 'Agents')
  await page.getByRole('heading', { level: 2, name: 'sentiment' }).waitFor()
  assert.equal(await page.locator('section[aria-labelledby^="agent-"]').count(), 8)
  await page.getByText('Nothing runs by itself').waitFor()
  await opened.looksGood('agents')

  await page.getByRole('link', { name: 'Start classifier.classify_text' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Description').fill('short')
  opened.expect(/400 POST .*runs/)
  await form.getByRole('button', { name: 'Start' }).click()
  await form.locator('[aria-invalid=true]').waitFor()
  const field = form.getByLabel('Description')
  const problem = await page
    .locator(`#${(await field.getAttribute('aria-describedby'))!.split(' ').at(-1)}`)
    .innerText()
  assert.match(problem, /10/)
  await opened.looksGood('agents-form-refused')
  // What is typed outlives a reload.
  await page.reload()
  assert.equal(await form.getByLabel('Description').inputValue(), 'short')
  await form.getByLabel('Description').fill('The VPN does not connect since this morning')
  await form.getByLabel('Priority').selectOption('high')
  await form.getByRole('button', { name: 'Start' }).click()
  await form.getByText('What it answered').waitFor()
  assert.match(await form.getByRole('group', { name: 'What it answered' }).innerText(), /"category": "network"/)
  await opened.looksGood('agents-form-answer')
})

test('every kind of field: variants, lists, groups and JSON, as the server takes them', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/agents?start=monitoring.check_target', 'Agents')
  const form = page.getByRole('dialog')
  await form.getByLabel('Kind').selectOption('tcp')
  await form.getByLabel('Host').fill('127.0.0.1')
  await form.getByLabel('Port').fill('many')
  opened.expect(/400 POST .*runs/)
  await form.getByRole('button', { name: 'Start' }).click()
  await form.locator('[aria-invalid=true]').waitFor()
  assert.equal(await form.getByLabel('Port').getAttribute('aria-invalid'), 'true')
  await form.getByLabel('Port').fill(new URL(world.server.url).port)
  await form.getByRole('button', { name: 'Start' }).click()
  await form.getByText('"status": "up"').waitFor()
  await form.getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('link', { name: 'Start maestro.plan' }).click()
  await form.getByRole('button', { name: 'Add Plan' }).click()
  await form.getByRole('button', { name: 'Add Steps' }).click()
  await form.getByLabel('Id', { exact: true }).fill('look')
  await form.getByLabel('Capability').fill('monitoring.monitor_system_health')
  await form.getByLabel('Input · optional').fill('{"detailed":')
  await form.getByRole('button', { name: 'Start' }).click()
  await form.getByText('This is not JSON.').waitFor()
  await opened.looksGood('agents-form-plan')
  await form.getByLabel('Input · optional').fill('{"detailed": true}')
  await form.getByRole('button', { name: 'Start' }).click()
  await form.getByText('"look"').first().waitFor()
})

test('a run is followed live, stopped, started again, and leaves a receipt with what was seen', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/agents?start=commander.execute_command', 'Agents')
  const form = page.getByRole('dialog')
  await form.getByLabel('Command').fill('break_glass')
  await form.getByRole('button', { name: 'Start' }).click()
  const id = await runOn(page)
  await page.getByText('1 action waits for a decision').waitFor()
  await opened.looksGood('run-waiting')
  const { body } = await world.http.get<{ approval: { id: string; actionHash: string } }>(
    `/api/v1/runs/${id}`,
    world.server.token,
  )
  await page.getByText('live', { exact: true }).waitFor()
  await world.http.send('POST', `/api/v1/approvals/${body.approval.id}/approve`, {
    token: world.server.token,
    body: { actionHash: body.approval.actionHash, note: 'For the test.' },
  })
  // By its events: within the time in which nobody would have looked again.
  await page.getByText('the owner token said yes.').waitFor({ timeout: 5_000 })
  await page.getByText('SHA-256').waitFor({ timeout: 15_000 })
  assert.equal(await stateOf(id), 'succeeded')
  await page.getByText('For the test.', { exact: true }).waitFor()
  await opened.looksGood('run-unverified')

  const long = await start({ capability: 'commander.execute_command', input: { command: 'lingers' } })
  await opened.go(`/runs/${long.id}`, 'commander.execute_command')
  await page.getByText('running', { exact: true }).first().waitFor()
  await page.getByText('It began.').waitFor()
  await opened.looksGood('run-running')
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByText('SHA-256').waitFor({ timeout: 15_000 })
  assert.equal(await stateOf(long.id), 'cancelled')
  await opened.looksGood('run-cancelled')

  const mark = await start({ capability: 'monitoring.sample', input: {}, waitSeconds: 20 })
  await opened.go(`/runs/${mark.id}`, 'monitoring.sample')
  await page.getByText('The world was looked at afterwards, and it is as it should be.').waitFor()
  await page.getByText('The whole receipt').click()
  assert.match(await page.getByRole('group', { name: 'The whole receipt' }).innerText(), new RegExp(mark.id))
  await opened.looksGood('run-verified')
  await page.getByRole('button', { name: 'Start again' }).last().click()
  await page.waitForURL((url) => /\/runs\/run_/.test(url.pathname) && !url.pathname.endsWith(mark.id))
  await page.getByText('SHA-256').waitFor({ timeout: 15_000 })

  await opened.go('/runs?state=cancelled', 'Runs')
  await page.getByRole('link', { name: 'commander.execute_command' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'monitoring.sample' }).count(), 0)
  await page.getByLabel('State').selectOption('')
  await page.getByRole('link', { name: 'monitoring.sample' }).first().waitFor()
  await opened.looksGood('runs')
  await page.getByLabel('State').selectOption('failed')
  await page.getByText('No run is like that').waitFor()
  assert.match(page.url(), /\?state=failed$/)
  await page.goBack()
})

test('what failed says why, and is changed and started again with the same input in its form', async () => {
  const failing = await start({
    capability: 'resolver.human_step',
    input: { ticket_id: 999, sop: 'x', step: 's', text: 't' },
  })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go(`/runs/${failing.id}`, 'resolver.human_step')
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('link', { name: 'Change and start again' }).click()
  const form = page.getByRole('dialog')
  assert.equal(await form.getByLabel('Ticket id').inputValue(), '999')
  opened.expect(/404 GET/)
  await opened.go(`/runs/run_${'0'.repeat(32)}`)
  await page.getByText('It is not there').waitFor()
  await opened.looksGood('run-missing')
})

test('a schedule is set, shown and taken back', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/agents?start=monitoring.sample', 'Agents')
  const form = page.getByRole('dialog')
  await form.getByLabel('When').selectOption('repeatedly')
  await form.getByLabel('Name of the schedule').fill('Not a name')
  await form.getByLabel('When it comes due').fill('0 2 * * *')
  opened.expect(/400 PUT/)
  await form.getByRole('button', { name: 'Set the schedule' }).click()
  await form.getByText('written with a-z').waitFor()
  await form.getByLabel('Name of the schedule').fill('nightly-sample')
  await form.getByRole('button', { name: 'Set the schedule' }).click()
  const row = page.getByRole('row', { name: /nightly-sample/ })
  await row.waitFor()
  assert.match(await row.innerText(), /0 2 \* \* \*/)
  await opened.looksGood('agents-schedule')
  await row.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Nothing runs by itself').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row.waitFor()
})

test('a viewer looks and starts nothing; a lost connection falls back and recovers, a lost session says so', async () => {
  await using viewer = await world.open('viewer')
  await viewer.go('/agents', 'Agents')
  await viewer.page.getByRole('heading', { level: 2, name: 'sentiment' }).waitFor()
  assert.equal(await viewer.page.getByRole('link', { name: /^Start/ }).count(), 0)

  const run = await start({ capability: 'commander.execute_command', input: { command: 'break_glass' } })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go(`/runs/${run.id}`, 'commander.execute_command')
  await page.getByText('live', { exact: true }).waitFor()
  await page.context().setOffline(true)
  await page.getByText('The connection is lost.').waitFor()
  await page.context().setOffline(false)
  await world.http.send('POST', `/api/v1/runs/${run.id}/cancel`, { token: world.server.token })
  await page.getByText('SHA-256').waitFor({ timeout: 20_000 })
  opened.expect(/^40[13] /)
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Start again' }).last().click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
})
