import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { webWorld, type WebWorld } from './web-world.ts'

interface ShownTicket {
  id: number
  status: string
  priority: string
  assignee: string | null
  category: string | null
  version: number
  comments: { text: string }[]
}

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(async () => {
  await world?.[Symbol.asyncDispose]()
})

const ticketOf = async (id: number) =>
  (await world.http.get<ShownTicket>(`/api/v1/tickets/${id}`, world.server.token)).body

/** A ticket that has been classified. */
async function open(description: string, more: object = {}): Promise<number> {
  const made = await world.http.send<ShownTicket>('POST', '/api/v1/tickets', {
    token: world.server.token,
    body: { description, ...more },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  for (let tries = 0; tries < 50; tries++) {
    const ticket = await ticketOf(made.body.id)
    if (ticket.status !== 'new') break
    await delay(100)
  }
  return made.body.id
}

test('an empty desk says what to do; a new ticket is refused at its field, opened, classified, and undone', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/tickets', 'Tickets')
  await page.getByText('No open ticket').waitFor()
  await opened.looksGood('tickets-empty')

  await page.keyboard.press('n')
  const form = page.getByRole('dialog')
  await form.getByLabel('What is wrong?').fill('too short')
  opened.expect(/^400 POST/)
  await form.getByRole('button', { name: 'Open the ticket' }).click()
  await form.getByText('say what is wrong in at least 10 characters').waitFor()
  await opened.looksGood('ticket-new-refused')
  await page.reload()
  await page.getByRole('button', { name: 'New ticket' }).waitFor()
  await page.keyboard.press('n')
  assert.equal(await form.getByLabel('What is wrong?').inputValue(), 'too short', 'nothing typed is lost')
  await form.getByLabel('What is wrong?').fill('The VPN does not connect since this morning, the tunnel times out.')
  // The server has it, and the reply is lost: sent again, it is one ticket.
  let sent = 0
  await page.route('**/api/v1/tickets', async (route) => {
    if (route.request().method() !== 'POST' || ++sent > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await form.getByRole('button', { name: 'Open the ticket' }).click()
  await page.getByText('The server cannot be reached').first().waitFor()
  await form.getByRole('button', { name: 'Open the ticket' }).click()
  await page.waitForURL(/\/tickets\/\d+$/)
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  assert.deepEqual([sent, id], [2, 1])
  await page
    .getByText(/\d+% sure/)
    .first()
    .waitFor({ timeout: 20_000 })
  await page.locator('mark').first().waitFor()
  await page.getByRole('heading', { name: 'What it would do' }).waitFor()
  await opened.looksGood('ticket')

  await page.keyboard.press('p')
  await page.getByRole('dialog').getByRole('button', { name: 'critical' }).click()
  await page.getByText(`Ticket ${id} has the priority critical.`, { exact: true }).waitFor()
  assert.equal((await ticketOf(id)).priority, 'critical')
  const before = page.getByRole('button', { name: 'Undo' })
  await before.click()
  await page.getByText('priority: critical →').waitFor()
  assert.notEqual((await ticketOf(id)).priority, 'critical')
})

test('triage by keyboard alone: to a ticket, its status, priority, assignment and a comment, then into it', async () => {
  const first = await open('Printer on floor two prints nothing but blank pages', {
    category: 'hardware',
    priority: 'low',
  })
  const second = await open('Password expired and the account of a colleague is locked', { category: 'account' })
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go('/tickets', 'Tickets')
  await page.getByRole('link', { name: /Printer on floor two/ }).waitFor()
  await page.keyboard.press('j')
  await page.waitForURL(new RegExp(`at=${second}`))
  await page.keyboard.press('j')
  await page.waitForURL(new RegExp(`at=${first}`))
  await page.keyboard.press('k')
  await page.waitForURL(new RegExp(`at=${second}`))
  await page.keyboard.press('j')
  await page.waitForURL(new RegExp(`at=${first}`))
  await opened.looksGood('tickets')

  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'operator (you)' }).waitFor()
  await opened.looksGood('ticket-assign')
  await page.keyboard.press('Enter')
  await page.getByText(`Ticket ${first} is assigned to operator.`, { exact: true }).waitFor()
  assert.equal((await ticketOf(first)).assignee, 'operator')

  const status = (await ticketOf(first)).status
  await page.keyboard.press('s')
  await page.getByRole('dialog').getByRole('button').nth(1).waitFor()
  await opened.looksGood('ticket-status')
  await page.keyboard.press('Enter')
  await page
    .getByText(new RegExp(`^Ticket ${first} is (classified|in progress)\\.$`))
    .first()
    .waitFor()
  assert.notEqual((await ticketOf(first)).status, status)

  await page.keyboard.press('c')
  await page.getByLabel('Your comment').fill('I look at it now.')
  await page.getByRole('dialog').getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByText(`Your comment stands on ticket ${first}.`, { exact: true }).waitFor()
  assert.deepEqual(
    (await ticketOf(first)).comments.map(({ text }) => text),
    ['I look at it now.'],
  )

  await page.keyboard.press('Shift+?')
  await page.getByText('Next ticket').waitFor()
  await opened.looksGood('tickets-keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.waitForURL(new RegExp(`/tickets/${first}$`))
  await page.getByText('I look at it now.').waitFor()
})

test('a board, and filters that stand in the URL', async () => {
  await open('The database answers slowly, queries take minutes', { priority: 'high', category: 'database' })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/tickets?view=board&status=all', 'Tickets')
  await page.getByRole('link', { name: /database answers slowly/ }).waitFor()
  await page.getByRole('heading', { name: /^closed/ }).waitFor()
  await opened.looksGood('tickets-board')
  await page.getByLabel('Priority').selectOption('high')
  await page.waitForURL(/priority=high/)
  await page.getByRole('link', { name: /Printer on floor two/ }).waitFor({ state: 'detached' })
  await page.getByRole('searchbox').fill('queries')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=queries/)
  await page.getByRole('link', { name: /database answers slowly/ }).waitFor()
  await page.getByLabel('Category').selectOption('email')
  await page.getByText('No ticket is like that').waitFor()
  await opened.looksGood('tickets-none')
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await page.getByRole('link', { name: /Printer on floor two/ }).waitFor()
  assert.equal(await page.getByRole('searchbox').inputValue(), '')
})

test('a suggested procedure is run from the ticket, and leaves its run and receipt there', async () => {
  const id = await open('My mailbox is full and I cannot receive any e-mail, the quota is exceeded', {
    category: 'email',
  })
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go(`/tickets/${id}`)
  await page.getByLabel('Procedure', { exact: true }).selectOption('mailbox-full')
  await page.getByRole('button', { name: 'Run it' }).waitFor()
  await opened.looksGood('ticket-sop')
  await page.getByRole('button', { name: 'Run it' }).click()
  await page.waitForURL(/\/runs\/run_/)
  await page.getByText('1 action waits for a decision').waitFor({ timeout: 20_000 })
  await page.getByRole('link', { name: 'resolver.human_step' }).waitFor({ timeout: 15_000 })
  await opened.looksGood('run-of-a-procedure')
  await opened.go(`/tickets/${id}`)
  await page.getByRole('link', { name: 'resolver.resolve_ticket' }).waitFor()
  await page.getByText('going on', { exact: true }).waitFor()
  assert.equal((await ticketOf(id)).status, 'in_progress')
})

test('who was slower is told, and a lost session keeps what is typed; a viewer only looks', async () => {
  const id = await open('The Wi-Fi in the meeting room drops every few minutes', { category: 'network' })
  await using opened = await world.open('operator')
  const { page } = opened
  await opened.go(`/tickets/${id}`)
  await page.getByRole('button', { name: 'Priority…' }).click()
  const { version } = await ticketOf(id)
  await world.http.send('PATCH', `/api/v1/tickets/${id}`, {
    token: world.server.token,
    body: { version, assignee: 'Grace' },
  })
  opened.expect(/^409 PATCH/)
  await page.getByRole('dialog').getByRole('button', { name: 'low' }).click()
  await page.getByText('has changed since you read it').waitFor()
  await opened.looksGood('ticket-conflict')
  // What was read anew meanwhile is what the next try is about.
  await page.getByRole('dialog').getByRole('button', { name: 'low' }).click()
  await page.getByText(`Ticket ${id} has the priority low.`, { exact: true }).waitFor()

  await page.getByLabel('Your comment').fill('Half a thought')
  await page.context().clearCookies()
  opened.expect(/^40[13] /)
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByRole('link', { name: 'Sign in again' }).first().waitFor()
  assert.equal(await page.getByLabel('Your comment').inputValue(), 'Half a thought')
  await opened.looksGood('ticket-session-ended')

  await using viewer = await world.open('viewer')
  viewer.expect(/^404 GET/)
  await viewer.go(`/tickets/${id}`)
  await viewer.page.getByText('The Wi-Fi in the meeting room').last().waitFor()
  assert.equal(await viewer.page.getByRole('button', { name: 'Status…' }).count(), 0)
  assert.equal(await viewer.page.getByRole('button', { name: 'Run it' }).count(), 0)
  await viewer.go('/tickets/999999')
  await viewer.page.getByText('It is not there').waitFor()
  await viewer.looksGood('ticket-missing')
})
