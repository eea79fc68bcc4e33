import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { tools, type Agents, type Run, type Tool } from '#agents'
import { requireScope } from '#auth'
import { AppError, errorCodes } from '#errors'
import { callerSignal } from '../http/event-stream.ts'
import { setErrorStatus } from '../http/error-reply.ts'
import { errorStatus } from '../http/error-status.ts'

/** How long a call waits for its run before it answers 202. */
const waitMs = 30_000

const envelopeSchema = z
  .object({
    status: z.enum(['ok', 'error']),
    data: z.unknown(),
    error: z.string().nullable(),
    error_code: z.string().optional(),
    timestamp: z.iso.datetime(),
  })
  .meta({ id: 'ToolEnvelope' })

const responses = {
  200: envelopeSchema,
  202: envelopeSchema,
  400: envelopeSchema,
  401: envelopeSchema,
  403: envelopeSchema,
}

/** The eight tools under the names and shapes of the predecessor, doing their work this time. */
export async function registerToolRoutes(server: FastifyInstance, agents: Agents, version: string): Promise<void> {
  await server.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => replyWithEnvelope(error, request, reply))
      scope.setNotFoundHandler((request, reply) => {
        const message = `There is no ${request.method} ${request.url.split('?')[0]}. GET /v1/mcp/tools/health lists the tools.`
        replyWithEnvelope(new AppError('not_found', message), request, reply)
      })
      const routes = scope.withTypeProvider<ZodTypeProvider>()
      const tags = ['tools']

      for (const method of ['GET', 'POST'] as const)
        routes.route({
          method,
          url: '/list_autonomous_agents',
          schema: {
            tags,
            operationId: `listAutonomousAgents${method === 'GET' ? '' : 'Post'}`,
            summary: 'The agents',
            response: { 200: envelopeSchema },
          },
          handler: async () => ok(await agents.overview(version)),
        })

      routes.get(
        '/health',
        {
          onRequest: requireOwner,
          schema: { tags, operationId: 'toolHealth', summary: 'Whether the tools can be called', response: responses },
        },
        async () => {
          const names = tools.map((tool) => tool.name)
          const figures = await agents.queueFigures()
          return ok({ status: 'healthy', mode: 'REAL', tools: names.length, tools_available: names, ...figures })
        },
      )

      for (const tool of tools)
        for (const name of [tool.name, ...tool.aliases])
          routes.post(
            `/${name}`,
            {
              onRequest: requireOwner,
              schema: {
                tags,
                operationId: name === tool.name ? camelCase(name) : `${camelCase(name)}Alias`,
                summary: tool.summary,
                body: tool.emptyBody ? tool.body.nullish() : tool.body,
                response: responses,
              },
            },
            (request, reply) => call(agents, tool, request, reply),
          )
    },
    { prefix: '/v1/mcp/tools' },
  )
}

async function call(agents: Agents, tool: Tool, request: FastifyRequest, reply: FastifyReply) {
  const body = (request.body ?? {}) as Record<string, unknown>
  const signal = callerSignal(reply)
  const started = await agents.startRun(request.actor, tool.capability, tool.input(body), {
    origin: 'rest',
    receipt: body['receipt'] === true,
    signal,
  })
  if (!started.run) return ok(started.output)
  const limit = AbortSignal.any([AbortSignal.timeout(waitMs), signal])
  const run = await agents.runs.waitUnlessAsked(request.actor, started.run.id, limit)
  if (run.state === 'succeeded') return ok({ ...(run.output as object), run_id: run.id, verdict: run.verdict })
  if (run.state === 'failed' || run.state === 'cancelled') {
    const code = errorCodes.find((known) => known === run.error?.code) ?? 'internal'
    void reply.status(errorStatus[code])
    return failed(run)
  }
  const [approval] = (await agents.runs.find(request.actor, run.id)).waitsFor
  void reply.status(202)
  return ok({ run_id: run.id, ...(approval && { approval_id: approval.id }), state: run.state })
}

/** Everything but the list needs the owner token: told before the body is read, which is no stranger's to have checked. */
async function requireOwner({ actor }: FastifyRequest): Promise<void> {
  requireScope(actor, 'agents:run')
}

type Envelope = z.input<typeof envelopeSchema>

function envelope(reply: Omit<Envelope, 'timestamp'>): Envelope {
  return { ...reply, timestamp: new Date().toISOString() }
}

function ok(data: unknown): Envelope {
  return envelope({ status: 'ok', data, error: null })
}

function failed({ id, state, verdict, error, output }: Run): Envelope {
  return envelope({
    status: 'error',
    data: { run_id: id, state, verdict, ...(output ? (output as object) : {}) },
    error: error?.message ?? `The run ${state}.`,
    error_code: error?.code ?? 'internal',
  })
}

function replyWithEnvelope(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message } = setErrorStatus(error, request, reply)
  void reply.send(envelope({ status: 'error', data: null, error: message, error_code: code }))
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
