import type { FastifyRequest } from 'fastify'
import { AppError } from '#errors'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Against cross-site request forgery: what changes something by a cookie, which a browser adds by itself, must come from a page
 * of ours. A browser says where it comes from in Sec-Fetch-Site (Fetch Metadata), older ones in Origin (RFC 6454); no page can
 * change either. `silent` is what becomes of a request that says neither. Undefined when it may go on, else `forbidden`.
 */
export function foreignPage(
  request: FastifyRequest,
  ownOrigin: string,
  silent: 'refused' | 'allowed',
): AppError | undefined {
  if (safeMethods.has(request.method)) return undefined
  const { 'sec-fetch-site': site, origin } = request.headers
  const own = site === undefined ? origin === ownOrigin : site === 'same-origin'
  if (own || (site === undefined && origin === undefined && silent === 'allowed')) return undefined
  return new AppError(
    'forbidden',
    'This was sent by another page than ours, so nothing was done. Programs send a token instead of a cookie.',
  )
}
