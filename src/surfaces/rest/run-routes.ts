import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  receiptSchema,
  runDetailsSchema,
  runIdSchema,
  runSchema,
  runStates,
  showRun,
  showRunDetails,
  type Agents,
  type RunEvent,
} from '#agents'
import { AppError } from '#errors'
import { callerSignal, sendEvents, wantsEvents, type ServerEvent } from '../http/event-stream.ts'
import type { RightsGuard } from '../http/rights-guard.ts'
import { failures } from './failures.ts'

const tags = ['runs']
const longestWaitSeconds = 30
const runId = z.object({ id: runIdSchema })

/** Starting agents, and watching what they do. */
export function registerRunRoutes(
  server: FastifyInstance,
  { agents, rights }: { agents: Agents; rights: RightsGuard },
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/v1/runs',
    {
      schema: {
        tags,
        operationId: 'startRun',
        summary: 'Have an agent do something',
        description:
          'A read answers 200 with its output. Everything else becomes a run: 200 when it ended within `waitSeconds`, else 202. What needs approval waits in the state `waiting`.',
        body: z.strictObject({
          capability: z.string().min(1).max(100).describe('agent.capability, as GET /api/v1/agents lists them.'),
          input: z.unknown().optional(),
          receipt: z.boolean().default(false).describe('Leave a run and a receipt even for a read.'),
          idempotencyKey: z.string().min(1).max(200).optional().describe('The same key gives the same run.'),
          waitSeconds: z.int().min(0).max(longestWaitSeconds).default(0),
        }),
        response: {
          200: z.object({ output: z.unknown(), run: runSchema.nullable() }),
          202: z.object({ output: z.unknown(), run: runSchema.nullable() }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { capability, input, receipt, idempotencyKey, waitSeconds } = request.body
      const signal = callerSignal(reply)
      const started = await agents.startRun(request.actor, capability, input ?? {}, {
        origin: 'rest',
        receipt,
        idempotencyKey,
        signal,
      })
      if (!started.run) return { output: started.output, run: null }
      const limit = AbortSignal.any([AbortSignal.timeout(waitSeconds * 1000), signal])
      const run = waitSeconds > 0 ? await agents.runs.wait(request.actor, started.run.id, limit) : started.run
      return reply.status(run.finishedAt ? 200 : 202).send({ output: run.output ?? null, run: showRun(run) })
    },
  )

  routes.get(
    '/api/v1/runs',
    {
      schema: {
        tags,
        operationId: 'listRuns',
        summary: 'Runs, the newest first',
        querystring: z.strictObject({
          state: z.enum(runStates).optional(),
          capability: z.string().max(100).optional(),
          parent: z.string().max(60).optional(),
        }),
        response: { 200: z.object({ runs: z.array(runSchema) }), ...failures },
      },
    },
    async (request) => {
      const { state, capability, parent } = request.query
      const runs = await agents.runs.list(request.actor, { state, capability, parentId: parent })
      return { runs: runs.map(showRun) }
    },
  )

  routes.get(
    '/api/v1/runs/:id',
    {
      schema: {
        tags,
        operationId: 'getRun',
        summary: 'A run with its steps',
        params: runId,
        response: { 200: runDetailsSchema, ...failures },
      },
    },
    async (request) => showRunDetails(await agents.runs.find(request.actor, request.params.id)),
  )

  routes.get(
    '/api/v1/runs/:id/events',
    {
      schema: {
        tags,
        operationId: 'watchRun',
        summary: 'What happens in a run',
        description:
          'With `Accept: text/event-stream` the events so far and then each as it comes, until the run has ended; else the events so far. Send `Last-Event-ID` to go on where you were.',
        params: runId,
        response: {
          200: z.object({
            events: z.array(z.object({ id: z.int(), type: z.string(), data: z.unknown(), at: z.iso.datetime() })),
          }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const after = lastEventId(request.headers['last-event-id'])
      const { id } = request.params
      if (wantsEvents(request)) {
        const lost = new AbortController()
        const stopWatching = rights.watch(request.credentials, request.actor, () => lost.abort())
        const signal = AbortSignal.any([callerSignal(reply), lost.signal])
        try {
          await sendEvents(request, reply, asServerEvents(agents.runs.events(request.actor, id, after, signal)))
        } finally {
          stopWatching()
        }
        return reply
      }
      const events = await Array.fromAsync(agents.runs.events(request.actor, id, after, AbortSignal.abort()))
      return { events: events.map(showEvent) }
    },
  )

  routes.get(
    '/api/v1/runs/:id/receipt',
    {
      schema: {
        tags,
        operationId: 'getReceipt',
        summary: 'The receipt of a run that has ended',
        params: runId,
        response: { 200: receiptSchema, ...failures },
      },
    },
    (request) => agents.runs.receipt(request.actor, request.params.id),
  )

  routes.post(
    '/api/v1/runs/:id/cancel',
    {
      schema: {
        tags,
        operationId: 'cancelRun',
        summary: 'Stop a run',
        description: 'At once when nothing was begun; else its step is told, and the run ends when it listens.',
        params: runId,
        response: { 200: runSchema, ...failures },
      },
    },
    async (request) => showRun(await agents.runs.cancel(request.actor, request.params.id)),
  )
}

/** From the start without it. Throws `invalid_input` for what no event of ours can have. */
function lastEventId(header: string | string[] | undefined): number {
  if (header === undefined || header === '') return 0
  const id = Number(header)
  if (typeof header === 'string' && /^\d+$/.test(header) && Number.isSafeInteger(id)) return id
  throw new AppError(
    'invalid_input',
    'The header Last-Event-ID is not the id of an event: send the whole number of the last one you have, or leave it out.',
  )
}

function showEvent({ id, type, data, at }: RunEvent) {
  return { id, type, data, at: at.toISOString() }
}

async function* asServerEvents(events: AsyncIterable<RunEvent>): AsyncGenerator<ServerEvent> {
  for await (const event of events) yield { event: event.type, data: showEvent(event), id: event.id }
}
