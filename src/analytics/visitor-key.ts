import { createHmac } from 'node:crypto'

const dayMs = 86_400_000

/** YYYY-MM-DD, UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function dayBefore(at: number): string {
  return dayOf(at - dayMs)
}

/**
 * By what it is known that the same visitor rates the same answer again, as long as there is that salt. Other answers give other
 * keys, so that nothing tells which ratings are by one visitor.
 */
export function raterKey(salt: Buffer, visitor: string, answerId: string): string {
  return visitorKey(salt, `rated|${answerId}|${visitor}`)
}

/** By what a visitor is known within a day: HMAC-SHA256 (RFC 2104) under the salt of that day, its first 128 bits. */
export function visitorKey(salt: Buffer, visitor: string): string {
  return createHmac('sha256', salt).update(visitor).digest('base64url').slice(0, 22)
}
