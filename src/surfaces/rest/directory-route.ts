import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { roles, type People } from '#auth'
import { failures } from './failures.ts'

const namedActorSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles).nullable().describe('Of somebody who signs in; null for a key.'),
  })
  .meta({ id: 'NamedActor' })

/** Who stands behind the ids in runs, approvals and tickets. */
export function registerDirectoryRoute(server: FastifyInstance, { directory }: People): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/actors',
    {
      schema: {
        tags: ['users'],
        operationId: 'listActors',
        summary: 'Names of people and keys',
        description:
          'For whoever reads runs and tickets, which name who acted by id. Keys that see more than you are left out.',
        response: { 200: z.object({ actors: z.array(namedActorSchema) }), ...failures },
      },
    },
    async ({ actor }) => ({
      actors: (await directory.list(actor)).map(({ id, name, role }) => ({ id, name, role: role ?? null })),
    }),
  )
}
