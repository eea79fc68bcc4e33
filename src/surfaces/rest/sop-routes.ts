import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Desk, UsedSop } from '#desk'
import { sopDetailsSchema, sopSummarySchema } from './desk-schemas.ts'
import { failures } from './failures.ts'

const tags = ['desk']

/** Standard operating procedures, and how often they worked. */
export function registerSopRoutes(server: FastifyInstance, { sops }: Pick<Desk, 'sops'>): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/sops',
    {
      schema: {
        tags,
        operationId: 'listSops',
        summary: 'Procedures, with their success rates',
        response: { 200: z.object({ sops: z.array(sopSummarySchema) }), ...failures },
      },
    },
    async (request) => ({ sops: (await sops.list(request.actor)).map(summaryOf) }),
  )

  routes.get(
    '/api/v1/sops/:id',
    {
      schema: {
        tags,
        operationId: 'findSop',
        summary: 'A procedure',
        params: z.object({ id: z.string().min(1).max(200) }),
        response: { 200: sopDetailsSchema, ...failures },
      },
    },
    async (request) => {
      const used = await sops.find(request.actor, request.params.id)
      const { when, inputs, preconditions, steps, postconditions, body } = used.sop
      const { resolved, failed, abandoned } = used.figures
      return {
        ...summaryOf(used),
        keywords: when.keywords,
        alerts: when.alert,
        inputs,
        preconditions,
        steps,
        postconditions,
        body,
        resolved,
        failed,
        abandoned,
      }
    },
  )
}

function summaryOf({ sop, figures }: UsedSop) {
  return {
    id: sop.id,
    title: sop.title,
    category: sop.when.category,
    ...(sop.when.subcategory && { subcategory: sop.when.subcategory }),
    risk: sop.risk,
    estimatedMinutes: sop.estimated_minutes,
    used: figures.used,
    successRate: figures.successRate,
    medianMinutes: figures.medianMinutes,
  }
}
