import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openChromium } from '../support/chromium.ts'
import { client } from '../support/client.ts'
import { startServer, type RunningServer } from '../support/start-server.ts'

let server: RunningServer
let browser: Browser

before(async () => {
  server = await startServer()
  browser = await openChromium()
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

const links = <Body>(method: string, path = '', body?: object) =>
  client(server).send<Body>(method, `/api/v1/share-links${path}`, { body, token: server.token })

test('a recruiter with a link is told so, sees more than the public, and no longer once it is revoked', async () => {
  const { body: link } = await links<{ id: string; url: string; token: string }>('POST', '', { name: 'Acme' })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''))
  const ask = async () => {
    await page.getByRole('textbox').fill('What salary do you expect?')
    await page.keyboard.press('Enter')
    await page.locator('article:last-of-type[aria-busy="false"]').waitFor()
    return page.getByRole('article').last().innerText()
  }
  try {
    await page.goto(link.url)
    await page.getByText('Shared with you').waitFor()
    assert.equal(page.url(), `${server.url}/`, 'the address bar shows no secret')
    const answer = await ask()
    assert.match(answer, /\d/)
    assert.doesNotMatch(answer, /I don.t have that/i)
    await page
      .getByRole('article')
      .last()
      .getByRole('button', { name: /^Citation 1:/ })
      .first()
      .click()
    await page.locator('mark').first().waitFor()
    if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/share-1440.png` })
    await page.reload()
    await page.getByText('Shared with you').waitFor()
    // What is still asked for would be refused, and the link forgotten before the page is loaded again.
    await page.waitForLoadState('networkidle')
    const { body: counted } = await client(server).get<{ links: { funnel: object }[] }>(
      '/api/v1/analytics/links?client=web',
      server.token,
    )
    assert.deepEqual(
      counted.links.map(({ funnel }) => funnel),
      [{ opened: 1, asked: 1, citationOpened: 1, contactClicked: 0 }],
      'the owner sees how far this visitor came',
    )
    await links('DELETE', `/${link.id}`)
    await page.reload()
    await page.getByText('Your link has ended').waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.match(await ask(), /don.t have|cannot answer|nothing/i)
    assert.deepEqual(
      addresses.filter((address) => address.includes(link.token.split('.')[1]!)),
      [],
    )
  } finally {
    await context.close()
  }
})
