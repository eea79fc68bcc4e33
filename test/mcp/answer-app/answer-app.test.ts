import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Client } from '@modelcontextprotocol/client'
import type { Browser, Frame } from 'playwright-core'
import { openChromium } from '#test/chromium.ts'
import { looks, phone, violations, wide } from '#test/looks.ts'
import type { Answer } from '#twin'
import type { AgentServer } from '../../agents/agent-server.ts'
import { connect, eras, type Era } from '../mcp-client.ts'
import { startMcpServer } from '../mcp-server.ts'
import { openHost } from './open-host.ts'

/** The view of an answer in a real browser, in the official host's bridge, with a real server's answers. */
let server: AgentServer
let browser: Browser
let client: Client & AsyncDisposable

const withApps = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } } }
const connectWithApps = (era: Era, capabilities = withApps) =>
  connect(server.server, { era, token: server.server.token, capabilities })

before(async () => {
  server = await startMcpServer()
  const plan = await readFile(new URL('../../../sample/documents/capacity-plan-2025.pdf', import.meta.url))
  await server.http.upload('capacity-plan-2025.pdf', plan, { audience: 'recruiter' })
  browser = await openChromium()
  client = await connectWithApps('2026-07-28')
})
after(async () => {
  await client?.[Symbol.asyncDispose]()
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const ask = (question: string) => ({ name: 'ask_twin', arguments: { question } })
const inPlan = 'What does the capacity plan say about storage?'
const answerTo = async (question: string) =>
  (await client.callTool(ask(question))).structuredContent as unknown as Answer

const citation = (view: Frame, number: number) =>
  view.getByRole('button', { name: new RegExp(`^Citation ${number}:`) }).first()

for (const era of eras)
  test(`only a client that shows views is told of them [${era}]`, async () => {
    await using shows = await connectWithApps(era)
    await using other = await connect(server.server, { era, token: server.server.token })
    const other2 = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html+skybridge'] } } }
    await using otherViews = await connectWithApps(era, other2)
    const viewsOf = async (of: Client) =>
      (await of.listTools()).tools.flatMap(({ name, _meta }) => (_meta?.['ui'] ? [[name, _meta['ui']]] : []))
    const ui = { resourceUri: 'ui://pollux/answer' }
    assert.deepEqual(await viewsOf(shows), [
      ['ask_twin', ui],
      ['get_personalized_response', ui],
    ])
    assert.deepEqual(await viewsOf(other), [])
    assert.deepEqual(await viewsOf(otherViews), [])
    assert.ok(shows.getServerCapabilities()?.extensions?.['io.modelcontextprotocol/ui'])
    // What a client without views reads is the same.
    const [one, same] = [
      await shows.callTool(ask('Where do you live?')),
      await other.callTool(ask('Where do you live?')),
    ]
    const textOf = ({ content }: typeof one) => (content as { text: string }[])[0]!.text
    assert.equal(textOf(one), textOf(same))
  })

test('an answer: its sentences, and for each number the exact quote with source, audience and page', async () => {
  const answer = await answerTo(inPlan)
  assert.equal(answer.refused, false)
  await using shown = await openHost(browser, wide, { client, tool: ask(inPlan) })
  const { view } = shown
  assert.equal(await view.getByRole('heading', { level: 2 }).innerText(), inPlan)
  assert.deepEqual(
    await view.locator('.sentence-text').allTextContents(),
    answer.sentences.map(({ text }) => text.trim()),
  )
  const cited = new Map(
    answer.sentences.flatMap(({ citations }) => citations).map((entry) => [JSON.stringify(entry), entry]),
  )
  let number = 0
  for (const { title, quote, page } of cited.values()) {
    const button = citation(view, ++number)
    await button.click()
    assert.equal(await button.getAttribute('aria-expanded'), 'true')
    const panel = view.getByRole('region', { name: `Citation ${number}` })
    assert.equal(await panel.locator('blockquote').textContent(), quote)
    const said = await panel.innerText()
    assert.ok(said.includes(title))
    assert.match(said, /for recruiters|public/)
    if (page !== undefined) assert.match(said, new RegExp(`page ${page}\\b`))
  }
  assert.ok(
    [...cited.values()].some(({ page }) => page !== undefined),
    'a page is cited',
  )
  assert.equal(await view.locator('.quote').count(), 1, 'one quote is open at a time')
})

test('by keyboard alone: to a number, into its quote, out again', async () => {
  await using shown = await openHost(browser, wide, { client, tool: ask(inPlan) })
  const { page, view } = shown
  const focused = () =>
    view.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent')
  for (let presses = 0; !(await focused()).startsWith('Citation 1:'); presses++) {
    assert.ok(presses < 10)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await view.locator('.quote').waitFor()
  for (let presses = 0; (await focused()) !== 'Close the quote'; presses++) {
    assert.ok(presses < 30)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  assert.equal(await view.locator('.quote').count(), 0)
  assert.match(await focused(), /^Citation 1:/)
})

test('a refusal says so, and a suggestion asks again through the host, in the same conversation', async () => {
  const refused = 'What is the name of your goldfish?'
  await using shown = await openHost(browser, phone, { client, tool: ask(refused) })
  const { view, heard } = shown
  assert.match(await view.locator('.notice').innerText(), /only what a source supports/)
  const suggestion = view.locator('.suggestions').getByRole('button').first()
  const question = await suggestion.innerText()
  await suggestion.click()
  await view.locator('article:nth-of-type(2) .sentence-text, article:nth-of-type(2) .notice').first().waitFor()
  assert.equal(await view.getByRole('heading', { level: 2 }).last().innerText(), question)
  const answer = await answerTo(question)
  assert.deepEqual(
    await view.locator('article:nth-of-type(2) .sentence-text').allTextContents(),
    answer.sentences.map(({ text }) => text.trim()),
  )
  for (let tries = 0; heard.length === 0 && tries < 50; tries++) await view.waitForTimeout(50)
  assert.equal(heard[0]?.what, 'context')
  assert.ok(JSON.stringify(heard[0].params).includes(answer.sentences[0]!.text.slice(0, 20)), 'the model is told of it')
})

test('a host that calls no tools is sent the question as a message; one that does neither is shown words', async () => {
  const tool = ask('What is the name of your goldfish?')
  await using sends = await openHost(browser, wide, { client, tool, capabilities: { message: { text: {} } } })
  const suggestion = sends.view.locator('.suggestions').getByRole('button').first()
  const question = await suggestion.innerText()
  await suggestion.click()
  for (let tries = 0; sends.heard.length === 0 && tries < 50; tries++) await sends.view.waitForTimeout(50)
  assert.deepEqual(sends.heard, [
    { what: 'message', params: { role: 'user', content: [{ type: 'text', text: question }] } },
  ])
  await using neither = await openHost(browser, wide, { client, tool, capabilities: {} })
  assert.equal(await neither.view.locator('.suggestions').getByRole('button').count(), 0)
  assert.ok((await neither.view.locator('.suggestions li').count()) > 0)
})

test('what went wrong is said, and can be tried again; words alone are shown as words', async () => {
  const tool = ask('Where do you live?')
  const failed = { isError: true, content: [{ type: 'text' as const, text: 'storage_unavailable: Try again soon.' }] }
  await using failing = await openHost(browser, wide, { client, tool, result: failed })
  assert.match(await failing.view.getByRole('alert').innerText(), /Try again soon/)
  await failing.view.getByRole('button', { name: 'Ask again' }).click()
  await failing.view.locator('.sentence-text').first().waitFor()
  const words = { content: [{ type: 'text' as const, text: 'I live in Lyon. [1]\n\n[1] Profile' }] }
  await using plain = await openHost(browser, wide, { client, tool, result: words })
  assert.match(await plain.view.locator('.plain').innerText(), /\[1\] Profile/)
})

test('nothing in a source is markup, and the page takes colours from its host, also later', async () => {
  const text = '# Kite <img src=x onerror=alert(1)>\n\nMy kite <b>Zephyrina</b> <script>alert(1)</script> is red.\n'
  await server.http.add({ name: 'kite.md', text, audience: 'public' })
  const variables = { '--color-background-primary': 'rgb(1, 2, 3)', '--color-text-primary': 'rgb(250, 250, 250)' }
  await using shown = await openHost(browser, wide, { client, tool: ask('What colour is your kite?'), variables })
  const { page, view } = shown
  await citation(view, 1).click()
  assert.equal(await view.locator('img, b, main script').count(), 0)
  const background = () => view.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  assert.equal(await background(), 'rgb(1, 2, 3)')
  await page.evaluate(
    `changeContext({ theme: 'dark', styles: { variables: { '--color-background-primary': 'rgb(9, 9, 9)' } } })`,
  )
  await view.locator('html[data-theme="dark"]').waitFor()
  assert.equal(await background(), 'rgb(9, 9, 9)')
  assert.deepEqual(await page.evaluate('teardown()'), {})
})

for (const { device, options, colorScheme: theme } of looks)
  test(`axe finds nothing, nothing is cut off, and the host gives it the room it asks for [${device}, ${theme}]`, async () => {
    const questions = { answer: inPlan, refusal: 'What is the name of your goldfish?' }
    for (const [name, question] of Object.entries(questions)) {
      await using shown = await openHost(browser, options, { client, tool: ask(question), theme })
      const { page, view } = shown
      if (name === 'answer') await citation(view, 1).click()
      assert.deepEqual(await violations(view), [])
      await page.waitForTimeout(200)
      const [across, down] = await view.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]',
      )
      assert.ok(across <= 0 && down <= 0, `${across} px too wide, ${down} px too tall`)
      const folder = process.env['SCREENSHOTS']
      const picture = `${folder}/view-${name}-${options.viewport.width}-${theme}.png`
      if (folder) await page.screenshot({ path: picture, fullPage: true })
    }
  })
