import type {
  CallToolResult,
  InputRequiredResult,
  ServerContext,
  StandardSchemaWithJSON,
  ToolAnnotations,
} from '@modelcontextprotocol/server'
import type { z } from 'zod'
import type { Actor, Scope } from '#auth'
import type { CalledFrom } from './called-from.ts'
import { toolSchema } from './tool-schema.ts'

/** All that a tool knows of a call which it answers at once. */
export interface PlainCall {
  readonly actor: Actor
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal
  readonly calledFrom: CalledFrom
}

export interface ToolCall extends PlainCall {
  readonly context: ServerContext
  /** Whether the client can show a form to its user. */
  readonly canAsk: boolean
}

type ToolResult = CallToolResult | InputRequiredResult

export interface McpTool {
  readonly name: string
  readonly title: string
  readonly description: string
  /** What the caller must be allowed. */
  readonly scope: Scope
  readonly annotations: ToolAnnotations
  readonly input: StandardSchemaWithJSON
  /** Undefined: it answers with content only. */
  readonly output?: StandardSchemaWithJSON
  /** It answers a question with citations, which a client may show in a view of ours. */
  readonly answers?: boolean
  run(input: unknown, call: ToolCall): Promise<ToolResult>
  /** The same work, of a tool that asks nobody and tells of no progress: a call of it can be answered without the SDK. */
  readonly answer?: (input: unknown, call: PlainCall) => Promise<CallToolResult>
}

interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly scope: Scope
  readonly annotations: ToolAnnotations
  readonly input: Input
  readonly output: Output
  readonly answers?: boolean
}

/** A tool whose answer is known at once. `text` is what is read by who does not look at the structured answer. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output> & {
    answer(input: z.output<Input>, call: PlainCall): Promise<z.input<Output>>
    text?(output: z.input<Output>): string
  },
): McpTool {
  const { answer: find, text, ...tool } = definition
  const answer = async (input: unknown, call: PlainCall) => {
    // What comes here has passed the input schema.
    const output = await find(input as z.output<Input>, call)
    return answered(output, text?.(output))
  }
  return { ...defineAskingTool({ ...tool, run: answer }), answer }
}

/** A tool that may have to ask a person before it has its answer. */
export function defineAskingTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output> & { run(input: z.output<Input>, call: ToolCall): Promise<ToolResult> },
): McpTool {
  const { input, output, run } = definition
  return {
    ...definition,
    input: toolSchema(input),
    output: toolSchema(output),
    // What comes here has passed the input schema.
    run: (given, call) => run(given as z.output<Input>, call),
  }
}

export function answered(output: object, text = JSON.stringify(output)): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: output as Record<string, unknown> }
}

const closed = { openWorldHint: false }

/** What clients may tell their users of a tool, beside its name. */
export const hints = {
  reads: { ...closed, readOnlyHint: true, idempotentHint: true, destructiveHint: false },
  /** The same call twice adds a second one. */
  adds: { ...closed, readOnlyHint: false, idempotentHint: false, destructiveHint: false },
  changes: { ...closed, readOnlyHint: false, idempotentHint: true, destructiveHint: false },
  destroys: { ...closed, readOnlyHint: false, idempotentHint: false, destructiveHint: true },
} as const satisfies Record<string, ToolAnnotations>
