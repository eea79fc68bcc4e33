import { createHmac } from 'node:crypto'

const dayMs = 86_400_000

/** YYYY-MM-DD, UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function dayBefore(at: number): string {
  return dayOf(at - dayMs)
}

/** By what a visitor is known within a day: HMAC-SHA256 (RFC 2104) under the salt of that day, its first 128 bits. */
export function visitorKey(salt: Buffer, visitor: string): string {
  return createHmac('sha256', salt).update(visitor).digest('base64url').slice(0, 22)
}
