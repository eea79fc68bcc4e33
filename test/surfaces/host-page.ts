import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'

export interface HostSite extends AsyncDisposable {
  readonly origin: string
  /** What the next page is. `csp` is the header it comes with. */
  serve(page: { html: string; csp: string }): void
}

/** Somebody's website, on another origin than Pollux. */
export async function hostSite(): Promise<HostSite> {
  let page = { html: '', csp: '' }
  const server = createServer((request, reply) => {
    if (request.url !== '/') return void reply.writeHead(204).end()
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.csp })
    reply.end(page.html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (next) => void (page = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The strictest policy that the guide says the widget works under. */
export function strictPolicy(pollux: string): string {
  return `default-src 'none'; script-src ${pollux}; connect-src ${pollux}; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
}

export function plainPage(pollux: string, attributes = ''): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A site</title>
<script src="${pollux}/widget.js" async ${attributes}></script></head>
<body><main><h1>A site of somebody else</h1><p>With <a href="#x">a link</a> and <label>a field <input id="field"></label>.</p></main></body>
</html>`
}

/** A page whose rules and elements would spoil everything that is not walled off. Needs a policy that allows inline styles. */
export function hostilePage(pollux: string): string {
  return `<!doctype html>
<html lang="en" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hostile</title>
<style>
  html { font-size: 3px; letter-spacing: 9px; text-transform: uppercase; word-spacing: 40px; --accent: red; --surface: lime; --ink: lime }
  html > :not(head, body), body * { all: unset !important; display: none !important; opacity: 0 !important; visibility: hidden !important;
    transform: translateX(-4000px) !important; width: 0 !important; height: 0 !important; font: 99px serif !important;
    color: lime !important; pointer-events: none !important; position: static !important; z-index: -1 !important; clip-path: inset(50%) !important }
  button, dialog, textarea, section, p, h2 { background: red !important; border: 9px solid lime !important }
  body { transform: rotate(3deg); overflow: hidden; height: 10px; filter: invert(1) }
</style>
<script src="${pollux}/widget.js" async></script></head>
<body>
  <div id="part-1" class="turn">own</div><div id="part-2" class="log opener">own</div><form class="composer" id="part-3"><textarea></textarea></form>
</body>
</html>`
}

/** Polls from here: Playwright's own way would compile a text in the page, which the page's policy refuses. */
export async function until(page: Page, expression: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await page.evaluate<boolean>(expression)); await delay(20))
    assert.ok(Date.now() < deadline, `not in 10 s: ${expression}`)
}
