import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences } from '#auth'
import {
  answerDefaultSchema,
  asCsv,
  comparisonInputSchema,
  comparisonSchema,
  experimentChangeSchema,
  experimentIdSchema,
  experimentResultSchema,
  experimentSchema,
  experimentStates,
  newExperimentSchema,
  noteSchema,
  shipSchema,
  variantNameSchema,
  variantPerformanceSchema,
  type Experiments,
} from '#experiments'
import { callerSignal } from '../http/event-stream.ts'
import { failures } from './failures.ts'

const tags = ['experiments']
const params = z.object({ id: experimentIdSchema })

/** Trying ways of answering on real askers. */
export function registerExperimentRoutes(server: FastifyInstance, experiments: Experiments): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/experiments',
    {
      schema: {
        tags,
        operationId: 'listExperiments',
        summary: 'Experiments, the newest first',
        querystring: z.strictObject({ state: z.enum(experimentStates).optional() }),
        response: { 200: z.object({ experiments: z.array(experimentSchema) }), ...failures },
      },
    },
    async ({ actor, query }) => ({ experiments: await experiments.list(actor, query) }),
  )

  routes.post(
    '/api/v1/experiments',
    {
      schema: {
        tags,
        operationId: 'createExperiment',
        summary: 'Create an experiment',
        description:
          'A draft: nothing happens until it is started. The first arm is the control. An arm is a way of answering: a strategy, and whether a language model may write.',
        body: newExperimentSchema,
        response: { 201: experimentSchema, ...failures },
      },
    },
    async ({ actor, body }, reply) => reply.status(201).send(await experiments.create(actor, body)),
  )

  routes.get(
    '/api/v1/experiments/:id',
    {
      schema: {
        tags,
        operationId: 'findExperiment',
        summary: 'An experiment and what it says so far',
        description:
          'Intervals are valid whenever they are looked at, however often. A `winner` is named only when one excludes zero.',
        params,
        response: { 200: experimentResultSchema, ...failures },
      },
    },
    ({ actor, params: { id } }) => experiments.result(actor, id),
  )

  routes.patch(
    '/api/v1/experiments/:id',
    {
      schema: {
        tags,
        operationId: 'changeExperiment',
        summary: 'Change a draft',
        description: 'Refused (409) for one that has been started.',
        params,
        body: experimentChangeSchema,
        response: { 200: experimentSchema, ...failures },
      },
    },
    ({ actor, params: { id }, body }) => experiments.change(actor, id, body),
  )

  routes.delete(
    '/api/v1/experiments/:id',
    {
      schema: {
        tags,
        operationId: 'deleteExperiment',
        summary: 'Delete an experiment with all that was counted of it',
        description:
          'Refused (409) for one that runs: stop it first. What was shipped stays, until it is taken back or another is shipped.',
        params,
        response: { 204: z.void(), ...failures },
      },
    },
    async ({ actor, params: { id } }, reply) => {
      await experiments.delete(actor, id)
      return reply.status(204).send()
    },
  )

  routes.post(
    '/api/v1/experiments/:id/start',
    {
      schema: {
        tags,
        operationId: 'startExperiment',
        summary: 'Start an experiment',
        description: 'At most one runs for an audience at a time.',
        params,
        response: { 200: experimentSchema, ...failures },
      },
    },
    ({ actor, params: { id } }) => experiments.start(actor, id),
  )

  routes.post(
    '/api/v1/experiments/:id/stop',
    {
      schema: {
        tags,
        operationId: 'stopExperiment',
        summary: 'Stop an experiment, for good',
        params,
        body: z.strictObject({ note: noteSchema.optional() }).default({}),
        response: { 200: experimentSchema, ...failures },
      },
    },
    ({ actor, params: { id }, body }) => experiments.stop(actor, id, body),
  )

  routes.post(
    '/api/v1/experiments/:id/ship',
    {
      schema: {
        tags,
        operationId: 'shipExperiment',
        summary: 'Answer as one of its arms does, from now on',
        description:
          'Refused (409) while nothing shows that the arm is better, unless `force` with a `note` says so. Stops the experiment if it runs.',
        params,
        body: shipSchema,
        response: { 200: experimentSchema, ...failures },
      },
    },
    ({ actor, params: { id }, body }) => experiments.ship(actor, id, body),
  )

  routes.get(
    '/api/v1/experiments/:id/export',
    {
      schema: {
        tags,
        operationId: 'exportExperiment',
        summary: 'The result as a file',
        params,
        querystring: z.strictObject({ format: z.enum(['json', 'csv']).default('json') }),
        response: { 200: z.union([experimentResultSchema, z.string()]), ...failures },
      },
    },
    async ({ actor, params: { id }, query: { format } }, reply) => {
      const result = await experiments.result(actor, id)
      void reply.header('content-disposition', `attachment; filename="${id}.${format}"`)
      if (format === 'json') return result
      void reply.type('text/csv; charset=utf-8')
      return asCsv(result)
    },
  )

  routes.get(
    '/api/v1/experiments/defaults',
    {
      schema: {
        tags,
        operationId: 'listAnswerDefaults',
        summary: 'What was shipped, by audience',
        response: { 200: z.object({ defaults: z.array(answerDefaultSchema) }), ...failures },
      },
    },
    async ({ actor }) => ({ defaults: await experiments.defaults(actor) }),
  )

  routes.delete(
    '/api/v1/experiments/defaults/:audience',
    {
      schema: {
        tags,
        operationId: 'clearAnswerDefault',
        summary: 'Take back what was shipped to an audience',
        params: z.object({ audience: z.enum(audiences) }),
        response: { 204: z.void(), ...failures },
      },
    },
    async ({ actor, params: { audience } }, reply) => {
      await experiments.clearDefault(actor, audience)
      return reply.status(204).send()
    },
  )

  routes.get(
    '/api/v1/experiments/variants/:name',
    {
      schema: {
        tags,
        operationId: 'findVariant',
        summary: 'How an arm or a strategy did, in every experiment',
        params: z.object({ name: variantNameSchema }),
        response: { 200: variantPerformanceSchema, ...failures },
      },
    },
    ({ actor, params: { name } }) => experiments.variant(actor, name),
  )

  routes.post(
    '/api/v1/experiments/comparisons',
    {
      schema: {
        tags,
        operationId: 'compareAnswers',
        summary: 'Answer a question in two ways',
        description:
          'Both answers, what differs, and the experiment that tells which way is better. If none compares the two, one is created and **started**: from then on half of the visitors of `public` and `recruiter` are answered in each way, until you stop it.',
        body: comparisonInputSchema,
        response: { 200: comparisonSchema, ...failures },
      },
    },
    ({ actor, body }, reply) => experiments.compare(actor, body, callerSignal(reply)),
  )
}
