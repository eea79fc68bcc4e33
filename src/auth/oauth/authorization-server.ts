import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'
import type { ClientDiscovery } from '@better-auth/oauth-provider'
import QuickLRU from 'quick-lru'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { baseOptions, betterAuthSecret } from '../sign-in/better-auth.ts'
import { appScopes } from './app-scopes.ts'
import { clientMetadataFetch } from './client-metadata.ts'
import { oauthSchema } from './oauth-schema.ts'

/** The library's authorization server (OAuth 2.1) for one origin of ours. */
export interface AuthorizationServer {
  /** Throws what went wrong on our side; what the request got wrong is in the answer. */
  handle(request: Request): Promise<Response>
  /** RFC 8414, as the library has it. */
  metadata(): Promise<Readonly<Record<string, unknown>>>
}

export interface AuthorizationServerNeeds {
  readonly database: Database
  /** The product's secret; undefined until the first start has made it. */
  readonly secret: () => Promise<string | undefined>
  /** In tests, where documents that apps publish of themselves are fetched from, in place of the network. */
  readonly metadataServer: string | undefined
}

/** Begin the tokens, so that scanners of leaked secrets know what they see. */
export const appTokenPrefix = 'plx_app_'
const refreshTokenPrefix = 'plx_refresh_'

/** Begins the id of what somebody has let an app do. */
const appIdPrefix = 'app_'

const hour = 3_600
const rememberedOrigins = 16
/** An app whose answer was lost, or two processes of it at once, may ask again so soon; later, it is somebody else. */
const forgivenReuseSeconds = 10

/** Gives the server for an origin. Loaded on the first call, and never by the start: see createBetterAuth. */
export function createAuthorizationServer({ database, secret, metadataServer }: AuthorizationServerNeeds) {
  const servers = new QuickLRU<string, Promise<AuthorizationServer>>({ maxSize: rememberedOrigins })
  const ownSecret = betterAuthSecret(secret)
  // One for all origins, since it remembers what it fetched, and how often it may.
  let discovery: Promise<ClientDiscovery> | undefined

  async function openDiscovery(): Promise<ClientDiscovery> {
    const { createCimdClientDiscovery } = await import('@better-auth/cimd')
    return createCimdClientDiscovery({
      fetchClientMetadataResource: clientMetadataFetch(metadataServer),
      metadataProfile: 'mcp-2026-07-28',
    })
  }

  return (origin: string): Promise<AuthorizationServer> => {
    const known = servers.get(origin)
    if (known) return known
    const made = (async () =>
      makeServer({ origin, database, secret: await ownSecret() }, await (discovery ??= openDiscovery())))()
    servers.set(origin, made)
    made.catch(() => servers.delete(origin))
    return made
  }
}

/** As tokens are kept. */
export function hashOfAppToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** What tokens can be asked for, as a resource (RFC 8707): the whole API, or one of its two doors for MCP clients. */
export function resourcesOf(origin: string): string[] {
  return [origin, `${origin}/mcp`, `${origin}/mcp/me`]
}

async function makeServer(
  instance: { origin: string; database: Database; secret: string },
  discovery: ClientDiscovery,
): Promise<AuthorizationServer> {
  const [{ betterAuth }, { oauthProvider }] = await Promise.all([
    import('better-auth'),
    import('@better-auth/oauth-provider'),
  ])
  const failures = new AsyncLocalStorage<{ error?: unknown }>()
  const base = baseOptions(instance)
  const { origin } = instance
  const newToken = () => randomBytes(32).toString('base64url')
  const auth = betterAuth({
    ...base,
    // The issuer is the origin itself, so that its metadata stands where every client looks first.
    basePath: '/',
    advanced: {
      ...base.advanced,
      database: {
        ...base.advanced.database,
        generateId: ({ model }) =>
          model === 'oauthConsent' ? appIdPrefix + randomBytes(10).toString('hex') : randomBytes(16).toString('hex'),
      },
    },
    onAPIError: {
      errorURL: `${origin}/consent`,
      onError(error) {
        const failure = failures.getStore()
        if (failure && !((error as { statusCode?: number }).statusCode! < 500)) failure.error = error
      },
    },
    plugins: [
      oauthProvider({
        loginPage: '/sign-in',
        consentPage: '/consent',
        scopes: appScopes.map(({ scope }) => scope),
        grantTypes: ['authorization_code', 'refresh_token'],
        resources: resourcesOf(origin),
        enforcePerClientResources: false,
        allowDynamicClientRegistration: true,
        allowUnauthenticatedClientRegistration: true,
        // Opaque: what a row says can be taken back at once, and there is no key to keep.
        disableJwtPlugin: true,
        accessTokenExpiresIn: hour,
        refreshTokenExpiresIn: 30 * 24 * hour,
        refreshTokenReuseInterval: forgivenReuseSeconds,
        codeExpiresIn: 600,
        storeTokens: { hash: async (token) => hashOfAppToken(token) },
        generateOpaqueAccessToken: newToken,
        generateRefreshToken: newToken,
        prefix: { opaqueAccessToken: appTokenPrefix, refreshToken: refreshTokenPrefix },
        extensions: [{ clientDiscovery: discovery }],
        schema: oauthSchema,
        silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
      }),
    ],
  })
  return {
    async handle(request) {
      const failure: { error?: unknown } = {}
      const response = await failures.run(failure, () => auth.handler(request))
      if (failure.error !== undefined) throw failureOf(failure.error)
      return response
    },
    metadata: async () => ({ ...(await auth.api.getOAuthServerConfig()) }),
  }
}

/** `invalid byte sequence` and `unsupported Unicode escape sequence` of PostgreSQL: a NUL somewhere in what was sent. */
const unstorable = new Set(['22021', '22P05'])

function failureOf(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause
    if (unstorable.has((cause as { code?: string }).code ?? ''))
      return new AppError('invalid_input', 'The request holds characters that cannot be kept.', { cause: error })
  }
  return error
}
