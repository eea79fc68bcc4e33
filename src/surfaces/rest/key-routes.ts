import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences, keyScopes, type ApiKey, type ApiKeys } from '#auth'
import { isPlainText } from './plain-text.ts'
import { failures } from './failures.ts'

const tags = ['keys']
const keyId = z.object({ id: z.string().regex(/^key_[0-9a-f]{20}$/, 'is not the id of a key') })

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    audience: z.enum(audiences),
    scopes: z.array(z.string()),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
  })
  .meta({ id: 'ApiKey' })

const issuedSchema = z.object({
  key: keySchema,
  secret: z.string().describe('Sent as a bearer token. Shown this once; only its hash is kept.'),
})

function shown({ createdAt, expiresAt, revokedAt, lastUsedAt, scopes: granted, ...key }: ApiKey) {
  return {
    ...key,
    scopes: [...granted],
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}

/** Keys for programs: who else may come in, and what they may see and do. */
export function registerKeyRoutes(server: FastifyInstance, keys: ApiKeys): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/keys',
    {
      schema: {
        tags,
        operationId: 'listKeys',
        summary: 'Keys, the newest first, with those that are revoked',
        response: { 200: z.object({ keys: z.array(keySchema) }), ...failures },
      },
    },
    async (request) => ({ keys: (await keys.list(request.actor)).map(shown) }),
  )

  routes.post(
    '/api/v1/keys',
    {
      schema: {
        tags,
        operationId: 'createKey',
        summary: 'Make a key',
        description:
          'It cannot have more rights than you. Agents ask for approval of what it changes, as the policy says.',
        body: z.strictObject({
          name: z
            .string()
            .refine(isPlainText, 'holds characters that cannot be kept')
            .trim()
            .min(1, 'is empty; say what it is for')
            .max(200),
          audience: z.enum(audiences).default('public').describe('What it may see.'),
          scopes: z.array(z.enum(keyScopes)).min(1, 'name at least one').describe('What it may do.'),
          expiresInDays: z.int().min(1).max(3_650).optional().describe('Left out, it does not expire.'),
        }),
        response: { 201: issuedSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { key, secret } = await keys.create(request.actor, request.body)
      return reply.status(201).send({ key: shown(key), secret })
    },
  )

  routes.post(
    '/api/v1/keys/:id/rotate',
    {
      schema: {
        tags,
        operationId: 'rotateKey',
        summary: 'Give it a new secret; the old one works a while longer',
        params: keyId,
        body: z
          .strictObject({
            overlapHours: z.int().min(0).max(720).default(24).describe('How long the old secret still works.'),
          })
          .nullish(),
        response: { 200: issuedSchema, ...failures },
      },
    },
    async (request) => {
      const { key, secret } = await keys.rotate(request.actor, request.params.id, request.body?.overlapHours ?? 24)
      return { key: shown(key), secret }
    },
  )

  routes.delete(
    '/api/v1/keys/:id',
    {
      schema: {
        tags,
        operationId: 'revokeKey',
        summary: 'Revoke it, at once and for good',
        params: keyId,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await keys.revoke(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )
}
