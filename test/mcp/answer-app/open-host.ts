import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import type { Client } from '@modelcontextprotocol/client'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'

const origin = 'http://host.test'

type ToolResult = Awaited<ReturnType<Client['callTool']>>

export interface Shown extends AsyncDisposable {
  readonly page: Page
  /** The view itself, in its sandbox. */
  readonly view: Frame
  /** What the view asked of its host, beside tools: messages and words for the model. */
  readonly heard: { what: string; params: unknown }[]
}

export interface HostSettings {
  readonly client: Client
  readonly tool: { name: string; arguments: Record<string, unknown> }
  readonly theme?: 'light' | 'dark'
  readonly capabilities?: object
  readonly variables?: Record<string, string>
  /** In place of the server's: for what a real one says only when something is wrong. */
  readonly result?: ToolResult
}

interface ViewMeta {
  ui: { csp: Record<'connectDomains' | 'resourceDomains' | 'frameDomains' | 'baseUriDomains', string[]> }
}

let script: Promise<string> | undefined

/** The host's script, with the official bridge in it. */
async function hostScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('host-page.mjs', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

/**
 * Shows the result of a call in the view that the tool names, as a client with MCP Apps does: the page is read from the
 * server, put into a sandbox without an origin, and held to the policy it declares. Disposing fails when the view reached
 * for anything outside, or anything went wrong on it.
 */
export async function openHost(
  browser: Browser,
  { viewport, ...options }: BrowserContextOptions,
  { client, tool, theme = 'light', capabilities, variables, result }: HostSettings,
): Promise<Shown> {
  const { tools } = await client.listTools()
  const { resourceUri: uri } = tools.find(({ name }) => name === tool.name)!._meta!['ui'] as { resourceUri: string }
  const { contents } = await client.readResource({ uri })
  const [html] = contents as unknown as { mimeType: string; text: string; _meta: ViewMeta }[]
  assert.equal(html!.mimeType, 'text/html;profile=mcp-app')
  const toolResult = result ?? (await client.callTool(tool))

  const context = await browser.newContext({
    reducedMotion: 'reduce',
    colorScheme: theme,
    ...(viewport && { viewport }),
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  const heard: Shown['heard'] = []
  page.on('pageerror', (error) => faults.push(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  const policy = policyOf(html!._meta)
  const background = theme === 'light' ? '#ffffff' : '#1f2023'
  const pages: Record<string, { contentType: string; body: string; headers?: Record<string, string> }> = {
    '/': {
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Host</title><meta name="viewport" content="width=device-width, initial-scale=1"><body style="margin:0;background:${background}"><main><h1 style="position:absolute;opacity:0">Host</h1><iframe title="Answer" sandbox="allow-scripts" style="border:0;width:100%;height:0;display:block"></iframe></main><script type="module" src="/host.js"></script>`,
    },
    '/host.js': { contentType: 'text/javascript', body: await (script ??= hostScript()) },
    '/view.html': { contentType: 'text/html', body: html!.text, headers: { 'content-security-policy': policy } },
    '/favicon.ico': { contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  }
  await page.route('**', (route) => {
    const { origin: asked, pathname } = new URL(route.request().url())
    const known = asked === origin ? pages[pathname] : undefined
    if (known) return route.fulfill(known)
    faults.push(`request to ${route.request().url()}`)
    return route.abort()
  })
  await page.exposeFunction('heard', (what: string, params: unknown) => void heard.push({ what, params }))
  await page.exposeFunction('callTool', (params: HostSettings['tool']) => client.callTool(params))
  const given = {
    capabilities: capabilities ?? { serverTools: {}, updateModelContext: { text: {} }, message: { text: {} } },
    hostContext: { theme, ...(variables && { styles: { variables } }) },
    toolInput: tool.arguments,
    toolResult,
  }
  await page.addInitScript(`window.pollux = ${JSON.stringify(given)}`)
  await page.goto(`${origin}/`)
  await page
    .locator('body[data-shown]')
    .waitFor({ timeout: 10_000 })
    .catch((cause: unknown) => assert.fail(new Error(`the view did not connect: ${faults.join()}`, { cause })))
  const view = page.frames().find((frame) => frame.url() === `${origin}/view.html`)!
  await view.locator('.waiting').waitFor({ state: 'detached' })
  return {
    page,
    view,
    heard,
    async [Symbol.asyncDispose]() {
      await context.close()
      assert.deepEqual(faults, [])
    },
  }
}

/** What hosts make of the declared domains: the policy of the specification, without what nobody declared. */
function policyOf({ ui: { csp } }: ViewMeta): string {
  assert.deepEqual(csp, { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] })
  return [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    "connect-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
  ].join('; ')
}
