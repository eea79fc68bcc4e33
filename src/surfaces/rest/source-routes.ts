import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences } from '#auth'
import { AppError } from '#errors'
import {
  sourceSummarySchema,
  sourceTextSchema,
  expirySchema,
  languages,
  type FileToIngest,
  type IngestReport,
  type Twin,
  ingestReportSchema,
} from '#twin'
import { plainLine } from '../../plain-line.ts'
import { failures } from './failures.ts'

const tags = ['sources']
const idSchema = z.object({ id: z.string().regex(/^[a-z]+_[0-9a-z]{1,60}$/, 'is not an id') })
const titleSchema = z.string().overwrite(plainLine).trim().min(1).max(300)
const declaredSchema = z.strictObject({
  audience: z
    .enum(audiences)
    .optional()
    .describe('Who may see it. Left out: who may see it already, or the `owner` alone.'),
  language: z.enum(languages).optional().describe('Detected when left out.'),
  title: titleSchema.optional(),
  expiresAt: expirySchema.optional(),
})
const textSchema = declaredSchema.extend({
  name: z.string().trim().min(1).max(200).describe('What makes it the same source next time, such as "report.md".'),
  text: z.string().min(1).max(5_000_000),
})
/** Empty is what a form sends for a field that nobody filled in, so that is how the reference page must start. */
const blankFields = Object.entries(declaredSchema.shape).map(([name, field]) => [name, field.meta({ example: '' })])
const uploadSchema = z.strictObject({
  ...(Object.fromEntries(blankFields) as typeof declaredSchema.shape),
  file: z.array(z.file()).min(1).describe('One field for each file.'),
})

/** Reading, adding, changing and deleting sources. */
export function registerSourceRoutes(server: FastifyInstance, twin: Twin): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/twin/sources',
    {
      schema: {
        tags,
        operationId: 'listSources',
        summary: 'List the sources you may see',
        response: { 200: z.object({ sources: z.array(sourceSummarySchema) }), ...failures },
      },
    },
    async (request) => ({ sources: await twin.sources.list(request.actor) }),
  )

  routes.post(
    '/api/v1/twin/sources',
    {
      bodyLimit: 6 * 1024 * 1024,
      config: { bodies: { 'multipart/form-data': uploadSchema, 'application/json': textSchema } },
      schema: {
        tags,
        operationId: 'addSources',
        summary: 'Add or update sources',
        description:
          'Send files as multipart/form-data, or one text as JSON. The fields hold for all files; an empty one counts as left out. The same name again is a new version; an audience or expiry that is left out then stays as it was. Needs the owner token.',
        response: { 200: z.object({ files: z.array(ingestReportSchema) }), ...failures },
      },
    },
    async (request) => {
      twin.sources.requireWriter(request.actor)
      const files = request.isMultipart()
        ? await readParts(request)
        : [fromText(parseOrThrow(textSchema, request.body))]
      const reports: IngestReport[] = []
      for (const file of files) reports.push(await twin.sources.ingest(request.actor, file))
      refuseIfNothingWasRead(reports)
      return { files: reports }
    },
  )

  routes.get(
    '/api/v1/twin/sources/:id',
    {
      schema: {
        tags,
        operationId: 'readSource',
        summary: 'Read the text that citations point into',
        params: idSchema,
        querystring: z.strictObject({
          version: z
            .string()
            .regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in hexadecimal')
            .optional(),
        }),
        response: { 200: sourceTextSchema, ...failures },
      },
    },
    (request) => twin.sources.read(request.actor, request.params.id, request.query.version),
  )

  routes.patch(
    '/api/v1/twin/sources/:id',
    {
      schema: {
        tags,
        operationId: 'changeSource',
        summary: 'Change who may see a source, its title or its expiry',
        params: idSchema,
        body: z.strictObject({
          audience: z.enum(audiences).optional(),
          title: titleSchema.optional(),
          expiresAt: expirySchema.nullable().optional(),
        }),
        response: { 200: sourceSummarySchema, ...failures },
      },
    },
    (request) => twin.sources.change(request.actor, request.params.id, request.body),
  )

  routes.delete(
    '/api/v1/twin/sources/:id',
    {
      schema: {
        tags,
        operationId: 'deleteSource',
        summary: 'Delete a source with all its versions',
        params: idSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      await twin.sources.remove(request.actor, request.params.id)
      return reply.status(204).send(null)
    },
  )
}

async function readParts(request: FastifyRequest): Promise<FileToIngest[]> {
  const fields: Record<string, unknown> = {}
  const files: { name: string; bytes: Buffer }[] = []
  for await (const part of request.parts()) {
    if (part.type === 'file') files.push({ name: part.filename, bytes: await part.toBuffer() })
    else if (part.value !== '') fields[part.fieldname] = part.value
  }
  if (files.length === 0)
    throw new AppError(
      'invalid_input',
      'No file was sent. Add one as a multipart field, for example: curl -F file=@report.pdf',
    )
  const declared = parseOrThrow(declaredSchema, fields)
  return files.map(({ name, bytes }) => ({
    origin: `upload:${baseName(name)}`,
    name: baseName(name),
    bytes,
    ...withDate(declared),
  }))
}

function fromText({ name, text, ...declared }: z.infer<typeof textSchema>): FileToIngest {
  return {
    origin: `upload:${baseName(name)}`,
    name: /\.\w+$/.test(name) ? baseName(name) : `${baseName(name)}.md`,
    bytes: Buffer.from(text),
    ...withDate(declared),
  }
}

function withDate({ expiresAt, ...declared }: z.infer<typeof declaredSchema>) {
  return { ...declared, ...(expiresAt && { expiresAt: new Date(expiresAt) }) }
}

/** A name sent by a browser is a label; folders in it, `..` among them, mean nothing here. */
function baseName(name: string): string {
  const label = plainLine(name.split(/[\\/]/).at(-1) ?? '').trim()
  return label ? label.slice(-200) : 'unnamed'
}

function parseOrThrow<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || 'body', message: issue.message }))
  throw new AppError(
    'invalid_input',
    `The request is not valid: ${details.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
    { details },
  )
}

function refuseIfNothingWasRead(reports: readonly IngestReport[]): void {
  const skipped = reports.flatMap((report) => (report.status === 'skipped' ? [report] : []))
  if (skipped.length < reports.length) return
  const code = skipped.every(({ reason }) => reason === 'too_large' || reason === 'zip_bomb')
    ? 'payload_too_large'
    : 'invalid_input'
  const details = skipped.map(({ name, reason, message }) => ({ path: name, message: `${reason}: ${message}` }))
  throw new AppError(code, `Nothing was read. ${skipped.map(({ name, message }) => `${name}: ${message}`).join(' ')}`, {
    details,
  })
}
