import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '#test/chromium.ts'
import { client } from '#test/client.ts'
import { thorough, violations } from '#test/looks.ts'
import { startServer, type RunningServer, type StartServerOptions } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'

const wide = { width: 1440, height: 900 }
const phone = { width: 375, height: 812 }
const views = [
  { viewport: wide, colorScheme: 'light' },
  { viewport: phone, colorScheme: 'dark' },
  { viewport: wide, colorScheme: 'dark' },
  { viewport: phone, colorScheme: 'light' },
] as const
const screenshots = process.env['SCREENSHOTS']
const password = 'four unrelated plain words'

export type Role = 'owner' | 'operator' | 'viewer'

export interface WebWorld extends AsyncDisposable {
  readonly server: RunningServer
  /** Over HTTP, with `server.token` as the owner. */
  readonly http: ReturnType<typeof client>
  /** A browser of its own, signed in when a role is given. Disposing it fails the test when anything went wrong in it. */
  open(as?: Role, options?: BrowserContextOptions): Promise<OpenPage>
}

export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  /** Opens a page by its path, and waits for its title. */
  go(path: string, heading?: string): Promise<void>
  /**
   * Looks at the page as it stands, at 375 and 1440 px, light and dark when thorough: nothing sticks out, axe finds nothing, and, with
   * SCREENSHOTS=folder, a picture of each is kept.
   */
  looksGood(name: string): Promise<void>
  /** Answers that this test expects to fail, which are no fault. */
  expect(pattern: RegExp): void
}

/** A server with the sample twin, and people of each role who can sign in to it in a real browser. */
export async function webWorld(options: StartServerOptions = {}): Promise<WebWorld> {
  await using resources = new AsyncDisposableStack()
  const server = resources.use(await startServer(options))
  const browser = resources.adopt(await openChromium(), (opened) => opened.close())
  const people = new Map<Role, Visitor>()

  async function person(role: Role): Promise<Visitor> {
    const known = people.get(role)
    if (known) return known
    const made =
      role === 'owner'
        ? await setUpOwner(server, { name: 'Ada', email: 'ada@example.com', password })
        : await invite(role)
    people.set(role, made)
    return made
  }

  async function invite(role: Exclude<Role, 'owner'>): Promise<Visitor> {
    const owner = await person('owner')
    const email = `${role}@example.com`
    const { body } = await owner.send<{ url: string }>('POST', '/api/v1/users/invitations', { email, role })
    const browserOf = visitor(server)
    const reply = await browserOf.send('POST', '/api/v1/session/set-up', {
      token: tokenOf(body.url),
      name: role,
      password,
    })
    assert.equal(reply.status, 200)
    return browserOf
  }

  const owned = resources.move()
  return {
    server,
    http: client(server),
    async open(as, contextOptions) {
      const cookies = as ? (await person(as)).cookies : new Map<string, string>()
      return openPage(browser, server, cookies, contextOptions)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function openPage(
  browser: Browser,
  server: RunningServer,
  cookies: ReadonlyMap<string, string>,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en', viewport: wide, ...options })
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: server.url })))
  const page = await context.newPage()
  const faults: string[] = []
  const expected: RegExp[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A policy that refuses something says so here, too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  page.on('request', (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(server.url))
      faults.push(`request to ${request.url()}`)
  })
  return {
    page,
    async go(path, heading) {
      await page.goto(server.url + path)
      await page.getByRole('heading', { level: 1, ...(heading !== undefined && { name: heading }) }).waitFor()
    },
    looksGood: (name) => looksGood(page, name),
    expect: (pattern) => void expected.push(pattern),
    async [Symbol.asyncDispose]() {
      await context.close()
      const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)))
      // Printed too: where the test has failed already, only that is told of it.
      if (unexpected.length > 0) console.error(`what went wrong in the browser: ${unexpected.join('\n')}`)
      assert.deepEqual(unexpected, [])
    },
  }
}

/** How often it was looked: when not thorough, at each state once, by turns on a wide light page and on a dark phone. */
let looks = 0

async function looksGood(page: Page, name: string): Promise<void> {
  looks++
  for (const { viewport, colorScheme } of thorough ? views : [views[looks % 2]!]) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    const where = `${name}, ${viewport.width} px, ${colorScheme}`
    const overflow = await overflowOf(page)
    if (screenshots)
      await page.screenshot({ path: `${screenshots}/${name}-${viewport.width}-${colorScheme}.png`, fullPage: true })
    assert.equal(overflow, 0, `${where}: wider than the screen`)
    assert.deepEqual(await violations(page), [], where)
  }
  await page.setViewportSize(wide)
}

/** By how much the page is wider than the screen, once what fits itself to a new size (charts) has had a second for it. */
export async function overflowOf(page: Page): Promise<number> {
  const measure = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  for (let tries = 20; tries > 0 && (await page.evaluate<number>(measure)) !== 0; tries--) await delay(50)
  return page.evaluate<number>(measure)
}
