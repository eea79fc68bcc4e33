import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  McpServer,
  type ClientCapabilities,
  type Implementation,
  type ServerCapabilities,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server'
import type { Logger } from 'pino'
import type { Agents } from '#agents'
import type { Analytics } from '#analytics'
import type { Actor } from '#auth'
import type { Desk } from '#desk'
import type { Experiments } from '#experiments'
import { AppError } from '#errors'
import type { Interview } from '#interview'
import type { Tracing } from '#observability'
import type { Twin } from '#twin'
import { analyticsTools } from './analytics-tools.ts'
import { agentTools } from './agent-tools.ts'
import { answerAppMeta, appsExtension, readAnswerApp, registerAnswerApp, showsApps } from './answer-app.ts'
import { approvalTools } from './approval-tools.ts'
import { mcpClient } from './called-from.ts'
import type { Changes } from './changes.ts'
import { experimentTools } from './experiment-tools.ts'
import type { Fixtures } from './conformance-fixtures.ts'
import type { PendingState } from './pending-state.ts'
import { evaluationTools } from './evaluation-tools.ts'
import { interviewTools } from './interview-tools.ts'
import { inboxTools } from './inbox-tools.ts'
import { jobTools } from './job-tools.ts'
import { profileTools } from './profile-tools.ts'
import { registerPrompts } from './prompts.ts'
import { registerResources } from './resources.ts'
import { runTools } from './run-tools.ts'
import { sourceTools } from './source-tools.ts'
import { tellChanges } from './tell-changes.ts'
import { ticketTools } from './ticket-tools.ts'
import { answerOrRefusal, type Denied } from './tool-failure.ts'
import type { McpTool, ToolCall } from './tool.ts'
import { twinTools } from './twin-tools.ts'

export interface McpNeeds {
  readonly twin: Twin
  readonly interview: Interview
  readonly desk: Desk
  readonly agents: Agents
  readonly experiments: Experiments | undefined
  readonly analytics: Analytics
  readonly version: string
  readonly log: Logger
  readonly tracing: Tracing
  readonly denied?: Denied | undefined
  readonly pending: PendingState
  readonly changes: Changes
  /** More than the product has: what the official conformance suite looks for. Never in production. */
  readonly fixtures?: Fixtures | undefined
}

/**
 * Makes a server with the rights of `actor`, for one session of the 2025 era, or for one request, with no more in it than
 * that request can ask for.
 */
export type CreateServer = (actor: Actor, request?: OneRequest) => McpServer

export interface OneRequest {
  readonly method: string
  /** Of what is called, read or got; undefined when there is no such thing, or it is not told. */
  readonly name: string | undefined
}

const instructions =
  'The digital twin of one person, and the agents that look after its systems. Ask with ask_twin: every sentence of an answer names the source it rests on, and what no source supports is refused. What agents change waits for a person: a form shows the exact action, and nobody but that person can say yes.'

/** Tools and prompts change with the caller only; sources and runs come, change and go. */
const capabilities: ServerCapabilities = {
  tools: { listChanged: false },
  resources: { listChanged: true, subscribe: true },
  prompts: { listChanged: false },
  completions: {},
}

const listTtlMs = 60_000
const cached = { ttlMs: listTtlMs, cacheScope: 'private' } as const

export const serverInfo = ({ version }: Pick<McpNeeds, 'version'>): Implementation => ({
  name: 'pollux',
  title: 'Pollux',
  version,
})

/** Every tool there is, whoever may call it. */
export async function createTools(needs: McpNeeds): Promise<McpTool[]> {
  return [
    ...twinTools(needs.twin),
    ...profileTools(needs.twin),
    ...(await agentTools(needs)),
    ...ticketTools(needs.desk),
    ...interviewTools(needs.interview),
    ...runTools(needs.agents),
    ...approvalTools(needs),
    ...sourceTools(needs.twin),
    ...inboxTools(needs.twin),
    ...(needs.experiments ? experimentTools(needs.experiments) : []),
    ...analyticsTools(needs),
    ...evaluationTools(needs.interview),
    ...jobTools(needs.interview.jobs),
    ...(needs.fixtures?.tools(needs.pending) ?? []),
  ]
}

/** The one factory for both protocol eras and both transports: everything is defined once, and each server is new. */
export function createServers(needs: McpNeeds, tools: readonly McpTool[]): CreateServer {
  const app = readAnswerApp()
  const ours: ServerCapabilities = app ? { ...capabilities, extensions: { [appsExtension]: {} } } : capabilities
  return (actor, request) => {
    const server = new McpServer(serverInfo(needs), {
      instructions,
      capabilities: needs.fixtures?.capabilities ?? ours,
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
    })
    const open = tools.filter(({ scope }) => actor.scopes.has(scope))
    const asksFor = (what: RegExp) => request === undefined || what.test(request.method)
    if (asksFor(/^tools\/call$/))
      for (const tool of tools)
        if (request?.name === undefined || request.name === tool.name) registerTool(server, tool, { actor, ...needs })
    if (asksFor(/^(resources|completion)\//)) {
      registerResources(server, actor, needs)
      if (app && actor.scopes.has('ask')) registerAnswerApp(server, app)
    }
    if (asksFor(/^(prompts|completion)\//)) registerPrompts(server, actor, needs)
    if (request === undefined) tellChanges(server, actor, needs.changes)
    needs.fixtures?.register(server)
    // What the caller may not call is not listed, and calling it says what is missing.
    server.server.setRequestHandler('tools/list', (_request, context) => {
      const withApps = app !== undefined && showsApps(clientCapabilities(server, context))
      return { tools: open.map((tool) => listed(tool, withApps)) }
    })
    return server
  }
}

function registerTool(
  server: McpServer,
  tool: McpTool,
  { actor, log, tracing, denied }: Pick<McpNeeds, 'log' | 'tracing' | 'denied'> & { actor: Actor },
): void {
  const { name, title, description, annotations } = tool
  if (!actor.scopes.has(tool.scope)) {
    // No schema: what is wrong with the arguments is no stranger's to know.
    server.registerTool(name, { title, description }, async () =>
      answerOrRefusal(() => Promise.reject(missingScope(tool)), { tool: name, actor, log, tracing, denied }),
    )
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
    (input, context) =>
      answerOrRefusal(() => tool.run(input, callOf(server, actor, context)), {
        tool: name,
        actor,
        signal: context.mcpReq.signal,
        log,
        tracing,
        denied,
      }),
  )
}

function callOf(server: McpServer, actor: Actor, context: ServerContext): ToolCall {
  return {
    actor,
    signal: context.mcpReq.signal,
    calledFrom: {
      visitor: context.http?.authInfo?.extra?.['visitor'] as string | undefined,
      client: mcpClient(clientName(server, context)),
    },
    context,
    canAsk: showsForms(clientCapabilities(server, context)),
  }
}

function clientName(server: McpServer, { mcpReq }: ServerContext): string | undefined {
  const envelope: Readonly<Record<string, unknown>> | undefined = mcpReq.envelope
  const told = envelope?.[CLIENT_INFO_META_KEY] as Implementation | undefined
  return (told ?? server.server.getClientVersion())?.name
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

/** Views are told of only to clients that can show them: to others they are nothing. */
function listed({ name, title, description, annotations, input, output, answers }: McpTool, withApps: boolean): Tool {
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
    ...(answers && withApps && { _meta: answerAppMeta }),
  }
}
