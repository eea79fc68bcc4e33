import { randomBytes, timingSafeEqual } from 'node:crypto'
import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../errors.ts'
import { requireScope, type Actor } from './actor.ts'
import { audienceLevel, type Audience } from './audience.ts'
import { derivedKey, macOf } from './derived-key.ts'
import {
  countRefusal,
  findShareLink,
  insertShareLink,
  listShareLinkDays,
  listShareLinks,
  revokeShareLink,
  takeQuestion,
  type ShareLink,
  type ShareLinkDay,
} from './share-link-store.ts'
import { requireStill } from './users/require-still.ts'

/** Begins the token of every share link. */
export const shareLinkPrefix = 'plx_link_'

export interface IssuedShareLink {
  readonly link: ShareLink
  /** What a browser sends as a bearer. It is computed from the id and the product's secret, so it can be shown again. */
  readonly token: string
}

/** Links that let somebody in as an audience, to ask and to read what they are shown; nothing else. */
export interface ShareLinks {
  /** Those for the actor's audience or a lower one (each lets in whoever holds its token), the newest first, with those that have ended. */
  list(actor: Actor): Promise<IssuedShareLink[]>
  /** By day, the newest first. Throws `not_found`. */
  days(actor: Actor, id: string): Promise<ShareLinkDay[]>
  /** Throws `forbidden` for an audience beyond the actor's own. */
  create(
    actor: Actor,
    link: {
      name: string
      audience: Exclude<Audience, 'owner'>
      expiresInDays?: number | undefined
      questionLimit?: number | undefined
    },
  ): Promise<IssuedShareLink>
  /** Ends it at once, for good. Throws `not_found`, or `conflict` when it has ended already. */
  revoke(actor: Actor, id: string): Promise<void>
  /** Who comes with this token; undefined when it is not ours, revoked or expired. */
  resolve(token: string): Promise<Actor | undefined>
  /** Whether that actor came by a link. */
  isVisitor(actor: Actor): boolean
  /** Takes one question of a visitor's link. Throws `forbidden` when none is left. */
  admit(actor: Actor): Promise<void>
  /** Counts the refusal of a visitor's question. */
  refused(actor: Actor): Promise<void>
}

export interface ShareLinksNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  /** The product's secret; undefined until the first start has made it. */
  readonly secret: () => Promise<string | undefined>
}

/** Begins the id of every link, which is the id of the actor too. */
const idPrefix = 'link_'
const tokenPattern = /^plx_link_([0-9a-f]{20})\.([\w-]{43})$/

export function createShareLinks({ database, transaction, secret }: ShareLinksNeeds): ShareLinks {
  const signingKey = derivedKey(secret, 'pollux-share-link/1')
  const signatureOf = async (id: string) => macOf(await signingKey(), id)

  async function issued(link: ShareLink): Promise<IssuedShareLink> {
    const signature = (await signatureOf(link.id)).toString('base64url')
    return { link, token: `${shareLinkPrefix}${link.id.slice(idPrefix.length)}.${signature}` }
  }

  /** A link that lets in to more than the actor sees is as missing to them as one that never was. */
  async function requireVisible(within: Database | Transaction, actor: Actor, id: string): Promise<void> {
    const link = await findShareLink(within, id)
    if (!link || audienceLevel(link.audience) > audienceLevel(actor.audience))
      throw new AppError('not_found', `There is no share link "${id}".`)
  }

  return {
    async list(actor) {
      requireScope(actor, 'links:manage')
      return Promise.all((await listShareLinks(database, actor.audience)).map(issued))
    },

    async days(actor, id) {
      requireScope(actor, 'links:manage')
      await requireVisible(database, actor, id)
      return listShareLinkDays(database, id)
    },

    async create(actor, { name, audience, expiresInDays, questionLimit }) {
      requireScope(actor, 'links:manage')
      if (audienceLevel(audience) > audienceLevel(actor.audience))
        throw new AppError('forbidden', `You cannot share as "${audience}"; your own audience is "${actor.audience}".`)
      const id = idPrefix + randomBytes(10).toString('hex')
      const expiresAt = expiresInDays === undefined ? undefined : new Date(Date.now() + expiresInDays * 86_400_000)
      const link = await transaction(async (within) => {
        await requireStill(within, actor)
        const stored = await insertShareLink(within, {
          id,
          name,
          audience,
          createdBy: actor.id,
          expiresAt,
          questionLimit,
        })
        const limits = { expiresAt: expiresAt?.toISOString() ?? null, questionLimit: questionLimit ?? null }
        const body = { event: 'created', by: actor.id, name, audience, ...limits }
        await appendEntry(within, { kind: 'share_link', subject: id, body })
        return stored
      })
      return issued(link)
    },

    async revoke(actor, id) {
      requireScope(actor, 'links:manage')
      await transaction(async (within) => {
        await requireVisible(within, actor, id)
        if (!(await revokeShareLink(within, id)))
          throw new AppError('conflict', `The share link ${id} was revoked before.`)
        await appendEntry(within, { kind: 'share_link', subject: id, body: { event: 'revoked', by: actor.id } })
      })
    },

    async resolve(token) {
      const [, tail, signature] = tokenPattern.exec(token) ?? []
      if (!tail || !signature) return undefined
      const id = idPrefix + tail
      if (!timingSafeEqual(Buffer.from(signature, 'base64url'), await signatureOf(id))) return undefined
      const link = await findShareLink(database, id)
      if (!link || link.revokedAt || (link.expiresAt && link.expiresAt <= new Date())) return undefined
      return { id, audience: link.audience, scopes: new Set(['ask']) }
    },

    isVisitor: ({ id }) => id.startsWith(idPrefix),

    async admit(actor) {
      if (await takeQuestion(database, actor.id)) return
      throw new AppError(
        'forbidden',
        'All questions of this link have been asked, or it has ended. Ask its sender for another.',
      )
    },

    refused: (actor) => countRefusal(database, actor.id),
  }
}
