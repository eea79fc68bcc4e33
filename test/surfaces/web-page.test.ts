import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '../support/chromium.ts'
import { looks, phone, violations, wide } from '../support/looks.ts'
import { startServer, type RunningServer } from '../support/start-server.ts'

/** The page in a real browser against a real server with the sample twin. */
let server: RunningServer
let browser: Browser

/** As shipped: whoever uses the page as people do meets none of them. */
const limits = { RATE_LIMIT_API: undefined, RATE_LIMIT_CHAT: undefined, RATE_LIMIT_TOOLS: undefined }

before(async () => {
  server = await startServer({ env: limits })
  browser = await openChromium()
})

after(async () => {
  await browser?.close()
  if (server) assert.doesNotMatch(await (await fetch(`${server.url}/metrics`)).text(), /^pollux_rate_limited_total\{/m)
  await server?.[Symbol.asyncDispose]()
})

/** Above the audience that a visitor has, so there is nothing that may answer it. */
const unanswerable = 'What salary do you expect?'

interface Answer {
  refused: boolean
  sentences: {
    text: string
    citations: { sourceId: string; version: string; start: number; end: number; quote: string }[]
  }[]
}

/** A page that fails its test when anything goes wrong on it, or when it asks another host for anything. */
async function openPage(options: BrowserContextOptions, path = '/') {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // Failed loads are reported here too; tests that cause them look at what the page says instead.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) faults.push(`request to ${request.url()}`)
  })
  await page.goto(server.url + path)
  return {
    page,
    context,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [])
    },
  }
}

/** Does what asks a question, waits until the page shows the whole answer, and returns the question. */
async function asked(page: Page, ask: () => Promise<void>): Promise<string> {
  const response = page.waitForResponse((candidate) => candidate.url().endsWith('/api/v1/twin/answers'))
  await ask()
  await response
  await page.locator('article:last-of-type[aria-busy="false"]').waitFor()
  return page.getByRole('article').last().getByRole('heading', { level: 2 }).innerText()
}

/** What the server answers to the same question over REST: the same, because no model is involved. */
async function answerOf(question: string): Promise<Answer> {
  const response = await fetch(`${server.url}/api/v1/twin/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  assert.equal(response.status, 200)
  return (await response.json()) as Answer
}

const type = (page: Page, question: string) => async () => {
  await page.getByRole('textbox').fill(question)
  await page.keyboard.press('Enter')
}

const suggestion = (page: Page) => page.getByRole('region').getByRole('listitem').getByRole('button').first()

async function openFirstCitation(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Citation 1:/ })
    .first()
    .click()
  await page.locator('mark[data-mark="cited"]').first().waitFor()
}

/** Tabs until the focus is on what the selector finds. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(`:focus`).and(page.locator(selector)).count()) > 0) return
  }
  assert.fail(`60 presses of Tab did not reach ${selector}`)
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

test('by keyboard alone: a suggested question, its verified sentences, the cited span, and back', async () => {
  await using opened = await openPage(wide)
  const { page } = opened
  await suggestion(page).waitFor()

  await tabTo(page, 'section li button')
  const question = await page.locator(':focus').innerText()
  assert.equal(await asked(page, () => page.keyboard.press('Enter')), question)
  const answer = await answerOf(question)
  assert.ok(answer.sentences.length > 0)
  assert.deepEqual(
    await page.locator('.sentence-text').allTextContents(),
    answer.sentences.map(({ text }) => text.trim()),
  )
  for (const { text, citations } of answer.sentences) assert.ok(citations.length > 0, `no citation: ${text}`)

  await tabTo(page, '[data-citation]')
  const citationName = await page.locator(':focus').getAttribute('data-citation')
  await page.keyboard.press('Enter')
  const source = page.getByRole('complementary')
  await source.locator('mark[data-mark="cited"]').first().waitFor()
  const marked = (await source.locator('mark[data-mark="cited"]').allTextContents()).join('')
  assert.equal(marked, answer.sentences[0]?.citations[0]?.quote)
  assert.ok(await source.locator('mark[data-mark="cited"]').first().isVisible())
  await source.locator('h2:focus').waitFor()
  await source.getByText('text verified').waitFor()

  await page.keyboard.press('Escape')
  await source.waitFor({ state: 'detached' })
  await page.locator(`[data-citation="${citationName}"]:focus`).waitFor()
})

test('a refusal is kind and offers questions that are answered', async () => {
  await using opened = await openPage(wide)
  const { page } = opened
  await asked(page, type(page, unanswerable))
  const refusal = page.getByRole('article')
  assert.equal(await refusal.locator('.sentence').count(), 0)
  assert.match(await refusal.innerText(), /I don't have that/)

  await asked(page, () => refusal.getByRole('listitem').getByRole('button').first().click())
  assert.equal(await page.getByRole('article').count(), 2)
  assert.ok((await page.getByRole('article').last().locator('.sentence').count()) > 0)
})

test('a citation can be sent to someone; the address opens it with the exact span', async () => {
  await using opened = await openPage(wide)
  const question = await asked(opened.page, () => suggestion(opened.page).click())
  const cited = (await answerOf(question)).sentences[0]?.citations[0]
  assert.ok(cited)
  await openFirstCitation(opened.page)
  const address = new URL(opened.page.url())

  await using other = await openPage(wide, address.pathname + address.hash)
  await other.page.locator('mark[data-mark="cited"]').first().waitFor()
  assert.equal((await other.page.locator('mark[data-mark="cited"]').allTextContents()).join(''), cited.quote)

  await using gone = await openPage(wide, `/#/source/${cited.sourceId}?version=${'0'.repeat(64)}&start=0&end=5`)
  await gone.page.getByText('This source is not available').waitFor()
})

test('a reload keeps the conversation and the open source; a new conversation forgets both', async () => {
  await using opened = await openPage(wide)
  const { page } = opened
  await asked(page, () => suggestion(page).click())
  await openFirstCitation(page)
  const sentences = await page.locator('.sentence-text').allTextContents()

  await page.reload()
  await page.locator('mark[data-mark="cited"]').first().waitFor()
  assert.deepEqual(await page.locator('.sentence-text').allTextContents(), sentences)

  await page.getByRole('button', { name: 'New conversation' }).click()
  assert.equal(await page.getByRole('article').count(), 0)
  assert.equal(await page.getByRole('complementary').count(), 0)
  await page.reload()
  await suggestion(page).waitFor()
  assert.equal(await page.getByRole('article').count(), 0)
})

test('on a phone the source is a sheet that keeps the focus, and nothing is wider than the screen', async () => {
  await using opened = await openPage(phone)
  const { page } = opened
  await suggestion(page).waitFor()
  assert.equal(await overflow(page), 0)
  await asked(page, () => suggestion(page).tap())
  assert.equal(await overflow(page), 0)

  await page
    .getByRole('button', { name: /^Citation 1:/ })
    .first()
    .tap()
  const sheet = page.getByRole('dialog')
  await sheet.locator('mark[data-mark="cited"]').first().waitFor()
  assert.equal(await overflow(page), 0)
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press('Tab')
    const outside = await page.evaluate<boolean>(
      '!document.activeElement.closest("dialog") && document.activeElement !== document.body',
    )
    assert.equal(outside, false)
  }
  await page.goBack()
  await sheet.waitFor({ state: 'detached' })
})

test('dark and light follow the system until someone chooses, and the choice is remembered', async () => {
  await using opened = await openPage({ ...wide, colorScheme: 'dark' })
  const { page } = opened
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const dark = await background()
  await page.getByRole('button', { name: 'Use light colours' }).click()
  const light = await background()
  assert.notEqual(light, dark)
  await page.reload()
  await page.getByRole('button', { name: 'Use dark colours' }).waitFor()
  assert.equal(await background(), light)
  await page.getByRole('button', { name: 'Use dark colours' }).click()
  assert.equal(await background(), dark)
})

test('a question that is too long is not sent, and the page says by how much', async () => {
  await using opened = await openPage(wide)
  const { page } = opened
  await page.getByRole('textbox').fill('x'.repeat(2007))
  await page.getByText('7 too many').waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await page.getByRole('article').count(), 0)
  assert.equal((await page.getByRole('textbox').inputValue()).length, 2007)
})

test('without a network the question is kept, and asking again answers it', async () => {
  await using opened = await openPage(wide)
  const { page, context } = opened
  await suggestion(page).waitFor()
  const question = await suggestion(page).innerText()
  await context.setOffline(true)
  await type(page, question)()
  await page.getByRole('article').getByText('You are offline').waitFor()
  await context.setOffline(false)
  await asked(page, () => page.getByRole('button', { name: 'Try again' }).click())
  assert.equal(await page.getByRole('article').count(), 1)
  assert.ok((await page.locator('.sentence').count()) > 0)
})

test("the introduction names the person's languages, not those of the sources", async () => {
  await using opened = await openPage(wide)
  const { page } = opened
  await suggestion(page).waitFor()
  const introduction = page.getByRole('region').first()
  assert.match(await introduction.innerText(), /\nLyon, France · French, English, German\n/)
})

test('the head names the twin before any script runs', async () => {
  const about = (await (await fetch(`${server.url}/api/v1/twin`)).json()) as { name: string }
  const html = await (await fetch(server.url)).text()
  assert.match(html, new RegExp(`<title>[^<]*${about.name}[^<]*</title>`))
  const person = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as {
    name?: string
  }
  assert.equal(person.name, about.name)
})

for (const { device, options, colorScheme } of looks) {
  test(`axe finds nothing [${device}, ${colorScheme}]`, async () => {
    await using opened = await openPage({ ...options, colorScheme })
    const { page, context } = opened
    await suggestion(page).waitFor()
    assert.deepEqual(await violations(page), [], 'at the start')
    await page.locator('summary').click()
    assert.deepEqual(await violations(page), [], 'with the list of sources')
    await asked(page, () => suggestion(page).click())
    assert.deepEqual(await violations(page), [], 'with an answer')
    await openFirstCitation(page)
    assert.deepEqual(await violations(page), [], 'with a source')
    await page.keyboard.press('Escape')
    await asked(page, type(page, unanswerable))
    assert.deepEqual(await violations(page), [], 'with a refusal')
    await context.setOffline(true)
    await type(page, 'Where do you work?')()
    await page.getByRole('article').getByText('You are offline').waitFor()
    assert.deepEqual(await violations(page), [], 'with an error')
  })
}
