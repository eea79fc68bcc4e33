import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  analyticsQuerySchema,
  deletionSchema,
  exportQuerySchema,
  exportSchema,
  linksSchema,
  ratingsViewSchema,
  reportQuerySchema,
  reportSchema,
  seriesSchema,
  seriesSteps,
  summarySchema,
  topicsSchema,
  type Analytics,
} from '#analytics'
import { failures } from './failures.ts'

const tags = ['analytics']

/** What was counted, for who has the scope `analytics:read` and the audience `owner`. */
export function registerAnalyticsRoutes(server: FastifyInstance, analytics: Analytics): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/analytics/summary',
    {
      schema: {
        tags,
        operationId: 'analyticsSummary',
        summary: 'Visitors, sessions, questions, refusals, ratings and latencies of a period',
        querystring: analyticsQuerySchema,
        response: { 200: summarySchema, ...failures },
      },
    },
    ({ actor, query }) => analytics.summary(actor, query),
  )

  routes.get(
    '/api/v1/analytics/series',
    {
      schema: {
        tags,
        operationId: 'analyticsSeries',
        summary: 'The same by hour, day, week or month (UTC)',
        querystring: analyticsQuerySchema.extend({
          step: z
            .enum(seriesSteps)
            .default('day')
            .describe('Weeks begin on Monday. Hours are of everybody together, and kept for 92 days.'),
        }),
        response: { 200: seriesSchema, ...failures },
      },
    },
    ({ actor, query: { step, ...query } }) => analytics.series(actor, query, step),
  )

  routes.get(
    '/api/v1/analytics/topics',
    {
      schema: {
        tags,
        operationId: 'analyticsTopics',
        summary: 'What people ask about, the most asked first',
        querystring: analyticsQuerySchema.extend({ limit: z.coerce.number().int().min(1).max(300).default(20) }),
        response: { 200: topicsSchema, ...failures },
      },
    },
    ({ actor, query: { limit, ...query } }) => analytics.topics(actor, query, limit),
  )

  routes.get(
    '/api/v1/analytics/links',
    {
      schema: {
        tags,
        operationId: 'analyticsLinks',
        summary: 'Share links, and how far their visitors came',
        querystring: analyticsQuerySchema,
        response: { 200: linksSchema, ...failures },
      },
    },
    ({ actor, query }) => analytics.links(actor, query),
  )

  routes.get(
    '/api/v1/analytics/ratings',
    {
      schema: {
        tags,
        operationId: 'analyticsRatings',
        summary: 'What people think of answers, and which topics need work',
        querystring: analyticsQuerySchema,
        response: { 200: ratingsViewSchema, ...failures },
      },
    },
    ({ actor, query }) => analytics.ratings(actor, query),
  )

  routes.get(
    '/api/v1/analytics/report',
    {
      schema: {
        tags,
        operationId: 'analyticsReport',
        summary: 'How things stand, how they change, and what to do about it',
        querystring: reportQuerySchema,
        response: { 200: reportSchema, ...failures },
      },
    },
    ({ actor, query }) => analytics.report(actor, query),
  )

  routes.get(
    '/api/v1/analytics/export',
    {
      schema: {
        tags,
        operationId: 'exportAnalytics',
        summary: 'Rows for a spreadsheet or a program, as JSON or CSV; at most 100,000',
        querystring: exportQuerySchema,
        response: { 200: exportSchema, ...failures },
      },
    },
    async ({ actor, query }, reply) => {
      const { rows, csv } = await analytics.export(actor, query)
      if (csv === undefined) return { what: query.what, rows }
      void reply.header('content-type', 'text/csv; charset=utf-8; header=present')
      void reply.header('content-disposition', `attachment; filename="pollux-${query.what}.csv"`)
      return reply.serializer((text) => text as string).send(csv as never)
    },
  )

  routes.post(
    '/api/v1/analytics/deletions',
    {
      schema: {
        tags,
        operationId: 'deleteAnalytics',
        summary: 'Delete what was counted: before a day, of a share link, or everything; for the owner',
        body: deletionSchema,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async ({ actor, body }, reply) => {
      await analytics.delete(actor, body)
      return reply.status(204).send()
    },
  )
}
