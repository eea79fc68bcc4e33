import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { isOwner, type Actor } from '../actor.ts'
import {
  deleteExpiredTokens,
  deleteUnusedClients,
  endApps,
  findApp,
  findAppIdByToken,
  hasTokens,
  listApps,
  type ConnectedApp,
} from './app-store.ts'
import { hashOfAppToken } from './authorization-server.ts'

export interface ConnectedApps {
  /** The newest first: one's own, and everybody's for who manages users. Throws `forbidden` for who is no person. */
  list(actor: Actor): Promise<ConnectedApp[]>
  /** Ends it with all its tokens, at once. Throws as `list` does, and `not_found` for what is neither there nor theirs. */
  disconnect(actor: Actor, id: string): Promise<void>
  /** Whose token this is. */
  findByToken(token: string): Promise<string | undefined>
  /** Notes in the chain that an app has its first token for a consent. */
  noteIssued(token: string): Promise<void>
  /** Ends an app that gave its last token back. */
  endIfEmpty(id: string): Promise<void>
  /** Deletes what has ended, and apps that nobody lets do anything. */
  tidy(): Promise<number>
}

/** An app that registered itself, and that nobody let in, is forgotten after so long. */
const unusedClientDays = 7

export function createConnectedApps({
  database,
  transaction,
  changed,
}: {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly changed: () => void
}): ConnectedApps {
  const findByToken = (token: string) => findAppIdByToken(database, hashOfAppToken(token.replace(/^plx_[a-z]+_/, '')))

  return {
    async list(actor) {
      return listApps(database, seesAll(actor) ? undefined : requirePerson(actor))
    },

    async disconnect(actor, id) {
      const all = seesAll(actor)
      const person = all ? undefined : requirePerson(actor)
      await transaction(async (within) => {
        const app = await findApp(within, id)
        if (!app || !(all || app.userId === person))
          throw new AppError('not_found', `There is no connected app "${id}".`)
        await endApps(within, { id })
        await noteEnd(within, app, actor.id)
      })
      changed()
    },

    findByToken,

    async noteIssued(token) {
      const id = await findByToken(token)
      const app = id === undefined ? undefined : await findApp(database, id)
      if (!app) return
      const body = { event: 'token_issued', user: app.userId, client: app.client.id }
      await transaction((within) => appendEntry(within, { kind: 'connected_app', subject: app.id, body }))
    },

    async endIfEmpty(id) {
      await transaction(async (within) => {
        const app = await findApp(within, id)
        if (!app || (await hasTokens(within, id))) return
        await endApps(within, { id })
        await noteEnd(within, app, `${app.userId}/${app.id}`)
      })
      changed()
    },

    tidy: () =>
      transaction(async (within) => {
        const tokens = await deleteExpiredTokens(within)
        const ended = await endApps(within, 'without tokens')
        for (const { id, userId } of ended) {
          const body = { event: 'ended', user: userId, by: 'system' }
          await appendEntry(within, { kind: 'connected_app', subject: id, body })
        }
        const clients = await deleteUnusedClients(within, unusedClientDays)
        // Each registration is in the chain: with the consent that somebody gave it, or here.
        const body = { event: 'registrations_deleted', count: clients, days: unusedClientDays }
        if (clients > 0) await appendEntry(within, { kind: 'connected_app', subject: 'registrations', body })
        return tokens + ended.length + clients
      }),
  }
}

function noteEnd(within: Transaction, app: ConnectedApp, by: string): Promise<unknown> {
  const body = { event: 'disconnected', by, user: app.userId, client: app.client.id }
  return appendEntry(within, { kind: 'connected_app', subject: app.id, body })
}

function seesAll(actor: Actor): boolean {
  return isOwner(actor)
}

/** An app sees no apps, its own entry neither: it has no role. */
function requirePerson({ id, role }: Actor): string {
  if (role !== undefined) return id
  throw new AppError('forbidden', 'Connected apps are for who has signed in, and for the owner.')
}
