import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { openChromium } from '../support/chromium.ts'
import { client } from '../support/client.ts'
import { looks, phone, violations, wide } from '../support/looks.ts'
import { startServer, type RunningServer } from '../support/start-server.ts'
import { hostilePage, hostSite, plainPage, strictPolicy, until, type HostSite } from './host-page.ts'

/** The widget in a real browser, on a page of another origin, against a real server with the sample twin. */
let site: HostSite
let stranger: HostSite
let server: RunningServer
let browser: Browser

before(async () => {
  site = await hostSite()
  stranger = await hostSite()
  server = await startServer({ env: { WIDGET_ORIGINS: site.origin } })
  browser = await openChromium()
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
  await site?.[Symbol.asyncDispose]()
  await stranger?.[Symbol.asyncDispose]()
})

const unanswerable = 'What salary do you expect?'

interface Visit {
  /** In place of the plain page under the strict policy. */
  html?: string
  csp?: string
  attributes?: string
  from?: HostSite
  options?: BrowserContextOptions
}

/** Opens the site. What the page complains of, what it asks of whom, and with which headers, is kept. */
async function visit({ html, csp, attributes, from = site, options = wide }: Visit = {}) {
  from.serve({ html: html ?? plainPage(server.url, attributes), csp: csp ?? strictPolicy(server.url) })
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  const messages: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    messages.push(message.text())
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (origin === from.origin) return
    if (origin !== server.url) faults.push(`request to ${request.url()}`)
    const headers = request.headers()
    for (const name of ['authorization', 'cookie']) if (headers[name]) faults.push(`${pathname} carries ${name}`)
    if (pathname !== '/widget.js' && headers['referer']) faults.push(`${pathname} says where the visitor is`)
  })
  await context.addCookies([{ name: 'session', value: 'secret', url: server.url }])
  await page.goto(from.origin)
  const opener = page.locator('pollux-widget .opener')
  const dialog = page.locator('pollux-widget dialog')
  return {
    page,
    context,
    opener,
    dialog,
    messages,
    faults,
    async open() {
      await opener.click()
      await dialog.locator('.introduction button').first().waitFor()
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [])
    },
  }
}

/** For expressions in the browser. */
const theDialog = "document.querySelector('pollux-widget').shadowRoot.querySelector('dialog')"

/** The sentences as they are read, without their numbers. */
const saidIn = (page: Page) =>
  page.evaluate<string[]>(
    `[...${theDialog}.querySelectorAll('.sentence')].map((e) => [...e.querySelectorAll('.said')].map((part) => part.textContent).join(''))`,
  )

const settled = (dialog: Locator) => dialog.locator('.turn:last-child[aria-busy="false"]').waitFor()

async function ask({ page, dialog }: { page: Page; dialog: Locator }, question: string) {
  await dialog.getByRole('textbox').fill(question)
  await page.keyboard.press('Enter')
  await settled(dialog)
}

/** The element that has the focus, looked for inside the widget. */
const focused = (page: Page) =>
  page.evaluate<string>(
    '(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).className || (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).localName',
  )

async function shot(page: Page, name: string) {
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/widget-${name}.png` })
}

test('by keyboard alone, under a strict policy: a question, its sentences, a quote with its source, and back', async () => {
  await using visited = await visit()
  const { page, opener, dialog } = visited
  await opener.waitFor()
  assert.match(await opener.innerText(), /^Ask /)
  await opener.focus()
  await page.keyboard.press('Enter')
  await dialog.locator('.introduction button').first().waitFor()
  assert.equal(await focused(page), 'textarea')
  await page.keyboard.type('Where do you work today?')
  await page.keyboard.press('Enter')
  await settled(dialog)

  const { body: answer } = await client(server).ask('Where do you work today?')
  assert.ok(answer.sentences.length > 0)
  assert.deepEqual(
    await saidIn(page),
    answer.sentences.map(({ text }) => text.trim()),
  )
  assert.match(await dialog.locator(':scope > [role="status"]').innerText(), /^Answer: .+ cited\.$/)

  for (let presses = 0; (await focused(page)) !== 'cite'; presses++) {
    assert.ok(presses < 30, '30 presses of Shift+Tab did not reach a citation')
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  const quote = dialog.locator('.quote')
  const cited = answer.sentences.flatMap(({ citations }) => citations)
  const shown = await quote.locator('blockquote').innerText()
  const found = cited.find(({ quote: text }) => text.trim() === shown.trim())
  assert.ok(found, shown)
  assert.match(await quote.innerText(), new RegExp(found.title))
  const href = (await quote.getByRole('link').getAttribute('href')) ?? ''
  const reader = await browser.newPage()
  await reader.goto(href)
  await reader.locator('mark[data-mark="cited"]').first().waitFor()
  assert.equal((await reader.locator('mark[data-mark="cited"]').allTextContents()).join(''), found.quote)
  await reader.close()

  await page.keyboard.press('Escape')
  assert.equal(await quote.isVisible(), false)
  assert.equal(await focused(page), 'cite', 'back on the number')
  await page.keyboard.press('Escape')
  await opener.waitFor()
  assert.equal(await dialog.isVisible(), false)
  assert.equal(await focused(page), 'opener')
  await page.keyboard.press('Enter')
  assert.equal(await dialog.locator('.sentence').count(), answer.sentences.length, 'the conversation is still there')
})

test('a refusal in the language of the question offers what can be answered, and one click asks it', async () => {
  await using visited = await visit({ attributes: 'data-language="de" data-position="left"' })
  const { dialog, opener } = visited
  await visited.open()
  assert.match(await opener.textContent().then(String), / fragen$/)
  await ask(visited, 'Welches Gehalt erwarten Sie?')
  assert.match(await dialog.locator('.turn .notice').innerText(), /nicht raten/)
  const left = await visited.page.evaluate<number>(`${theDialog}.getBoundingClientRect().left`)
  assert.ok(left < 100, 'on the left')
  await dialog.locator('.turn .suggestions button').nth(1).click()
  await settled(dialog)
  assert.equal(await dialog.locator('.turn').count(), 2)
  assert.ok((await dialog.locator('.turn:last-child .said').count()) > 0)
})

test('an answer can be stopped, a broken one asked again, and nothing is lost offline', async () => {
  await using visited = await visit()
  const { page, context, dialog, faults } = visited
  await visited.open()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/v1/twin/answers', async (route) => {
    await held
    await route.abort().catch(() => undefined)
  })
  await dialog.getByRole('textbox').fill('Where do you work today?')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.locator('.turn').getByText('Stopped').waitFor()
  release()
  await page.unroute('**/api/v1/twin/answers')

  const events = 'event: sentence\ndata: {"index":0,"text":"I work.","citations":[]}\n\n'
  await page.route('**/api/v1/twin/answers', (route) =>
    route.request().method() === 'OPTIONS'
      ? route.continue()
      : route.fulfill({
          status: 200,
          headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': site.origin },
          body: events,
        }),
  )
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.locator('.turn').getByText('The answer broke off').waitFor()
  await page.unroute('**/api/v1/twin/answers')

  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.locator('.turn').getByText('You are offline').waitFor()
  await context.setOffline(false)
  // Where tests have loopback only, the browser stays offline to itself, and the server can be reached all the same.
  const online = await page.evaluate<boolean>('navigator.onLine')
  await dialog
    .locator('.turn')
    .getByText(online ? 'The twin cannot be reached' : 'You are offline')
    .waitFor()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await settled(dialog)
  await dialog.locator('.said').first().waitFor()
  assert.equal(await dialog.locator('.turn').count(), 1)
  assert.match(await focused(page), /^(asked|textarea)$/, 'the focus is not lost with the button')
  faults.splice(0, faults.length, ...faults.filter((fault) => !/net::ERR_/.test(fault)))
})

test('too many questions: it says how long to wait, and waits', async () => {
  await using visited = await visit()
  const { page, dialog } = visited
  await visited.open()
  await page.route('**/api/v1/twin/answers', (route) =>
    route.fulfill({
      status: 429,
      headers: {
        'content-type': 'application/json',
        'retry-after': '2',
        'access-control-allow-origin': site.origin,
        'access-control-expose-headers': 'retry-after',
      },
      body: '{"error":{"code":"rate_limited","message":"Slow down."}}',
    }),
  )
  await ask(visited, 'Where do you work today?')
  await dialog.locator('.turn').getByText('Too many questions at once').waitFor()
  const retry = dialog.locator('.notice button')
  assert.match(await retry.innerText(), /^Try again in [12] s$/)
  assert.equal(await retry.getAttribute('aria-disabled'), 'true')
  await page.unroute('**/api/v1/twin/answers')
  await dialog.getByRole('button', { name: 'Try again', exact: true }).waitFor()
  await retry.click()
  await dialog.locator('.said').first().waitFor()
})

test('the page keeps its own: no global, no style, no storage, no shortcut while a question is typed', async () => {
  const bare = await browser.newPage()
  site.serve({ html: '<!doctype html><title>bare</title>', csp: '' })
  await bare.goto(site.origin)
  const globals = await bare.evaluate<string[]>('Object.getOwnPropertyNames(window)')
  await bare.close()
  await using visited = await visit()
  const { page, dialog } = visited
  const looks = () =>
    page.evaluate<string>(
      '[document.documentElement, document.body, ...document.querySelectorAll("main *")].map((e) => JSON.stringify([...getComputedStyle(e)].map((p) => getComputedStyle(e).getPropertyValue(p)))).join()',
    )
  await visited.opener.waitFor()
  const before = createHash('sha256')
    .update(await looks())
    .digest('hex')
  await page.evaluate('globalThis.heard = []; document.addEventListener("keydown", (event) => heard.push(event.key))')
  await visited.open()
  await dialog.getByRole('textbox').pressSequentially('/s?')
  await ask(visited, 'Where do you work today?')
  assert.deepEqual(await page.evaluate('heard'), [])
  assert.equal(
    createHash('sha256')
      .update(await looks())
      .digest('hex'),
    before,
  )
  const added = (await page.evaluate<string[]>('Object.getOwnPropertyNames(window)')).filter(
    (name) => !globals.includes(name) && name !== 'heard' && !/^__playwright|^__pw/.test(name),
  )
  assert.deepEqual(added, [])
  assert.deepEqual(
    await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]'),
    [0, 0, 'session=secret'],
    'the cookie is the one that the test set',
  )
  assert.equal(await page.evaluate('document.styleSheets.length + document.adoptedStyleSheets.length'), 0)
  // The page can be used while the panel is open.
  await page.locator('#field').fill('typed')
  assert.equal(await page.locator('#field').inputValue(), 'typed')
})

test('a page that would spoil everything spoils nothing: it looks as it does on any other', async () => {
  const looksOf = async (visited: Awaited<ReturnType<typeof visit>>) => {
    await visited.opener.waitFor()
    await visited.open()
    await ask(visited, 'Where do you work today?')
    await visited.dialog.locator('.cite').first().click()
    return visited.page.evaluate<string>(`
      [...document.querySelector('pollux-widget').shadowRoot.querySelectorAll('*')].map((e) => {
        const { x, y, width, height } = e.getBoundingClientRect()
        const s = getComputedStyle(e)
        return [e.localName, e.className.baseVal ?? e.className, ...[x, y, width, height].map(Math.round), s.color, s.backgroundColor, s.font, s.letterSpacing, s.textTransform, s.opacity, s.visibility].join(' ')
      }).join('\\n')`)
  }
  await using usual = await visit()
  const expected = await looksOf(usual)
  await using visited = await visit({
    html: hostilePage(server.url),
    csp: `default-src 'none'; script-src ${server.url}; connect-src ${server.url}; style-src 'unsafe-inline'`,
  })
  assert.equal(await looksOf(visited), expected)
  await shot(visited.page, 'hostile')
})

test('a site that is not named gets no button, and its owner reads why', async () => {
  await using visited = await visit({ from: stranger })
  await visited.page
    .waitForEvent('console', {
      predicate: (message) => message.text().startsWith('Pollux widget:'),
      timeout: 10_000,
    })
    .catch(() => undefined)
  const said = visited.messages.filter((text) => text.startsWith('Pollux widget:'))
  assert.equal(said.length, 1)
  assert.match(said[0]!, new RegExp(`WIDGET_ORIGINS there name ${stranger.origin}`))
  assert.equal(await visited.page.locator('pollux-widget').count(), 0)
  assert.ok(
    visited.faults.some((fault) => /CORS/.test(fault)),
    'the browser refused it',
  )
  visited.faults.length = 0
})

test('carried twice it is there once', async () => {
  const html = plainPage(server.url).replace('</body>', `<script src="${server.url}/widget.js" async></script></body>`)
  await using visited = await visit({ html })
  await visited.opener.waitFor()
  await visited.page.waitForLoadState('networkidle')
  assert.equal(await visited.page.locator('pollux-widget').count(), 1)
  assert.ok(visited.messages.includes('Pollux widget: it is on this page already'))
})

test('on a phone it is a sheet over the screen that keeps the focus, and turning it keeps the conversation', async () => {
  await using visited = await visit({ options: phone })
  const { page, dialog, opener } = visited
  await opener.tap()
  await dialog.locator('.introduction button').first().tap()
  await settled(dialog)
  const box = await dialog.boundingBox()
  assert.deepEqual(box, { x: 0, y: 0, width: 375, height: 812 })
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab')
    assert.match(await page.evaluate<string>('document.activeElement.localName'), /^(pollux-widget|body)$/)
  }
  assert.ok(await page.evaluate<boolean>(`${theDialog}.matches(':modal')`))
  await page.setViewportSize({ width: 812, height: 375 })
  await until(page, `!${theDialog}.matches(':modal')`)
  assert.ok(await dialog.isVisible())
  assert.equal(await dialog.locator('.turn').count(), 1)
  await dialog.getByRole('button', { name: 'Close' }).tap()
  await opener.waitFor()
  assert.equal(await dialog.isVisible(), false)
  assert.equal(await focused(page), 'opener')
})

/** What is wider than its place, in the browser; the area that takes the clicks for a number is meant to be. */
const cutOff = `[...${theDialog}.querySelectorAll('*:not(.unseen, .cite, textarea)')]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
  .map((e) => e.localName + '.' + e.className)`

for (const { device, options, colorScheme } of looks)
  test(`axe finds nothing, and nothing is cut off [${device}, ${colorScheme}]`, async () => {
    await using visited = await visit({
      options: { ...options, colorScheme },
      csp: `script-src ${server.url} 'unsafe-eval'`,
    })
    const { page, dialog, context } = visited
    const look = async (state: string) => {
      assert.deepEqual(await violations(page), [], state)
      const wider = await page.evaluate<string[]>(cutOff)
      assert.deepEqual(wider, [], state)
      await shot(page, `${state}-${options.viewport.width}-${colorScheme}`)
    }
    await visited.opener.waitFor()
    await look('closed')
    await visited.open()
    await look('open')
    await ask(visited, 'Where do you work today?')
    await dialog.locator('.cite').first().click()
    await look('quote')
    await ask(visited, unanswerable)
    await look('refusal')
    await context.setOffline(true)
    await ask(visited, 'What are your strengths?')
    await look('offline')
    visited.faults.splice(0, visited.faults.length, ...visited.faults.filter((fault) => !/net::ERR_/.test(fault)))
  })
