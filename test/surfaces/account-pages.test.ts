import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openChromium } from '#test/chromium.ts'
import { looks, phone, violations, wide } from '#test/looks.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { totp } from '#test/totp.ts'

/** The pages of people who sign in, in a real browser against a real server. */
const ada = { name: 'Ada', email: 'ada@example.com', password: 'four unrelated plain words' }
const screenshots = process.env['SCREENSHOTS']

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

/** A browser of somebody's own; fails its test when anything goes wrong on the page, or when a secret is sent in an address. */
async function openPage(options: BrowserContextOptions = wide) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { referer = '' } = request.headers()
    if (!request.url().startsWith(server.url)) faults.push(`request to ${request.url()}`)
    if (/token=|password/.test(request.url() + referer)) faults.push(`a secret in ${request.url()} or ${referer}`)
  })
  return {
    page,
    context,
    go: (path: string) => page.goto(server.url + path),
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [])
    },
  }
}

async function shot(page: Page, name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true })
}

async function fits(page: Page): Promise<void> {
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  assert.equal(overflow, 0, page.url())
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
}

test('by keyboard alone: the printed link, the account, sign out, sign in', async () => {
  const [address] = await server.printed(/http\S+\/set-up#token=\S+/)
  await using opened = await openPage()
  const { page } = opened
  await page.goto(address)
  await page.getByRole('heading', { name: 'Make your account' }).waitFor()
  assert.equal(page.url(), `${server.url}/set-up`, 'the address bar shows no secret')
  await page.locator('input[name=name]:focus').waitFor()
  await page.keyboard.type(ada.name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(ada.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('password1234')
  await page.keyboard.press('Enter')
  await page.getByText(/one of the first that anybody tries/).waitFor()
  await page.getByLabel('Password').fill(ada.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Make it yours' }).waitFor()
  assert.equal(page.url(), `${server.url}/welcome`, 'the first owner goes on with the guide')

  await page.goto(`${server.url}/account`)
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Account of Ada' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.keyboard.press('End')
  await page.locator('[role=menuitem]:focus', { hasText: 'Sign out' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await signIn(page, { ...ada, password: 'not the password' })
  await page.getByRole('alert').getByText('The email address or the password is not right.').waitFor()
  await signIn(page, ada)
  await page.getByRole('button', { name: 'Account of Ada' }).waitFor()
  assert.equal(page.url(), `${server.url}/`, 'who signs out on purpose begins anew')
})

test('the link that was used says so, and one without a token too', async () => {
  const [address] = await server.printed(/http\S+\/set-up#token=\S+/)
  await using opened = await openPage()
  await opened.page.goto(address)
  await opened.page.getByText(/not valid any more/).waitFor()
  await opened.page.reload()
  await opened.page.getByText('There is no link in the address').waitFor()
})

test('the twin is asked as whoever has signed in, and signing out forgets what they saw', async () => {
  await using opened = await openPage()
  const { page } = opened
  const ask = async () => {
    await page.getByRole('textbox').fill('What salary do you expect?')
    await page.keyboard.press('Enter')
    await page.locator('article:last-of-type[aria-busy="false"]').waitFor()
    return page.getByRole('article').last().innerText()
  }
  await opened.go('/')
  assert.match(await ask(), /I don.t have that/)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signIn(page, ada)
  await page.getByRole('button', { name: 'Account of Ada' }).waitFor()
  const answer = await ask()
  assert.doesNotMatch(answer, /I don.t have that/)
  await page.getByRole('button', { name: 'Account of Ada' }).click()
  await shot(page, 'menu-1440')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await opened.go('/')
  await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
  assert.equal(await page.getByRole('article').count(), 0)
})

test('a page that needs somebody sends them to sign in and back, and never to another site', async () => {
  await using opened = await openPage()
  const { page } = opened
  await opened.go('/account')
  await page.waitForURL(`${server.url}/sign-in?next=%2Faccount`)
  await signIn(page, ada)
  await page.waitForURL(`${server.url}/account`)
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]) {
    await page.context().clearCookies()
    await opened.go(`/sign-in?next=${encodeURIComponent(next)}`)
    await signIn(page, ada)
    await page.getByRole('button', { name: 'Account of Ada' }).waitFor()
    assert.equal(page.url(), `${server.url}/`, next)
  }
})

test('a second step is set up, asked for, and turned off', async () => {
  await using opened = await openPage()
  const { page } = opened
  await opened.go('/sign-in?next=/account')
  await signIn(page, ada)
  await page.getByLabel('Your password, once more').fill(ada.password)
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('img', { name: /QR code/ }).waitFor()
  assert.deepEqual(await violations(page), [])
  await shot(page, 'two-factor-1440')
  const secret = (await page.locator('.select-all').innerText()).replaceAll(' ', '')
  const backup = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').first().innerText()
  await page.getByLabel('Six digits').fill('000000')
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText(/This code is not right/).waitFor()
  await page.getByLabel('Six digits').fill(totp(secret))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText(/^On: signing in takes a code/).waitFor()

  await using other = await openPage(phone)
  await other.go('/sign-in?next=/account')
  await signIn(other.page, ada)
  await other.page.getByRole('heading', { name: 'One more step' }).waitFor()
  assert.deepEqual(await violations(other.page), [])
  await shot(other.page, 'code-375')
  await other.page.getByLabel('Code').fill(backup)
  await other.page.keyboard.press('Enter')
  await other.page.getByRole('heading', { name: 'Account', exact: true }).waitFor()

  await page.reload()
  await page.getByText('2', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page
    .getByText(/other session.* ended/)
    .first()
    .waitFor()
  await page.getByLabel('Your password, once more').fill(ada.password)
  await page.getByRole('button', { name: 'Turn it off' }).click()
  await page.getByText(/^Off: whoever knows/).waitFor()
  await other.page.reload()
  await other.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
})

test('an owner invites somebody, changes their role, gives them a new password and removes them', async () => {
  await using opened = await openPage()
  const { page } = opened
  await opened.go('/sign-in?next=/settings/people')
  await signIn(page, ada)
  await page.getByLabel('Email address (may be left out)').fill('bob@example.com')
  await page.getByLabel('Role', { exact: true }).selectOption('Operator: agents, tickets, approvals')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByLabel('Invitation for bob@example.com').inputValue()
  await page.getByText(/^Invited until/).waitFor()

  await using guest = await openPage(phone)
  await guest.page.goto(link)
  await guest.page.getByText(/You will be an operator/).waitFor()
  assert.equal(await guest.page.getByLabel('Email address').inputValue(), 'bob@example.com')
  assert.deepEqual(await violations(guest.page), [])
  await shot(guest.page, 'invited-375')
  await guest.page.getByLabel('Name').fill('Bob')
  await guest.page.getByLabel('Password').fill('some other plain words')
  await guest.page.keyboard.press('Enter')
  await guest.page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  assert.equal(await guest.page.getByRole('link', { name: 'Settings' }).count(), 0)
  await fits(guest.page)

  await page.reload()
  await page.getByLabel('Role of Bob').selectOption('Viewer: what recruiters see')
  await page.getByText('The role of Bob is changed.', { exact: true }).waitFor()
  await shot(page, 'people-1440')
  await guest.page.reload()
  await guest.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await page.getByRole('button', { name: 'New password for Bob' }).click()
  await guest.page.goto(await page.getByLabel('Link for a new password, for Bob').inputValue())
  await guest.page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await guest.page.getByLabel('Password').fill('yet more plain words')
  await guest.page.keyboard.press('Enter')
  await guest.page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Remove Bob' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('Bob is removed.', { exact: true }).waitFor()
  await guest.page.reload()
  await guest.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
})

test('the pages are for nobody’s index, and hold no twin', async () => {
  for (const path of ['/sign-in', '/set-up', '/account']) {
    const reply = await fetch(server.url + path)
    const html = await reply.text()
    assert.deepEqual([reply.status, reply.headers.get('x-robots-tag')], [200, 'noindex'], path)
    assert.match(html, /<title>[^<]+<\/title><meta name="robots" content="noindex">/)
    assert.doesNotMatch(html, /ld\+json|og:title/)
  }
})

for (const { device, options, colorScheme } of looks) {
  test(`axe finds nothing, and nothing is too wide [${device}, ${colorScheme}]`, async () => {
    await using opened = await openPage({ ...options, colorScheme })
    const { page } = opened
    const name = `${options.viewport.width}-${colorScheme}`
    await opened.go('/sign-in?next=/account')
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    assert.deepEqual(await violations(page), [], 'sign-in')
    await signIn(page, { ...ada, password: 'wrong' })
    await page.getByText('The email address or the password is not right.').waitFor()
    assert.deepEqual(await violations(page), [], 'with an error')
    await fits(page)
    await shot(page, `sign-in-${name}`)
    await signIn(page, ada)
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
    await page.getByText('this one').first().waitFor()
    await page.getByText('No apps are connected').waitFor()
    await page.locator('button[aria-label="Account of Ada"]:visible').click()
    assert.deepEqual(await violations(page), [], 'account')
    await page.keyboard.press('Escape')
    await fits(page)
    await shot(page, `account-${name}`)
    await opened.go('/settings/people')
    await page.getByRole('list', { name: 'People' }).waitFor()
    assert.deepEqual(await violations(page), [], 'people')
    await fits(page)
    await shot(page, `people-${name}`)
    await opened.go('/set-up')
    await page.getByText('There is no link in the address').waitFor()
    assert.deepEqual(await violations(page), [], 'set-up')
  })
}

test('the pages speak the language of the browser, or the one that is chosen', async () => {
  await using opened = await openPage({ ...wide, locale: 'fr-FR' })
  const { page } = opened
  await opened.go('/sign-in?next=/account')
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
  await page.getByLabel('Langue').selectOption('es')
  await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('Correo electrónico').fill(ada.email)
  await page.getByLabel('Contraseña').fill(ada.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Cuenta', exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Inicio de sesión en dos pasos' }).waitFor()
  await opened.go('/consent')
  await page.getByRole('heading', { name: 'La aplicación no se ha conectado' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'es')
})
