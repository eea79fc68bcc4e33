import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { risks, type Agents } from '#agents'
import { failures } from './failures.ts'

const tags = ['agents']

const scheduleSchema = z.object({
  name: z.string(),
  cron: z.string(),
  timezone: z.string(),
  capability: z.string(),
  input: z.unknown(),
  actor: z.string().describe('Whose rights its runs have.'),
  nextAt: z.iso.datetime().nullable().describe('When it comes due next; null when it never does again.'),
})

type Schedules = Awaited<ReturnType<Agents['schedules']['list']>>

function shown({ name, cron, timezone, capability, input, actor, nextAt }: Schedules[number]) {
  return { name, cron, timezone, capability, input, actor: actor.id, nextAt: nextAt?.toISOString() ?? null }
}

/** What the agents can do, and when they do it by themselves. */
export function registerAgentRoutes(server: FastifyInstance, agents: Agents): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/agents',
    {
      schema: {
        tags,
        operationId: 'listAgents',
        summary: 'The agents and their capabilities',
        response: {
          200: z.object({
            agents: z.array(
              z.object({
                name: z.string(),
                purpose: z.string(),
                capabilities: z.array(
                  z.object({
                    name: z.string(),
                    purpose: z.string(),
                    risk: z.enum(risks),
                    timeLimitSeconds: z.number(),
                    input: z.unknown().describe('JSON Schema'),
                    output: z.unknown().describe('JSON Schema'),
                  }),
                ),
              }),
            ),
          }),
          ...failures,
        },
      },
    },
    async (request) => ({ agents: await agents.describe(request.actor) }),
  )

  routes.get(
    '/api/v1/schedules',
    {
      schema: {
        tags,
        operationId: 'listSchedules',
        summary: 'What runs by itself',
        response: { 200: z.object({ schedules: z.array(scheduleSchema) }), ...failures },
      },
    },
    async (request) => ({ schedules: (await agents.schedules.list(request.actor)).map(shown) }),
  )

  const named = z.object({ name: z.string().regex(/^[a-z0-9-]{1,60}$/, 'is written with a-z, 0-9 and -') })

  routes.put(
    '/api/v1/schedules/:name',
    {
      schema: {
        tags,
        operationId: 'setSchedule',
        summary: 'Run a capability again and again',
        description: 'Its runs have your rights, and ask for approval where yours would.',
        params: named,
        body: z.strictObject({
          cron: z
            .string()
            .min(9)
            .max(200)
            .describe('Five fields, as in crontab, or an RFC 5545 rule such as FREQ=DAILY;BYHOUR=2;BYMINUTE=0.'),
          timezone: z.string().max(60).default('UTC').describe('IANA name, such as Europe/Paris.'),
          capability: z.string().max(100),
          input: z.unknown().optional(),
        }),
        response: { 200: scheduleSchema, ...failures },
      },
    },
    async (request) => {
      const schedule = { name: request.params.name, ...request.body, input: request.body.input ?? {} }
      return shown(await agents.schedules.set(request.actor, schedule))
    },
  )

  routes.delete(
    '/api/v1/schedules/:name',
    {
      schema: {
        tags,
        operationId: 'removeSchedule',
        summary: 'Stop running it by itself',
        params: named,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await agents.schedules.remove(request.actor, request.params.name)
      return reply.status(204).send()
    },
  )
}
