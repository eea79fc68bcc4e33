import type { CallToolResult } from '@modelcontextprotocol/server'
import type { Logger } from 'pino'
import type { Actor } from '#auth'
import type { AppError } from '#errors'
import type { Tracing } from '#observability'
import { asAppError } from '../http/error-reply.ts'

/** Told when a tool refuses somebody; HTTP itself then answers 200. */
export type Denied = (denial: {
  actorId: string
  address: undefined
  what: string
  code: 'unauthenticated' | 'forbidden'
}) => void

interface ToolWork {
  readonly tool: string
  readonly actor: Actor
  readonly signal?: AbortSignal
  readonly log: Logger
  readonly tracing: Tracing
  readonly denied?: Denied | undefined
}

/**
 * What a tool answers, or why it does not, in words for the model that called it. Throws only when the caller has gone, and
 * nobody reads an answer.
 */
export async function answerOrRefusal<Result>(
  work: () => Promise<Result>,
  { tool, actor, signal, log, tracing, denied }: ToolWork,
): Promise<Result | CallToolResult> {
  const span = tracing.open({
    name: `tools/call ${tool}`,
    kind: 'server',
    attributes: {
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': tool,
    },
  })
  let failed: string | undefined
  try {
    return await span.run(work)
  } catch (error) {
    failed = 'aborted'
    if (signal?.aborted) throw error
    const appError = asAppError(error)
    failed = appError.code
    if (appError.code === 'internal') log.error({ err: error, tool }, 'a tool failed')
    if (appError.code === 'forbidden' || appError.code === 'unauthenticated')
      denied?.({ actorId: actor.id, address: undefined, what: `tool ${tool}`, code: appError.code })
    return refusal(appError)
  } finally {
    span.end({ errorType: failed })
  }
}

function refusal(error: AppError): CallToolResult {
  const details = error.details?.map(({ path, message }) => `\n${path}: ${message}`).join('') ?? ''
  return toolError(`${error.code}: ${error.message}${details}`)
}

/** An error that the model reads, as against one of the protocol, which its client does. */
export function toolError(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true }
}
