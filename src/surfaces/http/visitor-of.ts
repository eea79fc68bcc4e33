import type { FastifyRequest } from 'fastify'
import { limitedAddress } from './limited-address.ts'

/**
 * Raw text by which visitors are told from one another: who is known is one by their own id; of a crowd (strangers, and who
 * came by one share link) each address and browser is one. Whoever counts by it hashes it, and stores nothing of it.
 */
export function visitorOf({ actor, ip, headers }: FastifyRequest): string {
  if (actor.id !== 'anyone' && !actor.id.startsWith('link_')) return actor.id
  return `${actor.id}|${limitedAddress(ip)}|${headers['user-agent'] ?? ''}`
}
