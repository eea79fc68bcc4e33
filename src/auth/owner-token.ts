import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'
import { anyone, owner, type Actor } from './actor.ts'

export type ResolveActor = (authorization: string | undefined) => Actor

/** Reads an Authorization header: none is anyone, the owner token is the owner, anything else throws `unauthenticated`. */
export function actorResolver(ownerToken: string): ResolveActor {
  const expected = digest(ownerToken)
  return (authorization) => {
    if (authorization === undefined) return anyone
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    if (token && timingSafeEqual(digest(token), expected)) return owner
    throw new AppError(
      'unauthenticated',
      'This token is not valid. Send the owner token as "Authorization: Bearer <token>", or no header at all to ask as the public.',
    )
  }
}

/** Digests have one length whatever was sent, so the comparison tells nothing by its time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
