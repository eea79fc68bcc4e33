import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import { audienceLevel, audiences, type Audience } from '../audience.ts'
import type { FoundSession, Sessions } from '../sign-in/sessions.ts'
import { libraryHeaders, type Visit } from '../sign-in/visit.ts'
import { requireStill } from '../users/require-still.ts'
import { appScopes, staysConnected, type AppScope } from './app-scopes.ts'
import { deleteRemains, findAppOf, findClient, setAppAudience, type AppClient } from './app-store.ts'
import type { AuthorizationServer } from './authorization-server.ts'

/** What an app asks somebody for. */
export interface ConsentRequest {
  readonly client: AppClient
  /** Where they are sent with the answer. */
  readonly redirectUri: string
  /** What it asks for, of what they may give. `given` is what they gave it before. */
  readonly scopes: readonly (AppScope & { readonly given: boolean })[]
  /** What they can let it see, least first. */
  readonly audiences: readonly Audience[]
  readonly user: FoundSession['user']
}

export type Decision =
  { readonly allow: false } | { readonly allow: true; readonly scopes: readonly string[]; readonly audience: Audience }

export interface Consents {
  /** `request` is the query that the page was opened with. Throws `unauthenticated`, and `not_found` for a request that is over. */
  look(visit: Visit, request: string): Promise<ConsentRequest>
  /** Returns where the browser goes: back to the app. Throws as `look` does, and `forbidden` for what is not theirs to give. */
  decide(visit: Visit, request: string, decision: Decision): Promise<string>
}

export interface ConsentsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly sessions: Sessions
  readonly server: (origin: string) => Promise<AuthorizationServer>
  readonly changed: () => void
}

export function createConsents({ database, transaction, sessions, server, changed }: ConsentsNeeds): Consents {
  async function open(visit: Visit, request: string) {
    const { user, actor } = (await sessions.find(visit.cookie, visit.origin)) ?? refuseStranger()
    const query = new URLSearchParams(request)
    const redirectUri = query.get('redirect_uri')
    const client = await findClient(database, query.get('client_id') ?? '')
    if (!client || redirectUri === null || !(Number(query.get('exp')) * 1000 > Date.now())) refuseOver()
    const wanted = (query.get('scope') ?? '').split(' ')
    const offered = appScopes.filter(
      ({ scope }) => wanted.includes(scope) && (scope === staysConnected || actor.scopes.has(scope)),
    )
    return { user, actor, client, redirectUri, offered }
  }

  return {
    async look(visit, request) {
      const { user, actor, client, redirectUri, offered } = await open(visit, request)
      const before = await findAppOf(database, { clientId: client.id, userId: user.id })
      return {
        client,
        redirectUri,
        scopes: offered.map((offer) => ({ ...offer, given: before?.scopes.includes(offer.scope) ?? false })),
        audiences: audiences.slice(0, audienceLevel(actor.audience) + 1),
        user,
      }
    },

    async decide(visit, request, decision) {
      const { user, actor, client, offered } = await open(visit, request)
      const chosen = decision.allow ? offered.filter(({ scope }) => decision.scopes.includes(scope)) : []
      if (decision.allow) {
        if (chosen.length < decision.scopes.length)
          throw new AppError('forbidden', 'You can let an app do only what it asks for, and what you may do yourself.')
        if (!chosen.some(({ scope }) => scope !== staysConnected))
          throw new AppError('invalid_input', 'Choose something that the app may do, or do not allow it.')
        if (audienceLevel(decision.audience) > audienceLevel(actor.audience))
          throw new AppError(
            'forbidden',
            `You cannot let an app see more than you: your audience is "${actor.audience}".`,
          )
      }
      const scopes = chosen.map(({ scope }) => scope)
      // A code that was being exchanged when the app was disconnected has left tokens, which must not come back with this consent.
      const remains = { clientId: client.id, userId: user.id }
      await transaction(async (within) => {
        if (!(await findAppOf(within, remains))) await deleteRemains(within, remains)
      })
      const address = await answer(
        visit,
        request,
        decision.allow ? { accept: true, scope: scopes.join(' ') } : { accept: false },
      )
      // Nobody has the code yet that the address carries: what follows is there before a token can be.
      await transaction(async (within) => {
        await requireStill(within, actor)
        const app = decision.allow ? await findAppOf(within, { clientId: client.id, userId: user.id }) : undefined
        if (decision.allow && !app) throw new Error('The library kept no consent')
        if (app && decision.allow) await setAppAudience(within, app.id, audienceLevel(decision.audience))
        const { id, name } = client
        const told = { by: user.id, client: id, name: name ?? null }
        const body =
          app && decision.allow
            ? { event: 'consented', ...told, scopes, audience: decision.audience }
            : { event: 'refused', ...told }
        await appendEntry(within, { kind: 'connected_app', subject: app?.id ?? id, body })
      })
      changed()
      return address
    },
  }

  /** The library looks at the signature of the request, and makes the code. */
  async function answer(visit: Visit, request: string, body: { accept: boolean; scope?: string }): Promise<string> {
    const headers = libraryHeaders(visit, 'session')
    headers.set('content-type', 'application/json')
    headers.set('accept', 'application/json')
    headers.set('origin', visit.origin)
    const response = await (
      await server(visit.origin)
    ).handle(
      new Request(`${visit.origin}/oauth2/consent`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...body, oauth_query: request }),
      }),
    )
    const answered = (await response.json()) as { url?: unknown }
    if (!response.ok || typeof answered.url !== 'string' || !URL.canParse(answered.url)) refuseOver()
    return answered.url
  }
}

/** What is consented to is the scope of a person, so an app cannot ask for itself. */
function refuseStranger(): never {
  throw new AppError('unauthenticated', 'Sign in first: only you can let an app act for you.')
}

function refuseOver(): never {
  throw new AppError('not_found', 'This request of an app is over, or was changed on its way. Start again in the app.')
}
