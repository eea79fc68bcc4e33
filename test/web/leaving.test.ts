import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { webWorld, type OpenPage, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

const draftsOf = (page: Page) =>
  page.evaluate<string[]>("Object.keys(sessionStorage).filter((name) => name.startsWith('pollux.draft.'))")

async function beginTicket({ page, go }: OpenPage): Promise<void> {
  await go('/tickets', 'Tickets')
  await page.keyboard.press('n')
  await page.getByLabel('What is wrong?').fill('The payroll of Quinta shows on the wrong screen')
  assert.equal((await draftsOf(page)).length, 1)
  await page.keyboard.press('Escape')
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

test('signing out that fails says so and loses nothing; one that works leaves nothing of what was being written', async () => {
  await using opened = await world.open('operator')
  const { page } = opened
  await beginTicket(opened)
  opened.expect(/^503 DELETE/)
  await page.route('**/api/v1/session', (route) => route.fulfill({ status: 503 }), { times: 1 })
  await signOut(page)
  await page.getByText('You are still signed in', { exact: false }).first().waitFor()
  assert.equal((await draftsOf(page)).length, 1)
  await signOut(page)
  await page.waitForURL('**/sign-in')
  assert.deepEqual(await draftsOf(page), [])
})

test('whoever signs in after a session that ended finds nothing of who was there before', async () => {
  await using opened = await world.open()
  const { page } = opened
  opened.expect(/^40[13] /)
  const signIn = async (email: string) => {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('four unrelated plain words')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Tickets' }).waitFor()
  }
  await opened.go('/sign-in?next=/tickets')
  await signIn('operator@example.com')
  await beginTicket(opened)
  await page.context().clearCookies()
  await opened.go('/sign-in?next=/tickets')
  await signIn('operator@example.com')
  assert.equal((await draftsOf(page)).length, 1, 'the same person goes on')
  await page.context().clearCookies()
  await opened.go('/sign-in?next=/tickets')
  await signIn('ada@example.com')
  assert.deepEqual(await draftsOf(page), [])
})
