import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '#test/chromium.ts'
import { looks, violations, wide } from '#test/looks.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, type Visitor } from '#test/visitor.ts'
import { asking, exchange, registerApp } from '../mcp/oauth-app.ts'

/** How a person connects an app, and disconnects it, in a real browser; the app listens on this computer. */
const account = { name: 'Ada', email: 'ada@example.com', password: 'four unrelated plain words' }
const screenshots = process.env['SCREENSHOTS']

let server: RunningServer
let browser: Browser
let ada: Visitor
let callback: string
const answers: URL[] = []
const app = createServer((request, response) => {
  const url = new URL(request.url ?? '', callback)
  if (url.pathname === '/callback') answers.push(url) // and not what a browser asks of every host
  response.writeHead(200, { 'content-type': 'text/html' }).end('<title>The app</title>Back in the app')
})
before(async () => {
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  callback = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`
  server = await startServer({ env: { TRUST_PROXY: '127.0.0.1' } })
  ada = await setUpOwner(server, account)
  browser = await openChromium()
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
  app.close()
})

async function openPage(options: BrowserContextOptions = wide, as: Visitor | null = ada) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  if (as)
    await context.addCookies([...as.cookies].map(([name, value]) => ({ name, value, url: server.url, httpOnly: true })))
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [])
    },
  }
}

async function ask(changes: Record<string, string> = {}) {
  const clientId = await registerApp(server, { client_name: 'Desk helper', redirect_uris: [callback] })
  const asked = asking(server, clientId, {
    redirect_uri: callback,
    scope: 'ask knowledge:read agents:read desk:read agents:run desk:write',
    ...changes,
  })
  return { clientId, asked, address: `${server.url}/oauth2/authorize?${asked.query.toString()}` }
}

async function shot(page: Page, name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true })
}

async function isFit(page: Page): Promise<void> {
  assert.deepEqual(await violations(page), [])
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate<number>(overflow), 0, page.url())
}

test('who is signed out signs in, sees what is asked, allows some of it by keyboard, and is back in the app', async () => {
  await using visit = await openPage(wide, null)
  const { page } = visit
  const { clientId, asked, address } = await ask()
  await page.goto(address)
  await page.getByLabel('Email address').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Let Desk helper act for you?' }).waitFor()
  assert.equal(await page.title(), 'Connect an app')
  await page.getByText('Nobody has checked this name').waitFor()
  await page.getByText('You are signed in as Ada (ada@example.com)').waitFor()
  const box = (name: RegExp) => page.getByRole('checkbox', { name })
  assert.equal(await box(/Read tickets/).isChecked(), true)
  assert.equal(await box(/Start agents/).isChecked(), false, 'what changes something is not given unasked')
  await box(/Read tickets/).focus()
  await page.keyboard.press('Space')
  await box(/Start agents/).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('It sees').selectOption('colleague')
  await page.getByRole('button', { name: 'Allow', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Back in the app').waitFor()
  const answered = answers.at(-1)!
  assert.equal(answered.searchParams.get('state'), 'state-1')
  assert.equal(answered.searchParams.get('iss'), server.url)
  const { status, body } = await exchange(server, clientId, asked, answered, { redirect_uri: callback })
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body['scope'], 'ask knowledge:read agents:read agents:run offline_access')
})

for (const { device, options, colorScheme } of looks)
  test(`the consent page can be read and used [${device}, ${colorScheme}]`, async () => {
    await using visit = await openPage({ ...options, colorScheme })
    const { page } = visit
    await page.goto((await ask()).address)
    await page.getByRole('button', { name: 'Do not allow' }).waitFor()
    await isFit(page)
    await shot(page, `consent-${device}-${colorScheme}`)
    await page.reload()
    await page.getByRole('button', { name: 'Do not allow' }).click()
    await page.getByText('Back in the app').waitFor()
    assert.equal(answers.at(-1)!.searchParams.get('error'), 'access_denied')
  })

test('with nothing ticked there is nothing to allow', async () => {
  await using visit = await openPage()
  const { page } = visit
  await page.goto((await ask({ scope: 'ask' })).address)
  await page.getByRole('checkbox', { name: 'Ask the twin' }).uncheck()
  await page.getByText('Tick something that it may do').waitFor()
  const before = answers.length
  await page.getByRole('button', { name: 'Allow', exact: true }).click({ force: true })
  await page.getByRole('button', { name: 'Do not allow' }).click()
  await page.getByText('Back in the app').waitFor()
  assert.deepEqual(
    answers.slice(before).map(({ searchParams }) => searchParams.get('error')),
    ['access_denied'],
  )
})

test('what cannot be answered says so in our own words, and the page stands in no frame', async () => {
  await using visit = await openPage()
  const { page } = visit
  const reply = await page.goto((await ask({ redirect_uri: 'https://evil.example/' })).address)
  await page.getByText('an address that it has not registered').waitFor()
  await isFit(page)
  await shot(page, 'consent-refused')
  const headers = reply!.headers()
  assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'/)
  assert.equal(headers['x-frame-options'], 'DENY')
  assert.equal(headers['referrer-policy'], 'no-referrer')
  await page.goto(`${server.url}/consent?error=Call+us+at+555&error_description=Your+account+is+locked`)
  await page.getByText('What the app asks for cannot be understood').waitFor()
  assert.doesNotMatch(await page.innerText('body'), /555|locked/)
  await page.goto(`${server.url}/consent?request=${encodeURIComponent('client_id=x&exp=1')}`)
  await page.getByText('is over, or was changed').waitFor()
})

test('the account lists what is connected, and one button ends it', async () => {
  await using visit = await openPage()
  const { page } = visit
  await page.goto(`${server.url}/account`)
  const list = page.getByRole('list', { name: 'Connected apps' })
  await list.getByText('Desk helper').waitFor()
  assert.match(await list.innerText(), /Start agents[^]*Sees: Colleagues[^]*Not used yet/)
  await isFit(page)
  await shot(page, 'connected-apps')
  await list.getByRole('button', { name: 'Disconnect Desk helper' }).click()
  await page.getByText('Desk helper is disconnected.', { exact: true }).waitFor()
  await page.getByText('No apps are connected').waitFor()
})
