import type { ServerResponse } from 'node:http'
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
  type CallToolResult,
  type Implementation,
} from '@modelcontextprotocol/server'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Tracing } from '#observability'
import { visitorOf } from '../http/visitor-of.ts'
import { mcpClient } from './called-from.ts'
import { answerOrRefusal, toolError, type Denied } from './tool-failure.ts'
import type { McpTool } from './tool.ts'

interface PlainCallsNeeds {
  readonly tools: readonly McpTool[]
  readonly serverInfo: Implementation
  readonly log: Logger
  readonly tracing: Tracing
  readonly denied?: Denied | undefined
}

/** Answers plain calls without the SDK; undefined, before anything was done, for every other request. */
export type AnswerPlainCall = (request: FastifyRequest, response: ServerResponse) => Promise<string | undefined>

const revision = '2026-07-28'

/** Too small for more elements than the SDK lets a tool be given, so that nobody need count them. */
const maxBodyBytes = 2_000

const plainBody = new Set(['jsonrpc', 'id', 'method', 'params'])
const plainParams = new Set(['name', 'arguments', '_meta'])
const plainMeta = new Set([PROTOCOL_VERSION_META_KEY, CLIENT_INFO_META_KEY, CLIENT_CAPABILITIES_META_KEY])

type Meta = Readonly<Record<string, { readonly name?: unknown } | undefined>>

interface PlainBody {
  readonly id: string | number
  readonly params: { readonly name: string; readonly arguments?: unknown; readonly _meta?: Meta }
}

/**
 * The SDK spends 0.5 ms of CPU on a call, most of it on objects for one request. A plain call needs none of them: it is of
 * 2026-07-28 and has nothing but a name, arguments and what every request of that revision carries; its headers say what
 * its body says; its tool is the caller's to call and asks nobody; its arguments fit. What the SDK would answer to that is
 * known (bodies and headers are compared in test/mcp/plain-calls.test.ts), and everything else is left to the SDK.
 *
 * `request` must have been found by `classifyInboundRequest` to be of 2026-07-28: that has checked its envelope.
 */
export function createPlainCalls({ tools, serverInfo, log, tracing, denied }: PlainCallsNeeds): AnswerPlainCall {
  const toolNamed = new Map(tools.map((tool) => [tool.name, tool]))
  const always = { resultType: 'complete', _meta: { [SERVER_INFO_META_KEY]: serverInfo } }

  return async (request, response) => {
    const { headers, body, actor } = request
    if (headers['mcp-protocol-version'] !== revision || headers['mcp-method'] !== 'tools/call') return undefined
    if (!(Number(headers['content-length']) <= maxBodyBytes) || !isPlain(body)) return undefined
    const { name, arguments: given = {}, _meta } = body.params
    const tool = toolNamed.get(name)
    if (!tool?.answer || headers['mcp-name'] !== name || !actor.scopes.has(tool.scope)) return undefined
    const input = await tool.input['~standard'].validate(given)
    if (input.issues) return undefined

    const { answer } = tool
    const { signal, [Symbol.dispose]: settled } = abortedBy(response)
    const calledFrom = { visitor: visitorOf(request), client: mcpClient(_meta?.[CLIENT_INFO_META_KEY]?.name) }
    try {
      const answered = await answerOrRefusal(() => answer(input.value, { actor, signal, calledFrom }), {
        tool: name,
        actor,
        signal,
        log,
        tracing,
        denied,
      })
      const result = { ...(await checked(tool, answered)), ...always }
      return JSON.stringify({ jsonrpc: '2.0', id: body.id, result })
    } catch (error) {
      // Its caller has gone, and nobody reads it.
      if (signal.aborted) return ''
      throw error
    } finally {
      settled()
    }
  }
}

function isPlain(body: unknown): body is PlainBody {
  const { params } = body as { params?: { _meta?: unknown } | null }
  return hasOnly(plainBody, body as object) && hasOnly(plainParams, params) && hasOnly(plainMeta, params?._meta)
}

function hasOnly(names: ReadonlySet<string>, value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.has(name))
}

/** Aborts when the caller goes away before its answer. */
function abortedBy(response: ServerResponse): Disposable & { signal: AbortSignal } {
  const controller = new AbortController()
  const gone = () => controller.abort()
  response.once('close', gone)
  return { signal: controller.signal, [Symbol.dispose]: () => void response.off('close', gone) }
}

/** As the SDK does: a tool that answers what it did not promise has failed. */
async function checked({ name, output }: McpTool, result: CallToolResult): Promise<CallToolResult> {
  if (!output || result.isError) return result
  const { issues } = await output['~standard'].validate(result.structuredContent)
  if (!issues) return result
  const problems = issues.map(({ path = [], message }) => {
    const place = path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    return place ? `${place}: ${message}` : message
  })
  return toolError(`Output validation error: Invalid structured content for tool ${name}: ${problems.join(', ')}`)
}
