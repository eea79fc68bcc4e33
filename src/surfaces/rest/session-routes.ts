import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences, roles, scopes, type CodeNeeded, type People, type SignedIn } from '#auth'
import { failures } from './failures.ts'
import { emailSchema, nameSchema, passwordSchema, shownUser, userSchema } from './user-schemas.ts'
import { setCookies, visitOf } from './visit-of.ts'

const tags = ['sign-in']

const actorSchema = z
  .object({
    kind: z.enum(['public', 'token', 'user']).describe('How they are known.'),
    id: z.string(),
    role: z.enum(roles).nullable(),
    audience: z.enum(audiences).describe('What they see.'),
    scopes: z.array(z.enum(scopes)).describe('What they may do.'),
    user: userSchema.nullable(),
  })
  .meta({ id: 'Session' })

const signedInSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed_in'), user: userSchema }),
  z.object({ status: z.literal('code_needed') }),
])

const token = z.string().regex(/^[\w-]{43}$/, 'is not the token of a link')

/** Coming in, being somebody, and going. */
export function registerSessionRoutes(server: FastifyInstance, people: People, publicUrl: string | undefined): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const { signIn, links, users } = people

  const shownOutcome = async (outcome: SignedIn | CodeNeeded) =>
    outcome.status === 'code_needed'
      ? ({ status: 'code_needed' } as const)
      : ({ status: 'signed_in', user: shownUser(await users.require(outcome.userId)) } as const)

  routes.get(
    '/api/v1/session',
    {
      schema: {
        tags,
        operationId: 'getSession',
        summary: 'Who you are',
        response: { 200: actorSchema, ...failures },
      },
    },
    async ({ actor, headers }, reply) => {
      void reply.header('cache-control', 'private, no-store')
      const user = actor.role === undefined ? null : shownUser(await users.require(actor.id))
      const kind: z.infer<typeof actorSchema>['kind'] = user
        ? 'user'
        : headers.authorization === undefined
          ? 'public'
          : 'token'
      const { id, role = null, audience } = actor
      return { kind, id, role, audience, scopes: [...actor.scopes], user }
    },
  )

  routes.post(
    '/api/v1/session',
    {
      config: { ownPageOnly: true },
      schema: {
        tags,
        operationId: 'signIn',
        summary: 'Sign in',
        description:
          'The answer sets a cookie. With `code_needed` the sign-in is finished by POST /api/v1/session/code within ten minutes. After five failures for an email address or from a network address, the wait doubles from one second to a quarter of an hour.',
        body: z.strictObject({ email: emailSchema, password: passwordSchema }),
        response: { 200: signedInSchema, ...failures },
      },
    },
    async (request, reply) => {
      const outcome = await signIn.signIn(visitOf(request, publicUrl), request.body)
      setCookies(reply, outcome.cookies)
      return shownOutcome(outcome)
    },
  )

  routes.post(
    '/api/v1/session/code',
    {
      config: { ownPageOnly: true },
      schema: {
        tags,
        operationId: 'enterCode',
        summary: 'The second step of signing in',
        body: z.strictObject({
          code: z
            .string()
            .trim()
            .min(6)
            .max(20)
            .describe('Six digits of the app, or a backup code. Each is good once.'),
        }),
        response: { 200: signedInSchema, ...failures },
      },
    },
    async (request, reply) => {
      const outcome = await signIn.enterCode(visitOf(request, publicUrl), request.body.code)
      setCookies(reply, outcome.cookies)
      return shownOutcome(outcome)
    },
  )

  routes.delete(
    '/api/v1/session',
    {
      config: { ownPageOnly: true },
      schema: {
        tags,
        operationId: 'signOut',
        summary: 'Sign out',
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      setCookies(reply, await signIn.signOut(visitOf(request, publicUrl)))
      return reply.status(204).send()
    },
  )

  routes.post(
    '/api/v1/session/link',
    {
      schema: {
        tags,
        operationId: 'lookAtLink',
        summary: 'What a one-time link is for, without using it',
        body: z.strictObject({ token }),
        response: {
          200: z.object({
            kind: z.enum(['set_up', 'invitation', 'reset']),
            email: z.string().nullable().describe('Null when you choose.'),
            role: z.enum(roles),
            expiresAt: z.iso.datetime(),
          }),
          ...failures,
        },
      },
    },
    async (request) => {
      const { kind, email, role, expiresAt } = await links.look(request.body.token)
      return { kind, email: email ?? null, role, expiresAt: expiresAt.toISOString() }
    },
  )

  routes.post(
    '/api/v1/session/set-up',
    {
      config: { ownPageOnly: true },
      schema: {
        tags,
        operationId: 'useLink',
        summary: 'Make your account, or set a new password, by a one-time link',
        description: 'Signs in as well. A password has 12 to 128 characters, of any kind.',
        body: z.strictObject({
          token,
          name: nameSchema.optional(),
          email: emailSchema.optional(),
          password: passwordSchema,
        }),
        response: { 200: signedInSchema, ...failures },
      },
    },
    async (request, reply) => {
      const visit = visitOf(request, publicUrl)
      const { email } = await links.use(visit, request.body)
      const outcome = await signIn.signIn(visit, { email, password: request.body.password })
      setCookies(reply, outcome.cookies)
      return shownOutcome(outcome)
    },
  )
}
