import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences } from '#auth'
import { completenessItems, type Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['profile']

const completenessSchema = z
  .object({
    share: z.number().describe('Between 0 and 1.'),
    missing: z
      .array(z.object({ item: z.enum(completenessItems), pointer: z.string() }))
      .describe('The most useful first, with the JSON pointer of its place.'),
  })
  .meta({ id: 'Completeness' })

const versionSchema = z.string().regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in hexadecimal')
const profileSchema = z.record(z.string(), z.unknown())

const editedProfileSchema = z
  .object({
    profile: profileSchema
      .nullable()
      .describe('JSON Resume with `x-pollux`, as it was given; null while there is only the sample, or nothing.'),
    version: z.string().nullable().describe('SHA-256 of the JSON as it is kept. Send it back with a change.'),
    audience: z.enum(audiences).nullable().describe('Who sees what the profile names no other audience for.'),
    origin: z.string().nullable().describe('Where it was read from: `file:…`, `upload:…`.'),
    updatedAt: z.iso.datetime().nullable(),
    completeness: completenessSchema,
    sampleSources: z.int().describe('Sources of the invented person that are still there.'),
  })
  .meta({ id: 'EditedProfile' })

/** The owner's profile as JSON, and leaving the sample behind. */
export function registerProfileRoutes(server: FastifyInstance, twin: Twin): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/twin/profile',
    {
      schema: {
        tags,
        operationId: 'readProfile',
        summary: 'Read your profile as JSON',
        description: 'Everything in it, also what no audience sees: for the owner alone.',
        response: { 200: editedProfileSchema, ...failures },
      },
    },
    (request) => twin.profileEditor.read(request.actor),
  )

  routes.put(
    '/api/v1/twin/profile',
    {
      bodyLimit: 2 * 1024 * 1024,
      schema: {
        tags,
        operationId: 'writeProfile',
        summary: 'Save your profile',
        description:
          'Replaces it, unless it was changed since `version` was read: then it is 409, and nothing is saved. Mistakes are named by JSON pointer. It is read as a source at once. `x-pollux.audiences` says who sees what; without it a new profile is for the owner alone.',
        body: z.strictObject({
          profile: profileSchema,
          version: versionSchema.nullable().describe('The one that was read; null when there was none.'),
        }),
        response: { 200: editedProfileSchema, ...failures },
      },
    },
    (request) => twin.profileEditor.write(request.actor, request.body),
  )

  routes.delete(
    '/api/v1/twin/sample',
    {
      schema: {
        tags,
        operationId: 'removeSample',
        summary: 'Remove the invented person',
        description: 'All sources of the sample twin. What you added and answered yourself stays.',
        response: { 200: z.object({ removed: z.int() }), ...failures },
      },
    },
    async (request) => {
      twin.sources.requireWriter(request.actor)
      return { removed: await twin.sample.remove(request.actor) }
    },
  )
}
