import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { People } from '#auth'
import { failures } from './failures.ts'
import { nameSchema, passwordSchema } from './user-schemas.ts'
import { setCookies, visitOf } from './visit-of.ts'

const tags = ['sign-in']

const sessionSchema = z
  .object({
    id: z.string(),
    current: z.boolean().describe('Whether it is the one that asks.'),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().describe('To the hour.'),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'BrowserSession' })

/** What somebody who has signed in does with their own account; a token is not enough. */
export function registerAccountRoutes(
  server: FastifyInstance,
  { account }: People,
  publicUrl: string | undefined,
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const done = { 204: z.undefined(), ...failures }
  const withPassword = z.strictObject({ password: passwordSchema })

  routes.patch(
    '/api/v1/session',
    {
      schema: {
        tags,
        operationId: 'renameYourself',
        summary: 'Change your name',
        body: z.strictObject({ name: nameSchema }),
        response: done,
      },
    },
    async (request, reply) => {
      await account.rename(visitOf(request, publicUrl), request.body.name)
      return reply.status(204).send()
    },
  )

  routes.get(
    '/api/v1/session/all',
    {
      schema: {
        tags,
        operationId: 'listSessions',
        summary: 'Where you have signed in, the one used last first',
        response: { 200: z.object({ sessions: z.array(sessionSchema) }), ...failures },
      },
    },
    async (request) => {
      const found = await account.sessions(visitOf(request, publicUrl))
      return {
        sessions: found.map(({ createdAt, lastSeenAt, address, userAgent, ...session }) => ({
          ...session,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          address: address ?? null,
          userAgent: userAgent ?? null,
        })),
      }
    },
  )

  routes.delete(
    '/api/v1/session/all',
    {
      schema: {
        tags,
        operationId: 'signOutElsewhere',
        summary: 'Sign out everywhere else',
        response: { 200: z.object({ ended: z.int() }), ...failures },
      },
    },
    async (request) => ({ ended: await account.endOthers(visitOf(request, publicUrl)) }),
  )

  routes.put(
    '/api/v1/session/password',
    {
      schema: {
        tags,
        operationId: 'changePassword',
        summary: 'Change your password, and sign out everywhere else',
        body: z.strictObject({ current: passwordSchema, next: passwordSchema }),
        response: done,
      },
    },
    async (request, reply) => {
      await account.changePassword(visitOf(request, publicUrl), request.body)
      return reply.status(204).send()
    },
  )

  routes.post(
    '/api/v1/session/two-factor',
    {
      schema: {
        tags,
        operationId: 'startTwoFactor',
        summary: 'Begin to sign in in two steps',
        description: 'Nothing is asked at the next sign-in until a code has confirmed it.',
        body: withPassword,
        response: {
          200: z.object({
            uri: z.string().describe('What an authenticator app reads as a QR code.'),
            secret: z.string().describe('The same, to type in.'),
            backupCodes: z.array(z.string()).describe('Each is good once, instead of a code. Shown this once.'),
          }),
          ...failures,
        },
      },
    },
    async (request) => {
      const started = await account.startTwoFactor(visitOf(request, publicUrl), request.body.password)
      return { ...started, backupCodes: [...started.backupCodes] }
    },
  )

  routes.post(
    '/api/v1/session/two-factor/confirm',
    {
      schema: {
        tags,
        operationId: 'confirmTwoFactor',
        summary: 'Confirm it with a first code',
        body: z.strictObject({
          code: z
            .string()
            .trim()
            .regex(/^\d{6}$/, 'has six digits'),
        }),
        response: done,
      },
    },
    async (request, reply) => {
      setCookies(reply, await account.confirmTwoFactor(visitOf(request, publicUrl), request.body.code))
      return reply.status(204).send()
    },
  )

  routes.delete(
    '/api/v1/session/two-factor',
    {
      schema: {
        tags,
        operationId: 'stopTwoFactor',
        summary: 'Sign in with the password alone again',
        body: withPassword,
        response: done,
      },
    },
    async (request, reply) => {
      setCookies(reply, await account.stopTwoFactor(visitOf(request, publicUrl), request.body.password))
      return reply.status(204).send()
    },
  )
}
