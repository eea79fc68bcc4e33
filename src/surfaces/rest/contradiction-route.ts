import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences } from '#auth'
import type { Twin } from '#twin'
import { failures } from './failures.ts'

const statementSchema = z.object({
  sourceId: z.string(),
  title: z.string(),
  version: z.string(),
  audience: z.enum(audiences),
  language: z.string(),
  value: z.string(),
  start: z.int().describe('UTF-16 index into the source text.'),
  end: z.int(),
  quote: z.string(),
})

/** Where what the twin knows says two things about one. */
export function registerContradictionRoute(server: FastifyInstance, sources: Twin['sources']): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/twin/contradictions',
    {
      schema: {
        tags: ['sources'],
        operationId: 'listContradictions',
        summary: 'Where sources contradict one another',
        description:
          'Fields of two profiles that hold different values, and sentences of two sources that differ in one number alone. What contradicts in other words is not found. Expired sources and procedures are not compared.',
        response: {
          200: z.object({
            contradictions: z.array(
              z.object({
                kind: z.enum(['profile', 'number']),
                about: z.string().describe('JSON pointer to the field, or the sentence with # for the number.'),
                statements: z.array(statementSchema),
              }),
            ),
            compared: z.int().describe('Sources that were compared: the newest 2,000.'),
            comparable: z.int(),
          }),
          ...failures,
        },
      },
    },
    async ({ actor }) => {
      const found = await sources.contradictions(actor)
      return {
        ...found,
        contradictions: found.contradictions.map((one) => ({ ...one, statements: [...one.statements] })),
      }
    },
  )
}
