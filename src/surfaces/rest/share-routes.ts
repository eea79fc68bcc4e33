import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences, type IssuedShareLink, type ShareLinks } from '#auth'
import { originOf, publicAddress } from '../http/public-address.ts'
import { isPlainText } from './plain-text.ts'
import { failures } from './failures.ts'

const tags = ['share links']
const linkId = z.object({ id: z.string().regex(/^link_[0-9a-f]{20}$/, 'is not the id of a share link') })
const shared = audiences.filter((audience) => audience !== 'owner')

const linkSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    audience: z.enum(shared),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    questionLimit: z.int().nullable(),
    questions: z.int().describe('Asked so far.'),
    url: z.string().describe('For the person. What lets them in stands after the #, so that no server or log sees it.'),
    token: z.string().describe('The same as a bearer token, for a program.'),
  })
  .meta({ id: 'ShareLink' })

const daySchema = z.object({ day: z.iso.date(), questions: z.int(), refused: z.int() })

/** Links that let somebody in as an audience. */
export function registerShareRoutes(server: FastifyInstance, links: ShareLinks, publicUrl: string | undefined): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  const shown = ({ link, token }: IssuedShareLink, request: FastifyRequest) => ({
    ...link,
    audience: link.audience as (typeof shared)[number],
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
    revokedAt: link.revokedAt?.toISOString() ?? null,
    questionLimit: link.questionLimit ?? null,
    url: `${publicAddress(publicUrl, originOf(request))}/#share=${token}`,
    token,
  })

  routes.get(
    '/api/v1/share-links',
    {
      schema: {
        tags,
        operationId: 'listShareLinks',
        summary: 'Share links, the newest first',
        response: { 200: z.object({ links: z.array(linkSchema) }), ...failures },
      },
    },
    async (request) => ({ links: (await links.list(request.actor)).map((link) => shown(link, request)) }),
  )

  routes.post(
    '/api/v1/share-links',
    {
      schema: {
        tags,
        operationId: 'createShareLink',
        summary: 'Let somebody in as an audience',
        body: z.strictObject({
          name: z
            .string()
            .refine(isPlainText, 'holds characters that cannot be kept')
            .trim()
            .min(1, 'is empty; say whom it is for')
            .max(200),
          audience: z.enum(shared).default('recruiter').describe('What they may see.'),
          expiresInDays: z.int().min(1).max(3_650).optional().describe('Left out, it does not expire.'),
          questionLimit: z.int().min(1).max(1_000_000).optional().describe('Left out, any number may be asked.'),
        }),
        response: { 201: linkSchema, ...failures },
      },
    },
    async (request, reply) => {
      const made = await links.create(request.actor, request.body)
      return reply.status(201).send(shown(made, request))
    },
  )

  routes.get(
    '/api/v1/share-links/:id/days',
    {
      schema: {
        tags,
        operationId: 'shareLinkDays',
        summary: 'What a link was used for, by day',
        params: linkId,
        response: { 200: z.object({ days: z.array(daySchema) }), ...failures },
      },
    },
    async (request) => ({ days: await links.days(request.actor, request.params.id) }),
  )

  routes.delete(
    '/api/v1/share-links/:id',
    {
      schema: {
        tags,
        operationId: 'revokeShareLink',
        summary: 'End it, at once and for good',
        params: linkId,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await links.revoke(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )
}
