import type { FastifyRequest } from 'fastify'

/**
 * What tells one visitor from another: the id of somebody known; of strangers, and of those who come by one share link, also
 * where they come from and with what. Raw: whoever keeps it keeps a salted hash.
 */
export function visitorOf({ actor, ip, headers }: Pick<FastifyRequest, 'actor' | 'ip' | 'headers'>): string {
  const isCrowd = actor.id === 'anyone' || actor.id.startsWith('link_')
  return isCrowd ? `${actor.id}|${ip}|${headers['user-agent'] ?? ''}` : actor.id
}
