import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { openChromium } from './chromium.ts'
import { startServer } from './start-server.ts'

test('a started server answers, and is gone with its folder afterwards', async () => {
  let dataDir: string
  let url: string
  {
    await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
    ;({ dataDir, url } = server)
    assert.equal((await fetch(`${url}/health`)).status, 200)
    assert.ok(existsSync(dataDir))
  }
  assert.ok(!existsSync(dataDir))
  await assert.rejects(fetch(`${url}/health`))
})

test('a killed server leaves nothing after the test', async () => {
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  await server.kill('SIGKILL')
})

test('a server that cannot start says why', async () => {
  await assert.rejects(startServer({ env: { LOG_LEVEL: 'loud' } }), /LOG_LEVEL/)
})

test('Chromium opens a page', async () => {
  await using browser = await openChromium()
  const page = await browser.newPage()
  await page.goto('data:text/html,<title>hello</title>')
  assert.equal(await page.title(), 'hello')
})
