import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences } from '#auth'
import { AppError } from '#errors'
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

const pastedSchema = z.strictObject({ text: z.string().min(1).max(200_000).describe('A resume as text or Markdown.') })

const readResumeSchema = z
  .object({
    kind: z.enum(['profile', 'draft']).describe('`profile`: it was a JSON Resume, and is as it was given.'),
    profile: profileSchema,
    fields: z
      .array(z.object({ pointer: z.string(), value: z.string(), line: z.string() }))
      .describe('What was filled, each with the line of the resume that says it.'),
    unplaced: z.array(z.string()).describe('Lines that nothing was read from.'),
  })
  .meta({ id: 'ProfileDraft' })

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

  routes.post(
    '/api/v1/twin/profile/draft',
    {
      bodyLimit: 6 * 1024 * 1024,
      config: {
        bodies: {
          'application/json': pastedSchema,
          'multipart/form-data': z.strictObject({
            file: z.file().describe('JSON Resume, PDF, DOCX, Markdown, text or HTML.'),
          }),
        },
      },
      schema: {
        tags,
        operationId: 'draftProfile',
        summary: 'Read a resume into a profile',
        description:
          'By rules, without a model: names, contact, positions with dates, studies, skills and languages, each with the line that says it. Nothing is guessed, and nothing is saved: check it, then save it as your profile.',
        response: { 200: readResumeSchema, ...failures },
      },
    },
    async (request) => {
      twin.sources.requireWriter(request.actor)
      return twin.profileEditor.draft(
        request.actor,
        request.isMultipart() ? await onlyFile(request) : pasted(request.body),
      )
    },
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

async function onlyFile(request: FastifyRequest) {
  const part = await request.file()
  if (!part)
    throw new AppError(
      'invalid_input',
      'No file was sent. Add one as a multipart field, for example: curl -F file=@resume.pdf',
    )
  return { name: part.filename, bytes: await part.toBuffer() }
}

function pasted(body: unknown) {
  const parsed = pastedSchema.safeParse(body)
  if (parsed.success) return { name: 'resume.md', bytes: Buffer.from(parsed.data.text) }
  const details = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'body', message }))
  throw new AppError(
    'invalid_input',
    `The request is not valid: ${details.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
    { details },
  )
}
