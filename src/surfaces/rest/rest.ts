import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Agents } from '#agents'
import type { Analytics } from '#analytics'
import { cookieName, requireKnown, type ApiKeys, type OAuth, type People, type ShareLinks } from '#auth'
import type { Desk } from '#desk'
import type { Interview } from '#interview'
import type { Operations } from '#operations'
import type { RightsGuard } from '../http/rights-guard.ts'
import type { Experiments } from '#experiments'
import { registerAccountRoutes } from './account-routes.ts'
import type { Auditor } from '#auditor'
import type { Models } from '#models'
import type { Privacy } from '#privacy'
import type { AnswerProof, Twin } from '#twin'
import type { OwnPages } from '../http/client-of.ts'
import { registerAgentRoutes } from './agent-routes.ts'
import { registerAnalyticsRoutes } from './analytics-routes.ts'
import { registerAppRoutes } from './app-routes.ts'
import { registerApprovalRoutes } from './approval-routes.ts'
import { registerAuditRoutes } from './audit-routes.ts'
import { registerChatRoute } from './chat-route.ts'
import { registerConversationRoutes } from './conversation-routes.ts'
import { registerContradictionRoute } from './contradiction-route.ts'
import { registerDirectoryRoute } from './directory-route.ts'
import { registerExperimentRoutes } from './experiment-routes.ts'
import { registerFeedbackRoutes } from './feedback-routes.ts'
import { registerJobRoutes } from './job-routes.ts'
import { registerKeyRoutes } from './key-routes.ts'
import { registerInboxRoutes } from './inbox-routes.ts'
import { registerModelRoutes } from './model-routes.ts'
import { registerPrivacyRoutes } from './privacy-routes.ts'
import { registerOperationsRoutes } from './operations-routes.ts'
import { registerOutcomeRoute } from './outcome-route.ts'
import { registerInterviewRoutes } from './interview-routes.ts'
import { registerPreviewRoutes } from './preview-routes.ts'
import { registerPracticeRoutes } from './practice-routes.ts'
import { registerEvaluationRoutes } from './evaluation-routes.ts'
import { registerProfileRoutes } from './profile-routes.ts'
import { registerReference } from './reference-page.ts'
import { registerRunRoutes } from './run-routes.ts'
import { registerSessionRoutes } from './session-routes.ts'
import { registerShareRoutes } from './share-routes.ts'
import { registerSopRoutes } from './sop-routes.ts'
import { registerSourceRoutes } from './source-routes.ts'
import { registerSwitchedOff } from './switched-off.ts'
import { registerTicketRoutes } from './ticket-routes.ts'
import { registerToolRoutes } from './tool-routes.ts'
import { registerTwinRoutes } from './twin-routes.ts'
import { registerUserRoutes } from './user-routes.ts'

export interface RestNeeds {
  readonly twin: Twin
  readonly interview: Interview
  readonly desk: Desk
  readonly agents: Agents
  readonly apiKeys: ApiKeys
  readonly shareLinks: ShareLinks
  readonly people: People
  readonly auditor: Auditor<AnswerProof>
  readonly analytics: Analytics
  readonly oauth: OAuth
  readonly models: Models
  readonly privacy: Privacy
  readonly operations: Operations
  readonly rights: RightsGuard
  readonly experiments: Experiments | undefined
}

/** The REST API, its OpenAPI 3.1 description at /api/openapi.json and its reference page at /api/reference. */
export async function registerRest(
  server: FastifyInstance,
  {
    twin,
    desk,
    agents,
    interview,
    apiKeys,
    shareLinks,
    people,
    oauth,
    models,
    privacy,
    auditor,
    operations,
    rights,
    experiments,
    analytics,
  }: RestNeeds,
  { version, ...pages }: { version: string } & OwnPages,
): Promise<void> {
  const { publicUrl } = pages
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pollux',
        version,
        description:
          "A digital twin that shows its proof, and agents that leave receipts. Asking at `public` is open; everything else needs a bearer token (the owner's, a key, or an access token that an app was given by OAuth 2.1), or a session cookie.",
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          ownerToken: { type: 'http', scheme: 'bearer' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: cookieName('session', publicUrl?.startsWith('https:') ?? false),
          },
        },
      },
      security: [{}, { ownerToken: [] }, { session: [] }],
    },
    transform: describeRoute,
    transformObject: (document) => withoutUnusedSchemas(jsonSchemaTransformObject(document)),
  })
  registerTwinRoutes(server, { twin, analytics }, pages)
  registerFeedbackRoutes(server, { twin, analytics, experiments }, pages)
  registerSourceRoutes(server, twin)
  registerInboxRoutes(server, twin)
  registerConversationRoutes(server, twin)
  registerChatRoute(server, twin, pages)
  registerSessionRoutes(server, people, publicUrl)
  if (experiments) registerOutcomeRoute(server, experiments)
  else
    registerSwitchedOff(server, { prefix: '/api/v1/experiments', what: 'Experiments', variable: 'ENABLE_AB_TESTING' })
  await server.register(async (closed) => {
    // Before the body is read: what is wrong with it is no stranger's to know.
    closed.addHook('onRequest', async ({ actor }) => requireKnown(actor))
    registerPreviewRoutes(closed, twin)
    registerContradictionRoute(closed, twin.sources)
    registerProfileRoutes(closed, twin)
    registerJobRoutes(closed, interview.jobs)
    registerTicketRoutes(closed, desk)
    registerSopRoutes(closed, desk)
    registerInterviewRoutes(closed, interview)
    registerEvaluationRoutes(closed, interview)
    registerPracticeRoutes(closed, interview)
    registerAgentRoutes(closed, agents)
    registerRunRoutes(closed, { agents, rights })
    registerApprovalRoutes(closed, agents)
    registerOperationsRoutes(closed, { operations, rights })
    registerKeyRoutes(closed, apiKeys)
    registerShareRoutes(closed, shareLinks, publicUrl)
    registerAccountRoutes(closed, people, publicUrl)
    registerUserRoutes(closed, people, publicUrl)
    registerDirectoryRoute(closed, people)
    registerAuditRoutes(closed, auditor)
    registerAnalyticsRoutes(closed, analytics)
    registerAppRoutes(closed, oauth, publicUrl)
    registerModelRoutes(closed, models)
    registerPrivacyRoutes(closed, { privacy, twin })
    if (experiments) registerExperimentRoutes(closed, experiments)
  })
  await registerToolRoutes(server, agents, version)
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger())
  registerReference(server)
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** By media type: how bodies are described that the route looks at itself, wholly or in part. */
    bodies?: Readonly<Record<string, z.ZodType>>
  }
}

type Transform = typeof jsonSchemaTransform

function describeRoute(document: Parameters<Transform>[0]): ReturnType<Transform> {
  const described = jsonSchemaTransform(document)
  const { bodies } = document.route.config ?? {}
  if (!bodies || !described.schema) return described
  const content = Object.entries(bodies).map(([type, body]) => {
    const { schema } = jsonSchemaTransform({ ...document, schema: { body } })
    return [type, { schema: schema?.body }]
  })
  return { ...described, schema: { ...described.schema, body: { content: Object.fromEntries(content) } } }
}

/** Every schema with a name is described twice, as a body and as an answer (`AnswerInput` and `Answer`); one is not used. */
function withoutUnusedSchemas<Document extends object>(document: Document): Document {
  const { components, ...rest } = document as { components?: { schemas?: Record<string, unknown> } }
  let schemas = components?.schemas ?? {}
  for (;;) {
    const text = JSON.stringify([rest, schemas])
    const used = Object.entries(schemas).filter(([name]) => text.includes(`"#/components/schemas/${name}"`))
    if (used.length === Object.keys(schemas).length) break
    schemas = Object.fromEntries(used)
  }
  return { ...document, components: { ...components, schemas } }
}
