import { createHash, randomBytes } from 'node:crypto'
import QuickLRU from 'quick-lru'
import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../errors.ts'
import { isOwner, keyScopes, requireScope, scopes, type Actor, type Scope } from './actor.ts'
import {
  apiKeyIdPrefix,
  endApiKeySecrets,
  findApiKey,
  findApiKeyByHash,
  haveOneOrigin,
  insertApiKey,
  insertApiKeySecret,
  listApiKeys,
  lockApiKey,
  touchApiKeySecret,
  type ApiKey,
} from './api-key-store.ts'
import { audienceLevel, type Audience } from './audience.ts'
import type { ForgetActors } from './forget-actors.ts'
import { revokeKeysAndLinks } from './revoke-keys-and-links.ts'
import { requireStill } from './users/require-still.ts'

/** Begins the secret of every key, so that scanners of leaked secrets know what they see. */
export const apiKeyPrefix = 'plx_key_'

export interface IssuedApiKey {
  readonly key: ApiKey
  /** Shown this once; only its hash is kept. */
  readonly secret: string
}

export interface ApiKeys {
  /** Those of the actor's audience or a lower one, the newest first, revoked ones too. */
  list(actor: Actor): Promise<ApiKey[]>
  /** Throws `forbidden` for rights that the actor does not have. */
  create(
    actor: Actor,
    key: { name: string; audience: Audience; scopes: readonly Scope[]; expiresInDays?: number | undefined },
  ): Promise<IssuedApiKey>
  /** A new secret for the same key; what it had works for `overlapHours` more. Throws `not_found`, or `conflict` when it has ended. */
  rotate(actor: Actor, id: string, overlapHours: number): Promise<IssuedApiKey>
  /** Ends it, and the keys and share links it made, at once and for good. Throws `not_found`, or `conflict` when it is revoked already. */
  revoke(actor: Actor, id: string): Promise<void>
  /** Who comes with this secret; undefined when it is not good. */
  resolve(secret: string): Promise<Actor | undefined>
  /** Whether an actor may still act: whoever is no key, and a key that is neither revoked nor expired. */
  mayAct(actorId: string): Promise<boolean>
  /** Whether two actors are keys that one of them, or a third key, made: one hand holds both. */
  areOfOneKey(actorId: string, otherId: string): Promise<boolean>
  /** Forgets what was looked up: somebody changed a key. */
  forget(): void
}

export interface ApiKeysNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly forgetActors: ForgetActors
  /** Told after every change, for the other processes. */
  readonly changed: () => void
  readonly failed: (error: unknown) => void
}

/** How long a process goes by what it looked up, when nobody tells it of a change. */
const rememberedMs = 5_000
const rememberedKeys = 1_000

/**
 * Keys for programs: random, stored as SHA-256 (a slow hash is for what people can remember), with the rights of whoever made
 * them or fewer. Every change is an entry in the hash chain.
 */
export function createApiKeys({ database, transaction, forgetActors, changed, failed }: ApiKeysNeeds): ApiKeys {
  const remembered = new QuickLRU<string, { actor: Actor | undefined; goodUntil: number }>({
    maxSize: rememberedKeys,
    maxAge: rememberedMs,
  })
  let generation = 0
  const forget = () => {
    generation++
    remembered.clear()
  }
  const toldAll = () => {
    forget()
    changed()
  }

  /** A key that sees more than the actor is as missing to them as one that never was. */
  async function requireOpen(within: Transaction, actor: Actor, id: string): Promise<ApiKey> {
    const key = await lockApiKey(within, id)
    if (!key || audienceLevel(key.audience) > audienceLevel(actor.audience))
      throw new AppError('not_found', `There is no key "${id}".`)
    if (key.revokedAt) throw new AppError('conflict', `The key ${id} was revoked at ${key.revokedAt.toISOString()}.`)
    return key
  }

  return {
    async list(actor) {
      requireScope(actor, 'keys:manage')
      return listApiKeys(database, actor.audience)
    },

    async create(actor, { name, audience, scopes: wanted, expiresInDays }) {
      requireScope(actor, 'keys:manage')
      requireNoMore(actor, audience, wanted)
      const secret = newSecret()
      const id = apiKeyIdPrefix + randomBytes(10).toString('hex')
      const maker = await findApiKey(database, actor.id)
      const ends = [expiresInDays === undefined ? undefined : new Date(Date.now() + expiresInDays * 86_400_000)]
      // What a key makes ends with it, at the latest.
      const expiresAt = [...ends, maker?.expiresAt].filter((end) => end !== undefined).sort((a, b) => +a - +b)[0]
      const granted = scopes.filter((scope) => wanted.includes(scope))
      const key = await transaction(async (within) => {
        await requireStill(within, actor)
        await insertApiKey(within, { id, name, audience, scopes: granted, createdBy: actor.id, expiresAt })
        await insertApiKeySecret(within, id, hashOfSecret(secret))
        const body = {
          event: 'created',
          by: actor.id,
          name,
          audience,
          scopes: granted,
          expiresAt: expiresAt?.toISOString() ?? null,
        }
        await appendEntry(within, { kind: 'api_key', subject: id, body })
        return (await lockApiKey(within, id))!
      })
      return { key, secret }
    },

    async rotate(actor, id, overlapHours) {
      requireScope(actor, 'keys:manage')
      const secret = newSecret()
      const key = await transaction(async (within) => {
        // A key that rotates itself is locked below: two at once would each wait for the other to let go.
        if (actor.id !== id) await requireStill(within, actor)
        const key = await requireOpen(within, actor, id)
        if (key.expiresAt && key.expiresAt <= new Date())
          throw new AppError('conflict', `The key ${id} expired at ${key.expiresAt.toISOString()}. Make a new one.`)
        requireOwn(actor, key)
        requireNoMore(actor, key.audience, key.scopes as Scope[])
        await endApiKeySecrets(within, id, overlapHours)
        await insertApiKeySecret(within, id, hashOfSecret(secret))
        await appendEntry(within, {
          kind: 'api_key',
          subject: id,
          body: { event: 'rotated', by: actor.id, overlapHours },
        })
        return key
      })
      toldAll()
      return { key, secret }
    },

    async revoke(actor, id) {
      requireScope(actor, 'keys:manage')
      await transaction(async (within) => {
        requireOwn(actor, await requireOpen(within, actor, id))
        await revokeKeysAndLinks(within, id, { by: actor.id, forget: forgetActors })
      })
      toldAll()
    },

    async resolve(secret) {
      const hash = hashOfSecret(secret)
      const known = remembered.get(hash)
      if (known) return known.goodUntil > Date.now() ? known.actor : undefined
      const before = generation
      const found = await findApiKeyByHash(database, hash)
      const actor = found && actorOf(found.key)
      // What was read before somebody told of a change may be what was changed.
      if (generation === before) remembered.set(hash, { actor, goodUntil: found?.goodUntil?.getTime() ?? Infinity })
      if (found) void touchApiKeySecret(database, hash).catch(failed)
      return actor
    },

    async mayAct(actorId) {
      if (!actorId.startsWith(apiKeyIdPrefix)) return true
      const key = await findApiKey(database, actorId)
      return key !== undefined && !key.revokedAt && !(key.expiresAt && key.expiresAt <= new Date())
    },

    async areOfOneKey(actorId, otherId) {
      if (![actorId, otherId].every((id) => id.startsWith(apiKeyIdPrefix))) return false
      return haveOneOrigin(database, actorId, otherId)
    },

    forget,
  }
}

function actorOf({ id, audience, scopes: granted }: ApiKey): Actor {
  return { id, audience, scopes: new Set(scopes.filter((scope) => granted.includes(scope))) }
}

/** Nobody gives what they do not have. */
function requireNoMore(actor: Actor, audience: Audience, wanted: readonly Scope[]): void {
  const missing = wanted.filter((scope) => !actor.scopes.has(scope) || !(keyScopes as readonly Scope[]).includes(scope))
  if (missing.length > 0)
    throw new AppError(
      'forbidden',
      `You cannot give a key what you do not have, or what no key may have: ${missing.join(', ')}.`,
    )
  if (audienceLevel(audience) > audienceLevel(actor.audience))
    throw new AppError('forbidden', `You cannot give a key the audience "${audience}"; yours is "${actor.audience}".`)
}

/** Its maker, itself, and the owner. */
function requireOwn(actor: Actor, { id, createdBy }: ApiKey): void {
  if (!isOwner(actor) && actor.id !== id && actor.id !== createdBy)
    throw new AppError('forbidden', `The key ${id} was made by ${createdBy}: only they, and the owner, may change it.`)
}

function newSecret(): string {
  return apiKeyPrefix + randomBytes(32).toString('base64url')
}

function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
