import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'

/**
 * The SDK as its own guide says to mount it, and nothing else: no sign-in, no limits, no metrics, and one tool that gives
 * back what it was started with. Run as `node bare-mcp-server.ts PORT TOOL FILE`; the file holds the tool's answer.
 */
const [port = '', name = '', file = ''] = process.argv.slice(2)
const structuredContent = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' })
  server.registerTool(
    name,
    { title: name, inputSchema: z.strictObject({}), outputSchema: z.looseObject({}) },
    async () => ({ content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }),
  )
  return server
})
const answer = toNodeHandler(handler)

createServer((request, response) => {
  if (request.url === '/ready') response.end('ready')
  else
    answer(request as Parameters<typeof answer>[0], response).catch((error: unknown) =>
      response.destroy(error as Error),
    )
}).listen(Number(port), '127.0.0.1')
