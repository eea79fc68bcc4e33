import { readFileSync } from 'node:fs'
import type { ClientCapabilities, McpServer } from '@modelcontextprotocol/server'

/** The extension for views of tool results, MCP Apps 2026-01-26. */
export const appsExtension = 'io.modelcontextprotocol/ui'
const mimeType = 'text/html;profile=mcp-app'
const uri = 'ui://pollux/answer'

/** What a tool says whose result is an answer, so that a client that can show views shows it in ours. */
export const answerAppMeta = { ui: { resourceUri: uri } } as const

/** A policy for the client to enforce beside the page's own: it loads nothing, reaches nobody, holds no other page. */
const viewMeta = {
  ui: {
    csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
    prefersBorder: true,
  },
}

/** The view as the build of the web page left it: one file. Undefined where that has never been built. */
export function readAnswerApp(): string | undefined {
  try {
    return readFileSync(new URL('../../../web/dist/answer-app.html', import.meta.url), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function registerAnswerApp(server: McpServer, html: string): void {
  server.registerResource(
    'answer-view',
    uri,
    {
      title: 'View of an answer',
      description: 'Shows an answer of the twin with its citations, in clients that show MCP Apps.',
      mimeType,
      _meta: viewMeta,
    },
    () => ({ contents: [{ uri, mimeType, text: html, _meta: viewMeta }] }),
  )
}

export function showsApps(capabilities: ClientCapabilities | undefined): boolean {
  const settings = capabilities?.extensions?.[appsExtension] as { mimeTypes?: unknown } | undefined
  return Array.isArray(settings?.mimeTypes) && settings.mimeTypes.includes(mimeType)
}
