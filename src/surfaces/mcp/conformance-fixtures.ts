import { setTimeout as delay } from 'node:timers/promises'
import {
  CLIENT_CAPABILITIES_META_KEY,
  acceptedContent,
  fromJsonSchema,
  inputRequired,
  inputResponse,
  ResourceTemplate,
  type CallToolResult,
  type ClientCapabilities,
  type ElicitRequestFormParams,
  type McpServer,
  type ServerCapabilities,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { AppError } from '#errors'
import type { PendingState } from './pending-state.ts'
import { toolSchema } from './tool-schema.ts'
import { hints, type McpTool, type ToolCall } from './tool.ts'

/** What the official conformance suite looks for: the names and texts are the suite's own. */
export interface Fixtures {
  readonly capabilities: ServerCapabilities
  tools(pending: PendingState): McpTool[]
  register(server: McpServer): void
}

interface FixtureNeeds {
  /** Tells the open subscriptions of this process, as a real change of a list would. */
  readonly changed: { tools(): void; prompts(): void }
  /** Between the processes: a change is made in one, and who listens may do so at another. */
  readonly events: {
    publish(channel: string, payload: unknown): Promise<void>
    subscribe(channel: string, listener: (payload: unknown) => void): Disposable
    ready(): Promise<void>
  }
}

const listsChannel = 'conformance_lists'

/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
/** A WAV file without a sound in it. */
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA='

const text = (value: string) => ({ type: 'text' as const, text: value })
const image = { type: 'image' as const, data: png, mimeType: 'image/png' }
const answer = (...content: CallToolResult['content']): CallToolResult => ({ content })

const ask = (message: string, requestedSchema: ElicitRequestFormParams['requestedSchema']) =>
  inputRequired.elicit({ message, requestedSchema })
const oneField = (name: string, type: 'string' | 'boolean'): ElicitRequestFormParams['requestedSchema'] => ({
  type: 'object',
  properties: { [name]: type === 'string' ? { type } : { type } },
  required: [name],
})
const askName = ask('What is your name?', oneField('name', 'string'))
const sample = (question: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: text(question) }], maxTokens })

type Run = (context: ServerContext, input: Record<string, string>, call: ToolCall) => ReturnType<McpTool['run']>

export async function createFixtures({ changed, events }: FixtureNeeds): Promise<Fixtures> {
  // For as long as the process lives.
  events.subscribe(listsChannel, (list) => (list === 'tools' ? changed.tools() : changed.prompts()))
  await events.ready()
  return {
    capabilities: {
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { listChanged: true, subscribe: true },
      completions: {},
      logging: {},
    },
    tools: (pending) => [
      ...contentTools(),
      ...askingTools(),
      ...stateTools(pending),
      tool('test_trigger_tool_change', async () => {
        await events.publish(listsChannel, 'tools')
        return answer(text('told'))
      }),
      tool('test_trigger_prompt_change', async () => {
        await events.publish(listsChannel, 'prompts')
        return answer(text('told'))
      }),
    ],
    register(server) {
      registerFixtureResources(server)
      registerFixturePrompts(server)
    },
  }
}

function tool(name: string, run: Run, input: StandardSchemaWithJSON = toolSchema(z.object({}))): McpTool {
  return {
    name,
    title: name,
    description: `Of the conformance suite: ${name}`,
    scope: 'ask',
    annotations: hints.reads,
    input,
    run: (given, call) => run(call.context, given as Record<string, string>, call),
  }
}

/** One that asks nobody and tells of no progress, so that its calls are answered without the SDK. */
function plainTool(name: string, find: () => Promise<CallToolResult>): McpTool {
  return { ...tool(name, find), answer: find }
}

function contentTools(): McpTool[] {
  const resource = (uri: string, mimeType: string, content: string) => ({
    type: 'resource' as const,
    resource: { uri, mimeType, text: content },
  })
  return [
    plainTool('test_simple_text', async () => answer(text('This is a simple text response for testing.'))),
    plainTool('test_image_content', async () => answer(image)),
    plainTool('test_audio_content', async () => answer({ type: 'audio', data: wav, mimeType: 'audio/wav' })),
    plainTool('test_embedded_resource', async () =>
      answer(resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')),
    ),
    plainTool('test_multiple_content_types', async () =>
      answer(
        text('Multiple content types test:'),
        image,
        resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
      ),
    ),
    plainTool('test_error_handling', async () => {
      throw new AppError('conflict', 'This tool intentionally returns an error for testing')
    }),
    tool('test_tool_with_progress', async ({ mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined)
          await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } })
        await delay(50)
      }
      return answer(text('done'))
    }),
    tool('test_tool_with_logging', async ({ mcpReq }) => {
      for (const message of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
        await mcpReq.log('info', message)
        await delay(50)
      }
      return answer(text('done'))
    }),
    tool('test_logging_tool', async ({ mcpReq }) => {
      await mcpReq.log('info', 'only for who asked for it')
      return answer(text('done'))
    }),
    tool('json_schema_2020_12_tool', async () => answer(text('done')), fromJsonSchema(jsonSchema202012)),
    tool(
      'test_mirrored_header',
      async (_, { region = '' }) => answer(text(region)),
      toolSchema(z.object({ region: z.string().optional().meta({ 'x-mcp-header': 'Region' }) })),
    ),
  ]
}

const jsonSchema202012 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
}

/** Answers with whatever came back of what is asked. */
function askOnce(
  name: string,
  request: () => ReturnType<typeof ask>,
  say: (action: string, content: string) => string,
): McpTool {
  return tool(name, async ({ mcpReq }) => {
    const given = inputResponse(mcpReq.inputResponses, 'asked')
    if (given.kind !== 'elicit') return inputRequired({ inputRequests: { asked: request() } })
    return answer(text(say(given.action, JSON.stringify(given.content ?? {}))))
  })
}

function askingTools(): McpTool[] {
  const completed = (action: string, content: string) => `Elicitation completed: action=${action}, content=${content}`
  return [
    tool(
      'test_sampling',
      async ({ mcpReq }, { prompt = '' }) => {
        const given = inputResponse(mcpReq.inputResponses, 'sampled')
        if (given.kind !== 'sampling') return inputRequired({ inputRequests: { sampled: sample(prompt, 100) } })
        return answer(text(`LLM response: ${JSON.stringify(given.result.content)}`))
      },
      toolSchema(z.object({ prompt: z.string() })),
    ),
    tool(
      'test_elicitation',
      async ({ mcpReq }, { message = '' }) => {
        const given = inputResponse(mcpReq.inputResponses, 'asked')
        if (given.kind === 'elicit')
          return answer(text(`User response: ${given.action}, ${JSON.stringify(given.content ?? {})}`))
        const properties = {
          username: { type: 'string' as const, description: "User's response" },
          email: { type: 'string' as const, description: "User's email address" },
        }
        const form = { type: 'object' as const, properties, required: ['username', 'email'] }
        return inputRequired({ inputRequests: { asked: ask(message, form) } })
      },
      toolSchema(z.object({ message: z.string() })),
    ),
    askOnce('test_elicitation_sep1034_defaults', () => ask('Defaults', defaultsForm), completed),
    askOnce('test_elicitation_sep1330_enums', () => ask('Choices', choicesForm), completed),
    askOnce('test_streaming_elicitation', () => askName, completed),
    tool('test_missing_capability', async () => inputRequired({ inputRequests: { sampled: sample('Anything?', 10) } })),
    tool('test_input_required_result_elicitation', async ({ mcpReq }) => {
      const given = acceptedContent(mcpReq.inputResponses, 'user_name', z.object({ name: z.string() }))
      return given ? answer(text(`Hello, ${given.name}!`)) : inputRequired({ inputRequests: { user_name: askName } })
    }),
    tool('test_input_required_result_sampling', async ({ mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, 'capital_question')
      if (given.kind === 'sampling') return answer(text(JSON.stringify(given.result.content)))
      return inputRequired({ inputRequests: { capital_question: sample('What is the capital of France?', 100) } })
    }),
    tool('test_input_required_result_list_roots', async ({ mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, 'client_roots')
      if (given.kind === 'roots') return answer(text(given.roots.map(({ uri }) => uri).join(' ')))
      return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } })
    }),
    tool('test_input_required_result_capabilities', async ({ mcpReq }) => {
      const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {}
      const declared = (envelope[CLIENT_CAPABILITIES_META_KEY] ?? {}) as ClientCapabilities
      return inputRequired({
        inputRequests: {
          ...(declared.elicitation && { user_name: askName }),
          ...(declared.sampling && { greeting: sample('Generate a greeting', 50) }),
        },
      })
    }),
  ]
}

const defaultsForm: ElicitRequestFormParams['requestedSchema'] = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
}

const titled = (title: string) => [1, 2, 3].map((n) => ({ const: `value${n}`, title: `${title} ${n}` }))

const choicesForm: ElicitRequestFormParams['requestedSchema'] = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    titledSingle: { type: 'string', oneOf: titled('Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
    titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
  },
}

function stateTools(pending: PendingState): McpTool[] {
  const sealed = async (context: ServerContext, round: number) => ({
    requestState: await pending.seal({ round }, context),
  })
  const confirm = { confirm: ask('Please confirm', oneField('ok', 'boolean')) }
  const confirming: Run = async (context) =>
    context.mcpReq.requestState<{ round: number }>()?.round === 1
      ? answer(text('state-ok'))
      : inputRequired({ inputRequests: confirm, ...(await sealed(context, 1)) })
  return [
    tool('test_input_required_result_request_state', confirming),
    tool('test_input_required_result_tampered_state', confirming),
    tool('test_input_required_result_multiple_inputs', async (context) => {
      const given = context.mcpReq.inputResponses ?? {}
      const inputRequests = {
        user_name: askName,
        greeting: sample('Generate a greeting', 50),
        client_roots: inputRequired.listRoots(),
      }
      if (Object.keys(inputRequests).every((key) => key in given)) return answer(text(JSON.stringify(given)))
      return inputRequired({ inputRequests, ...(await sealed(context, 1)) })
    }),
    tool('test_input_required_result_multi_round', async (context) => {
      const { round = 0 } = context.mcpReq.requestState<{ round: number }>() ?? {}
      if (round === 2) return answer(text('Both steps are done.'))
      const inputRequests =
        round === 0
          ? { step1: ask('Step 1: What is your name?', oneField('name', 'string')) }
          : { step2: ask('Step 2: What is your favorite color?', oneField('color', 'string')) }
      return inputRequired({ inputRequests, ...(await sealed(context, round + 1)) })
    }),
  ]
}

function registerFixtureResources(server: McpServer): void {
  const description = 'Of the conformance suite.'
  server.registerResource(
    'static-text',
    'test://static-text',
    { description, mimeType: 'text/plain' },
    ({ href: uri }) => ({
      contents: [{ uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }],
    }),
  )
  for (const name of ['static-binary', 'watched-resource'])
    server.registerResource(name, `test://${name}`, { description, mimeType: 'image/png' }, ({ href: uri }) => ({
      contents: [{ uri, mimeType: 'image/png', blob: png }],
    }))
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { description, mimeType: 'application/json' },
    ({ href: uri }, { id }) => ({
      contents: [
        {
          uri,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
        },
      ],
    }),
  )
  server.server.setRequestHandler('resources/subscribe', () => ({}))
  server.server.setRequestHandler('resources/unsubscribe', () => ({}))
}

function registerFixturePrompts(server: McpServer): void {
  const description = 'Of the conformance suite.'
  const user = (content: ReturnType<typeof text> | typeof image) => ({ role: 'user' as const, content })
  server.registerPrompt('test_simple_prompt', { description }, () => ({
    messages: [user(text('This is a simple prompt for testing.'))],
  }))
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description, argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => ({ messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))] }),
  )
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description, argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        user(text('Please process the embedded resource above.')),
      ],
    }),
  )
  server.registerPrompt('test_prompt_with_image', { description }, () => ({
    messages: [user(image), user(text('Please analyze the image above.'))],
  }))
  server.registerPrompt('test_input_required_result_prompt', { description }, ({ mcpReq }) => {
    const given = acceptedContent<{ context: string }>(mcpReq.inputResponses, 'user_context')
    if (given) return { messages: [user(text(`Context: ${given.context}`))] }
    const request = ask('What context should the prompt use?', oneField('context', 'string'))
    return inputRequired({ inputRequests: { user_context: request } })
  })
}
