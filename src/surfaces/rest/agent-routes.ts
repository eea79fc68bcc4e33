import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { figureDays, risks, type Agents } from '#agents'
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

const lately = z
  .object({
    succeeded: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    open: z.int().describe('Begun, or waiting to be.'),
    lastRunAt: z.iso.datetime(),
    lastFailure: z
      .object({ runId: z.string(), capability: z.string(), message: z.string(), at: z.iso.datetime() })
      .nullable(),
  })
  .describe(`Of the runs of the last ${figureDays} days that are kept; reads leave none unless a receipt is asked for.`)

type Schedules = Awaited<ReturnType<Agents['schedules']['list']>>

function shown({ name, cron, timezone, capability, input, actor, nextAt }: Schedules[number]) {
  return { name, cron, timezone, capability, input, actor: actor.id, nextAt: nextAt?.toISOString() ?? null }
}

type Figures = Awaited<ReturnType<Agents['figures']>>[number]

function shownFigures(figures: Omit<Figures, 'agent'> | undefined): z.infer<typeof lately> | null {
  if (!figures) return null
  const { lastRunAt, lastFailure, ...counts } = figures
  return {
    ...counts,
    lastRunAt: lastRunAt.toISOString(),
    lastFailure: lastFailure ? { ...lastFailure, at: lastFailure.at.toISOString() } : null,
  }
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
                lately: lately.nullable().describe('null without any run.'),
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
    async ({ actor }) => {
      const [described, figures] = await Promise.all([agents.describe(actor), agents.figures(actor)])
      const byName = new Map(figures.map(({ agent, ...figure }) => [agent, figure]))
      return { agents: described.map((agent) => ({ ...agent, lately: shownFigures(byName.get(agent.name)) })) }
    },
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
