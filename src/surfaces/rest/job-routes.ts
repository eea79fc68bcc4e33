import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '#errors'
import {
  importedJobSchema,
  importJobSchema,
  jobIdSchema,
  jobListSchema,
  jobMatchSchema,
  jobSchema,
  jobSummarySchema,
  resumeHtml,
  resumeOptionsSchema,
  resumePdf,
  tailoredResumeSchema,
  type Jobs,
} from '#interview'
import { failures } from './failures.ts'

const tags = ['jobs']
const params = z.object({ id: jobIdSchema })
const fileOptions = resumeOptionsSchema.extend({
  sources: z.stringbool().default(false).describe('Add where each line stands in the profile, as a last section.'),
})

/** Postings, how the owner fits them, and résumés for them. */
export function registerJobRoutes(server: FastifyInstance, jobs: Jobs): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/v1/jobs',
    {
      bodyLimit: 6 * 1024 * 1024,
      config: {
        bodies: {
          'application/json': importJobSchema,
          'multipart/form-data': z.strictObject({
            file: z.file().describe('HTML, PDF, DOCX, Markdown, text or JSON-LD.'),
          }),
        },
      },
      schema: {
        tags,
        operationId: 'importJob',
        summary: 'Import a job posting',
        description:
          'As JSON with its text (or the HTML of its page), or as a file. The same posting again gives the one that is there.',
        response: { 200: importedJobSchema, ...failures },
      },
    },
    async (request) => {
      jobs.requireWriter(request.actor)
      return jobs.import(request.actor, request.isMultipart() ? await onlyFile(request) : pasted(request.body))
    },
  )

  routes.get(
    '/api/v1/jobs',
    {
      schema: {
        tags,
        operationId: 'listJobs',
        summary: 'List the postings, the newest or the best fitting first',
        querystring: jobListSchema,
        response: { 200: z.object({ jobs: z.array(jobSummarySchema) }), ...failures },
      },
    },
    async (request) => ({ jobs: await jobs.list(request.actor, request.query) }),
  )

  routes.get(
    '/api/v1/jobs/:id',
    {
      schema: {
        tags,
        operationId: 'readJob',
        summary: 'A posting with what it asks for',
        params,
        response: { 200: jobSchema, ...failures },
      },
    },
    (request) => jobs.find(request.actor, request.params.id),
  )

  routes.get(
    '/api/v1/jobs/:id/match',
    {
      schema: {
        tags,
        operationId: 'matchJob',
        summary: 'How the profile and the documents fit a posting',
        description:
          'Each requirement is matched with citations, or named as a gap. What is not clearly proved is a gap.',
        params,
        response: { 200: jobMatchSchema, ...failures },
      },
    },
    (request) => jobs.match(request.actor, request.params.id),
  )

  routes.get(
    '/api/v1/jobs/:id/resume',
    {
      schema: {
        tags,
        operationId: 'tailorResume',
        summary: 'A résumé for a posting, in JSON Resume',
        description:
          'Values of the profile, selected and put in order for the posting; `lines` says where each one stands.',
        params,
        querystring: resumeOptionsSchema,
        response: { 200: tailoredResumeSchema, ...failures },
      },
    },
    (request) => jobs.tailor(request.actor, request.params.id, request.query),
  )

  const file = (format: 'html' | 'pdf') => ({
    schema: {
      tags,
      operationId: `tailorResume${format === 'html' ? 'Html' : 'Pdf'}`,
      summary: `The same résumé as ${format.toUpperCase()}, to download`,
      params,
      querystring: fileOptions,
      response: failures,
    },
  })

  routes.get('/api/v1/jobs/:id/resume.html', file('html'), async (request, reply) => {
    const { sources, ...options } = request.query
    const html = resumeHtml(await jobs.tailor(request.actor, request.params.id, options), { sources })
    return asFile(reply, 'resume.html', 'text/html; charset=utf-8').send(html)
  })

  routes.get('/api/v1/jobs/:id/resume.pdf', file('pdf'), async (request, reply) => {
    const { sources, ...options } = request.query
    const pdf = await resumePdf(await jobs.tailor(request.actor, request.params.id, options), { sources })
    return asFile(reply, 'resume.pdf', 'application/pdf').send(pdf)
  })

  routes.delete(
    '/api/v1/jobs/:id',
    {
      schema: {
        tags,
        operationId: 'deleteJob',
        summary: 'Delete a posting',
        params,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      await jobs.remove(request.actor, request.params.id)
      return reply.status(204).send(null)
    },
  )
}

/** Never shown by the browser as a page of ours. */
function asFile(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
}

async function onlyFile(request: FastifyRequest) {
  const part = await request.file()
  if (!part)
    throw new AppError(
      'invalid_input',
      'No file was sent. Add one as a multipart field, for example: curl -F file=@posting.pdf',
    )
  return { name: part.filename, bytes: await part.toBuffer() }
}

function pasted(body: unknown) {
  const parsed = importJobSchema.safeParse(body)
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.') || 'body',
      message: issue.message,
    }))
    throw new AppError(
      'invalid_input',
      `The request is not valid: ${details.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
      { details },
    )
  }
  const { text, title } = parsed.data
  return { bytes: Buffer.from(text), title }
}
