import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences, type AppClient, type ConnectedApp, type OAuth } from '#auth'
import { failures } from './failures.ts'
import { isPlainText } from './plain-text.ts'
import { userSchema } from './user-schemas.ts'
import { visitOf } from './visit-of.ts'

const tags = ['apps']
const appId = z.object({ id: z.string().regex(/^app_[0-9a-f]{20}$/, 'is not the id of a connected app') })

const clientShape = {
  name: z.string().nullable().describe('What the app calls itself; nobody has checked it.'),
  publishedBy: z
    .string()
    .nullable()
    .describe('Host that publishes what the app is (its Client ID Metadata Document); null when it registered itself.'),
  sentTo: z.array(z.string()).describe('Where it gets its answers: hosts, or the kind of a local app.'),
}

const appSchema = z
  .object({
    id: z.string(),
    user: userSchema.pick({ id: true, name: true }),
    ...clientShape,
    scopes: z.array(z.string()).describe('What it may do, of what its person may.'),
    audience: z.enum(audiences).describe('What it sees at most.'),
    connectedAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
  })
  .meta({ id: 'ConnectedApp' })

const consentRequestSchema = z
  .object({
    ...clientShape,
    sentTo: z.string().describe('Where you are sent with the answer: a host, or the kind of a local app.'),
    scopes: z.array(
      z.object({
        scope: z.string(),
        title: z.string(),
        changes: z.boolean().describe('Whether something can be changed with it.'),
        given: z.boolean().describe('Whether you let it before.'),
      }),
    ),
    audiences: z.array(z.enum(audiences)).describe('What you can let it see, least first.'),
    user: userSchema.pick({ id: true, name: true, email: true }),
  })
  .meta({ id: 'ConsentRequest' })

const request = z
  .string()
  .min(1)
  .max(8_000)
  .describe('The query that the consent page was opened with. It is signed, and good for ten minutes.')

/** Apps that people let act for them: the question, the answer, and taking it back. */
export function registerAppRoutes(
  server: FastifyInstance,
  { consents, apps }: OAuth,
  publicUrl: string | undefined,
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/v1/consent/request',
    {
      schema: {
        tags,
        operationId: 'lookAtConsent',
        summary: 'What an app asks you for, without answering',
        body: z.strictObject({ request }),
        response: { 200: consentRequestSchema, ...failures },
      },
    },
    async (asked) => {
      const {
        client,
        redirectUri,
        scopes,
        user,
        audiences: seen,
      } = await consents.look(visitOf(asked, publicUrl), asked.body.request)
      const { id, name, email } = user
      return {
        ...shownClient(client),
        sentTo: destinationOf(redirectUri),
        scopes: scopes.map((scope) => ({ ...scope })),
        audiences: [...seen],
        user: { id, name, email },
      }
    },
  )

  routes.post(
    '/api/v1/consent',
    {
      schema: {
        tags,
        operationId: 'decideConsent',
        summary: 'Let an app act for you, or do not',
        description: 'Only for who has signed in, from a page of this server. What was let before is replaced.',
        body: z.discriminatedUnion('allow', [
          z.strictObject({ request, allow: z.literal(false) }),
          z.strictObject({
            request,
            allow: z.literal(true),
            scopes: z.array(z.string().max(100)).min(1).max(50).describe('What it may do, of what it asks for.'),
            audience: z.enum(audiences).describe('What it sees at most.'),
          }),
        ]),
        response: {
          200: z.object({ url: z.string().describe('Where the browser goes: back to the app.') }),
          ...failures,
        },
      },
    },
    async (asked) => {
      const { request: query, ...decision } = asked.body
      return { url: await consents.decide(visitOf(asked, publicUrl), query, decision) }
    },
  )

  routes.get(
    '/api/v1/connected-apps',
    {
      schema: {
        tags,
        operationId: 'listConnectedApps',
        summary: 'Apps that act for you, the newest first; for the owner, everybody’s',
        response: { 200: z.object({ apps: z.array(appSchema) }), ...failures },
      },
    },
    async ({ actor }) => ({ apps: (await apps.list(actor)).map(shown) }),
  )

  routes.delete(
    '/api/v1/connected-apps/:id',
    {
      schema: {
        tags,
        operationId: 'disconnectApp',
        summary: 'Disconnect it, with all its tokens, at once',
        params: appId,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async ({ actor, params }, reply) => {
      await apps.disconnect(actor, params.id)
      return reply.status(204).send()
    },
  )
}

function shown({ id, userId, userName, client, scopes, audience, connectedAt, lastUsedAt }: ConnectedApp) {
  return {
    id,
    user: { id: userId, name: userName },
    ...shownClient(client),
    scopes: [...scopes],
    audience,
    connectedAt: connectedAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}

function shownClient({ id, name, redirectUris }: AppClient) {
  return {
    // One that cannot be shown could look like another.
    name: name !== undefined && isPlainText(name) ? name.slice(0, 100) : null,
    publishedBy: URL.canParse(id) ? new URL(id).host : null,
    sentTo: [...new Set(redirectUris.map(destinationOf))],
  }
}

/** A name that a person can judge, of an address: its host, `this computer`, or `an app on this device (cursor)`. */
function destinationOf(address: string): string {
  if (!URL.canParse(address)) return 'an unknown place'
  const { protocol, host, hostname } = new URL(address)
  if (protocol === 'https:') return host
  if (protocol === 'http:') return /^(localhost|127\.|\[::1\])/.test(hostname) ? 'a program on this computer' : host
  return `an app on this device (${protocol.slice(0, -1)})`
}
