import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { roles, type IssuedLink, type People } from '#auth'
import { originOf, publicAddress } from '../http/public-address.ts'
import { failures } from './failures.ts'
import { emailSchema, invitationSchema, shownInvitation, shownUser, userSchema } from './user-schemas.ts'

const tags = ['users']
const userId = z.object({ id: z.string().regex(/^user_[0-9a-f]{20}$/, 'is not the id of a user') })
const invitationId = z.object({ id: z.string().regex(/^invite_[0-9a-f]{20}$/, 'is not the id of an invitation') })

const url = z
  .string()
  .describe(
    'For the person, once, within 72 hours. Shown this once. What lets them in stands after the #, which no log sees.',
  )

const viewerAudience = z
  .enum(['recruiter', 'colleague'])
  .optional()
  .describe('What a viewer sees; left out: colleague. The other roles have theirs.')

/** People who sign in. */
export function registerUserRoutes(server: FastifyInstance, { users }: People, publicUrl: string | undefined): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  const addressOf = ({ token }: IssuedLink, request: FastifyRequest) =>
    `${publicAddress(publicUrl, originOf(request))}/set-up#token=${token}`

  routes.get(
    '/api/v1/users',
    {
      schema: {
        tags,
        operationId: 'listUsers',
        summary: 'Who can sign in',
        response: { 200: z.object({ users: z.array(userSchema) }), ...failures },
      },
    },
    async ({ actor }) => ({ users: (await users.list(actor)).map(shownUser) }),
  )

  routes.get(
    '/api/v1/users/invitations',
    {
      schema: {
        tags,
        operationId: 'listInvitations',
        summary: 'Invitations that nobody has used yet, the newest first',
        response: { 200: z.object({ invitations: z.array(invitationSchema) }), ...failures },
      },
    },
    async ({ actor }) => ({ invitations: (await users.invitations(actor)).map(shownInvitation) }),
  )

  routes.post(
    '/api/v1/users/invitations',
    {
      schema: {
        tags,
        operationId: 'invite',
        summary: 'Invite somebody',
        body: z.strictObject({
          email: emailSchema.optional().describe('Left out, whoever uses the link chooses.'),
          role: z.enum(roles).default('viewer').describe('What they may do.'),
          audience: viewerAudience,
        }),
        response: { 201: z.object({ invitation: invitationSchema, url }), ...failures },
      },
    },
    async (request, reply) => {
      const issued = await users.invite(request.actor, request.body)
      return reply.status(201).send({ invitation: shownInvitation(issued.link), url: addressOf(issued, request) })
    },
  )

  routes.delete(
    '/api/v1/users/invitations/:id',
    {
      schema: {
        tags,
        operationId: 'withdrawInvitation',
        summary: 'Take an invitation back',
        params: invitationId,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await users.withdraw(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )

  routes.post(
    '/api/v1/users/:id/reset-link',
    {
      schema: {
        tags,
        operationId: 'createResetLink',
        summary: 'A link for a new password',
        params: userId,
        body: z
          .strictObject({
            dropsTwoFactor: z.boolean().default(false).describe('Whether it turns the second step off as well.'),
          })
          .nullish(),
        response: { 201: z.object({ url, expiresAt: z.iso.datetime() }), ...failures },
      },
    },
    async (request, reply) => {
      const dropsTwoFactor = request.body?.dropsTwoFactor ?? false
      const issued = await users.resetLink(request.actor, request.params.id, { dropsTwoFactor })
      const expiresAt = issued.link.expiresAt.toISOString()
      return reply.status(201).send({ url: addressOf(issued, request), expiresAt })
    },
  )

  routes.patch(
    '/api/v1/users/:id',
    {
      schema: {
        tags,
        operationId: 'changeRole',
        summary: 'Change what somebody may do',
        description: 'Who may do less than before is signed out everywhere, and the keys and links they made end.',
        params: userId,
        body: z.strictObject({ role: z.enum(roles), audience: viewerAudience }),
        response: { 200: userSchema, ...failures },
      },
    },
    async (request) => shownUser(await users.changeRole(request.actor, request.params.id, request.body)),
  )

  routes.delete(
    '/api/v1/users/:id',
    {
      schema: {
        tags,
        operationId: 'removeUser',
        summary: 'Remove somebody, and sign them out at once',
        description: 'The keys and links they made end with them, and their schedules start nothing more.',
        params: userId,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await users.remove(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )
}
