import { randomBytes } from 'node:crypto'
import type { BetterAuthOptions } from 'better-auth'
import QuickLRU from 'quick-lru'
import type { Database, Transaction } from '#storage'
import { derivedKey } from '../derived-key.ts'

/** The library, set as Pollux needs it. */
export type BetterAuth = Awaited<ReturnType<typeof makeInstance>>

export interface BetterAuthNeeds {
  readonly database: Database
  /** The product's secret; undefined until the first start has made it. */
  readonly secret: () => Promise<string | undefined>
}

/** The header in which the address of a caller reaches the library: never one that a caller can send. */
export const addressHeader = 'x-pollux-address'

/** However much it is used, a session ends after so long; one that rests ends sooner: see sessions.ts. */
const longestDays = 30
const rememberedOrigins = 16

/**
 * Gives the library for an origin (`https://twin.example`): its cookies are bound to https when the origin is. Loaded on the
 * first call, and never by the start: it costs a third of a second and 50 MB. `within` makes all it does part of a transaction;
 * such an instance costs a millisecond and is for that transaction only.
 */
export function createBetterAuth({ database, secret }: BetterAuthNeeds) {
  const instances = new QuickLRU<string, Promise<BetterAuth>>({ maxSize: rememberedOrigins })
  const ownSecret = betterAuthSecret(secret)

  const make = async (origin: string, on: Database | Transaction) =>
    makeInstance({ origin, database: on, secret: await ownSecret() })

  return async (origin: string, within?: Transaction): Promise<BetterAuth> => {
    if (within) return make(origin, within)
    const known = instances.get(origin)
    if (known) return known
    const made = make(origin, database)
    instances.set(origin, made)
    // One that could not be made, because the server is still starting, is made again the next time.
    made.catch(() => instances.delete(origin))
    return made
  }
}

/** What the library signs with, sessions among it: every instance the same. */
export function betterAuthSecret(secret: BetterAuthNeeds['secret']): () => Promise<string> {
  const key = derivedKey(secret, 'pollux-sign-in/1')
  return async () => (await key()).toString('base64url')
}

/** `__Host-` (RFC 6265bis, 4.1.3.2) keeps a neighbouring host name from setting it; a browser takes it over https only. */
export function cookieName(name: 'session' | 'code', secure: boolean): string {
  return `${secure ? '__Host-' : ''}pollux.${name}`
}

interface Instance {
  readonly origin: string
  readonly database: Database | Transaction
  readonly secret: string
}

async function makeInstance(instance: Instance) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
  ])
  return betterAuth({
    ...baseOptions(instance),
    plugins: [
      twoFactor({
        issuer: 'Pollux',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  })
}

/** What every instance is set to, whatever its plugins: the tables, the cookies, how people come in. */
export function baseOptions({ origin, database, secret }: Instance) {
  const secure = origin.startsWith('https:')
  return {
    appName: 'Pollux',
    baseURL: origin,
    basePath: '/api/auth',
    trustedOrigins: [origin],
    secret,
    database: { db: database, type: 'postgres' },
    telemetry: { enabled: false },
    // What fails is thrown, and told by whoever called.
    logger: { disabled: true },
    // Ours counts in the database, and by account as well.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'pollux',
      useSecureCookies: false, // its own prefix is the weaker one
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: {
        session_token: { name: cookieName('session', secure) },
        two_factor: { name: cookieName('code', secure) },
      },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        generateId: ({ model }) => (model === 'user' ? newUserId() : randomBytes(16).toString('hex')),
        // The tables are ours and migrated before anybody comes; within a transaction it could not look at them anyway.
        validateSchema: false,
      },
    },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by one-time links, in one transaction with the link's end.
      disableSignUp: true,
      // What is asked of a new one is in password-rules.ts; this only bounds the work of hashing what a stranger sends.
      maxPasswordLength: 512,
    },
    user: {
      modelName: 'auth_users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', input: false },
        audience: { type: 'number', input: false },
      },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        lastSeenAt: { type: 'date', input: false, fieldName: 'last_seen_at', defaultValue: () => new Date() },
      },
      expiresIn: longestDays * 86_400,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  } satisfies BetterAuthOptions
}

export function newUserId(): string {
  return `user_${randomBytes(10).toString('hex')}`
}
