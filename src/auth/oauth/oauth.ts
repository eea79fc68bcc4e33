import type { Database, Storage } from '#storage'
import { deleteEveryDay } from '../../delete-every-day.ts'
import type { Sessions } from '../sign-in/sessions.ts'
import { libraryHeaders, type Visit } from '../sign-in/visit.ts'
import { askedScopes, appScopes, resourceScopes } from './app-scopes.ts'
import { createAuthorizationServer, resourcesOf } from './authorization-server.ts'
import { createConnectedApps, type ConnectedApps } from './connected-apps.ts'
import { createConsents, type Consents } from './consents.ts'
import { clientRegistration } from './client-registration.ts'
import { tokenError } from './token-error.ts'

/** An answer to a program: JSON, or nothing. */
export interface OAuthAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> | undefined
}

export type OAuthOutcome = 'issued' | 'refreshed' | 'refused' | 'revoked'

/** How an app comes to act for somebody (OAuth 2.1). Addresses are absolute and begin with the origin that a request came to. */
export interface OAuth {
  readonly consents: Consents
  readonly apps: ConnectedApps
  /** RFC 8414: what is true of this server, of all that the library says of itself. */
  serverMetadata(origin: string): Promise<Readonly<Record<string, unknown>>>
  /** RFC 9728, of a path of ours: `''` for the whole API, `/mcp` or `/mcp/me`. */
  resourceMetadata(origin: string, path: string): Readonly<Record<string, unknown>>
  /** RFC 6749, 4.1.1. Returns where the browser goes: the consent page, the sign-in page, or back to the app. */
  authorize(visit: Visit, query: string): Promise<string>
  /** RFC 6749, 4.1.3 and 6. `form` is the body. */
  token(origin: string, form: string, authorization: string | undefined): Promise<OAuthAnswer>
  /** RFC 7591. */
  register(origin: string, body: unknown): Promise<OAuthAnswer>
  /** RFC 7009. An app that gives its last token back is connected no more. */
  revoke(origin: string, form: string, authorization: string | undefined): Promise<OAuthAnswer>
  /** Deletes what has ended once a day, until disposed. */
  maintain(told: { deleted: (count: number) => void; failed: (error: unknown) => void }): AsyncDisposable
}

export interface OAuthNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly secret: () => Promise<string | undefined>
  readonly sessions: Sessions
  /** Told after every change, for this process and the others. */
  readonly changed: () => void
  readonly observe: (outcome: OAuthOutcome) => void
  /** In tests, what stands in for the network: see createAuthorizationServer. */
  readonly metadataServer: string | undefined
}

/** Of an authorization request; all else, such as what OpenID Connect adds, means nothing here. */
const understood = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const

export function createOAuth(needs: OAuthNeeds): OAuth {
  const { database, transaction, sessions, changed, observe } = needs
  const server = createAuthorizationServer(needs)
  const apps = createConnectedApps({ database, transaction, changed })

  async function post(
    origin: string,
    path: string,
    { type, body, authorization }: { type: string; body: string; authorization?: string | undefined },
  ): Promise<OAuthAnswer> {
    const headers = new Headers({ 'content-type': type, accept: 'application/json' })
    if (authorization !== undefined) headers.set('authorization', authorization)
    const request = new Request(origin + path, { method: 'POST', headers, body })
    const response = await (await server(origin)).handle(request)
    const text = await response.text()
    const parsed: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, body: (parsed ?? undefined) as OAuthAnswer['body'] }
  }

  return {
    consents: createConsents({ database, transaction, sessions, server, changed }),
    apps,
    maintain: (told) => deleteEveryDay(() => apps.tidy(), told),

    async serverMetadata(origin) {
      const {
        issuer,
        authorization_endpoint,
        token_endpoint,
        registration_endpoint,
        revocation_endpoint,
        response_types_supported,
        response_modes_supported,
        grant_types_supported,
        token_endpoint_auth_signing_alg_values_supported,
        code_challenge_methods_supported,
        authorization_response_iss_parameter_supported,
        client_id_metadata_document_supported,
      } = await (await server(origin)).metadata()
      return {
        issuer,
        authorization_endpoint,
        token_endpoint,
        registration_endpoint,
        revocation_endpoint,
        response_types_supported,
        response_modes_supported,
        grant_types_supported,
        token_endpoint_auth_methods_supported: clientAuthentication,
        token_endpoint_auth_signing_alg_values_supported,
        revocation_endpoint_auth_methods_supported: clientAuthentication,
        revocation_endpoint_auth_signing_alg_values_supported: token_endpoint_auth_signing_alg_values_supported,
        code_challenge_methods_supported,
        authorization_response_iss_parameter_supported,
        client_id_metadata_document_supported,
        scopes_supported: appScopes.map(({ scope }) => scope),
        protected_resources: resourcesOf(origin),
      }
    },

    resourceMetadata: (origin, path) => ({
      resource: origin + path,
      authorization_servers: [origin],
      scopes_supported: resourceScopes,
      bearer_methods_supported: ['header'],
      resource_name: 'Pollux',
    }),

    async authorize(visit, query) {
      const asked = new URLSearchParams(query)
      const passed = new URLSearchParams()
      // Repeated ones too, which the library refuses.
      for (const name of understood) for (const value of asked.getAll(name)) passed.append(name, value)
      passed.set('scope', askedScopes(asked.get('scope') ?? undefined).join(' '))
      // Each time: an app without a secret could be another one with its id (RFC 8252, 8.6).
      passed.set('prompt', 'consent')
      const resources = asked.getAll('resource').map((resource) => withoutSlash(visit.origin, resource))
      for (const resource of resources.length > 0 ? resources : [`${visit.origin}/mcp`])
        passed.append('resource', resource)
      // A session that has rested too long is none, which the library does not know.
      const known = await sessions.find(visit.cookie, visit.origin)
      const headers = libraryHeaders(visit, known && 'session')
      headers.set('accept', 'text/html')
      const request = new Request(`${visit.origin}/oauth2/authorize?${passed.toString()}`, { headers })
      const response = await (await server(visit.origin)).handle(request)
      const location = response.headers.get('location')
      if (location === null) {
        // What an app publishes of itself cannot be read, or not now: there is no address yet to send anybody back to.
        const { error = 'invalid_request' } = (await response.json()) as { error?: string }
        return `${visit.origin}/consent?${new URLSearchParams({ error }).toString()}`
      }
      // As one value, which no router of the page takes apart.
      if (location.startsWith('/consent?'))
        return `/consent?${new URLSearchParams({ request: location.slice('/consent?'.length) }).toString()}`
      if (!location.startsWith('/sign-in?')) return location
      return `/sign-in?${new URLSearchParams({ next: `/oauth2/authorize?${asked.toString()}` }).toString()}`
    },

    async token(origin, form, authorization) {
      const asked = new URLSearchParams(form)
      const resources = asked.getAll('resource')
      asked.delete('resource')
      for (const resource of resources) asked.append('resource', withoutSlash(origin, resource))
      const answer = tokenError(
        await post(origin, '/oauth2/token', { type: formType, body: asked.toString(), authorization }),
      )
      const token = answer.status === 200 ? answer.body?.['access_token'] : undefined
      const isFirst = asked.get('grant_type') === 'authorization_code'
      observe(typeof token !== 'string' ? 'refused' : isFirst ? 'issued' : 'refreshed')
      if (typeof token === 'string' && isFirst) await apps.noteIssued(token)
      return answer
    },

    async register(origin, body) {
      const registration = clientRegistration(body)
      if ('error' in registration) return { status: 400, body: registration }
      return post(origin, '/oauth2/register', {
        type: 'application/json',
        body: JSON.stringify(registration),
      })
    },

    async revoke(origin, form, authorization) {
      const token = new URLSearchParams(form).get('token')
      const id = token === null ? undefined : await apps.findByToken(token)
      const answer = await post(origin, '/oauth2/revoke', { type: formType, body: form, authorization })
      if (answer.status === 200) {
        observe('revoked')
        if (id !== undefined) await apps.endIfEmpty(id)
      }
      // RFC 7009, 2.2: a token that is none is as good as revoked.
      if (token !== null && id === undefined && answer.body?.['error'] === 'invalid_request')
        return { status: 200, body: undefined }
      return answer.status === 200 ? { status: 200, body: undefined } : tokenError(answer)
    },
  }
}

const formType = 'application/x-www-form-urlencoded'

/** Apps have no secrets to keep here: those that publish what they are may sign (RFC 7523). */
const clientAuthentication = ['none', 'private_key_jwt']

/** Clients write the origin with a slash at its end or without. */
function withoutSlash(origin: string, resource: string): string {
  return resource === `${origin}/` ? origin : resource
}
