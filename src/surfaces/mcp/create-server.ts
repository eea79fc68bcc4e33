import {
  CLIENT_CAPABILITIES_META_KEY,
  McpServer,
  type ClientCapabilities,
  type ServerCapabilities,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server'
import type { Logger } from 'pino'
import type { Agents } from '#agents'
import type { Actor, Scope } from '#auth'
import type { Desk } from '#desk'
import { AppError } from '#errors'
import type { Twin } from '#twin'
import { asAppError } from '../http/error-reply.ts'
import { agentTools } from './agent-tools.ts'
import { approvalTools } from './approval-tools.ts'
import type { Fixtures } from './conformance-fixtures.ts'
import type { PendingState } from './pending-state.ts'
import { inboxTools } from './inbox-tools.ts'
import { profileTools } from './profile-tools.ts'
import { registerPrompts } from './prompts.ts'
import { registerResources } from './resources.ts'
import { runTools } from './run-tools.ts'
import { sourceTools } from './source-tools.ts'
import { ticketTools } from './ticket-tools.ts'
import type { McpTool, ToolCall } from './tool.ts'
import { twinTools } from './twin-tools.ts'

export interface McpNeeds {
  readonly twin: Twin
  readonly desk: Desk
  readonly agents: Agents
  readonly version: string
  readonly log: Logger
  readonly pending: PendingState
  /** More than the product has: what the official conformance suite looks for. Never in production. */
  readonly fixtures?: Fixtures | undefined
}

/** Makes a server for one request, or for one session of the 2025 era, with the rights of `actor`. */
export type CreateServer = (actor: Actor) => McpServer

interface Servers {
  readonly createServer: CreateServer
  /** What a caller of this tool must be allowed; undefined when there is no such tool. */
  scopeOf(tool: string): Scope | undefined
}

const instructions =
  'The digital twin of one person, and the agents that look after its systems. Ask with ask_twin: every sentence of an answer names the source it rests on, and what no source supports is refused. What agents change waits for a person: a form shows the exact action, and nobody but that person can say yes.'

/** What there is changes with the caller only: nobody need listen for changes of a list. */
const capabilities: ServerCapabilities = {
  tools: { listChanged: false },
  resources: { listChanged: false },
  prompts: { listChanged: false },
  completions: {},
}

const listTtlMs = 60_000
const cached = { ttlMs: listTtlMs, cacheScope: 'private' } as const

/** The one factory for both protocol eras and both transports: everything is defined once, and each server is new. */
export function createServers(needs: McpNeeds): Servers {
  const tools = [
    ...twinTools(needs.twin),
    ...profileTools(needs.twin),
    ...agentTools(needs),
    ...ticketTools(needs.desk),
    ...runTools(needs.agents),
    ...approvalTools(needs),
    ...sourceTools(needs.twin),
    ...inboxTools(needs.twin),
    ...(needs.fixtures?.tools(needs.pending) ?? []),
  ]
  const createServer: CreateServer = (actor) => {
    const server = new McpServer(
      { name: 'pollux', title: 'Pollux', version: needs.version },
      {
        instructions,
        capabilities: needs.fixtures?.capabilities ?? capabilities,
        cacheHints: {
          'tools/list': cached,
          'prompts/list': cached,
          'resources/list': cached,
          'resources/templates/list': cached,
          'server/discover': cached,
        },
        requestState: { verify: needs.pending.verify },
        // A procedure may have many steps that a person approves one by one.
        inputRequired: { maxRounds: 50 },
        maxToolInputElements: 1_000,
      },
    )
    const open = tools.filter(({ scope }) => actor.scopes.has(scope))
    for (const tool of tools) registerTool(server, tool, { actor, log: needs.log })
    registerResources(server, actor, needs)
    registerPrompts(server, actor, needs)
    needs.fixtures?.register(server)
    // What the caller may not call is not listed, and calling it says what is missing.
    server.server.setRequestHandler('tools/list', () => ({ tools: open.map(listed) }))
    return server
  }
  return { createServer, scopeOf: (name) => tools.find((tool) => tool.name === name)?.scope }
}

function registerTool(server: McpServer, tool: McpTool, { actor, log }: { actor: Actor; log: Logger }): void {
  const { name, title, description, annotations } = tool
  if (!actor.scopes.has(tool.scope)) {
    // No schema: what is wrong with the arguments is no stranger's to know.
    server.registerTool(name, { title, description }, () => refused(missingScope(tool)))
    return
  }
  server.registerTool(
    name,
    {
      title,
      description,
      annotations,
      inputSchema: tool.input,
      ...(tool.output && { outputSchema: tool.output }),
    },
    async (input, context) => {
      try {
        return await tool.run(input, callOf(server, actor, context))
      } catch (error) {
        if (context.mcpReq.signal.aborted) throw error
        const appError = asAppError(error)
        if (appError.code === 'internal') log.error({ err: error, tool: name }, 'a tool failed')
        return refused(appError)
      }
    },
  )
}

function callOf(server: McpServer, actor: Actor, context: ServerContext): ToolCall {
  return { actor, context, canAsk: showsForms(clientCapabilities(server, context)) }
}

function clientCapabilities(server: McpServer, { mcpReq }: ServerContext): ClientCapabilities | undefined {
  // 2026-07-28 says it with each request, 2025-11-25 once.
  const envelope: Readonly<Record<string, unknown>> | undefined = mcpReq.envelope
  const declared = envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined
  return declared ?? server.server.getClientCapabilities()
}

/** Without a mode, a form is meant. */
function showsForms(capabilities: ClientCapabilities | undefined): boolean {
  const elicitation = capabilities?.elicitation
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)
}

function missingScope({ name, scope }: McpTool): AppError {
  return new AppError(
    'forbidden',
    `${name} needs a token with the scope "${scope}"; the owner token has every scope. Send it as "Authorization: Bearer <token>".`,
  )
}

function refused(error: AppError) {
  const details = error.details?.map(({ path, message }) => `\n${path}: ${message}`).join('') ?? ''
  return { content: [{ type: 'text' as const, text: `${error.code}: ${error.message}${details}` }], isError: true }
}

function listed({ name, title, description, annotations, input, output }: McpTool): Tool {
  const target = { target: 'draft-2020-12' } as const
  return {
    name,
    title,
    description,
    annotations,
    inputSchema: input['~standard'].jsonSchema.input(target) as Tool['inputSchema'],
    ...(output && {
      outputSchema: output['~standard'].jsonSchema.output(target) as NonNullable<Tool['outputSchema']>,
    }),
  }
}
