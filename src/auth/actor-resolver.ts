import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'
import { anyone, intake, owner, type Actor } from './actor.ts'
import { apiKeyPrefix, type ApiKeys } from './api-keys.ts'
import type { AppTokens } from './oauth/app-tokens.ts'
import { appTokenPrefix } from './oauth/authorization-server.ts'
import { shareLinkPrefix, type ShareLinks } from './share-links.ts'
import type { Sessions } from './sign-in/sessions.ts'

/** What of a request says who is calling. */
export interface Credentials {
  /** The Authorization header. */
  readonly authorization?: string | undefined
  /** The Cookie header. */
  readonly cookie?: string | undefined
  /** Where the request came to, such as `https://twin.example`. */
  readonly origin: () => string
  /** Of the route, such as `/mcp`. */
  readonly path: string
}

export type ResolveActor = (credentials: Credentials) => Actor | Promise<Actor>

interface Ways {
  readonly ownerToken: string
  /** Nobody is `intake` without it. */
  readonly intakeToken?: string | undefined
  /** Who comes with the secret of a key. */
  readonly resolveKey: ApiKeys['resolve']
  /** Who comes by a share link. */
  readonly resolveLink: ShareLinks['resolve']
  /** Who has signed in. */
  readonly resolveSession: Sessions['resolve']
  /** Whose app comes with an access token. */
  readonly resolveApp: AppTokens['resolve']
}

/**
 * Reads an Authorization header: a token is whose it is, anything else in it throws `unauthenticated`, whatever cookie comes
 * with it. Without that header a session cookie tells who it is; without one that is good it is anyone.
 */
export function actorResolver({
  ownerToken,
  intakeToken,
  resolveKey,
  resolveLink,
  resolveSession,
  resolveApp,
}: Ways): ResolveActor {
  const known = [{ actor: owner, expected: digest(ownerToken) }]
  if (intakeToken) known.push({ actor: intake, expected: digest(intakeToken) })
  return ({ authorization, cookie, origin, path }) => {
    if (authorization === undefined) {
      if (!cookie?.includes('pollux.session=')) return anyone
      return resolveSession(cookie, origin()).then((actor) => actor ?? anyone)
    }
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    if (token) {
      const sent = digest(token)
      // All of them, so that the time does not tell which was nearly right.
      const [match] = known.filter(({ expected }) => timingSafeEqual(sent, expected))
      if (match) return match.actor
      if (token.startsWith(apiKeyPrefix)) return resolveKey(token).then((actor) => actor ?? refuse())
      if (token.startsWith(appTokenPrefix)) return resolveApp(token, origin() + path).then((actor) => actor ?? refuse())
      if (token.startsWith(shareLinkPrefix)) return resolveLink(token).then((actor) => actor ?? refuse())
    }
    return refuse()
  }
}

function refuse(): never {
  throw new AppError(
    'unauthenticated',
    'This token is not valid. Send a token as "Authorization: Bearer <token>", or no header at all to ask as the public.',
  )
}

/** Digests have one length whatever was sent, so the comparison tells nothing by its time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
