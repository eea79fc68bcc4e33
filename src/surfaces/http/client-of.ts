import type { FastifyRequest } from 'fastify'
import { originOf, ownOrigin } from './public-address.ts'

export interface OwnPages {
  readonly publicUrl: string | undefined
  /** Whose pages may carry the widget. */
  readonly widgetOrigins: readonly string[]
}

/**
 * What a request of the REST API comes from, as far as browsers say it (Fetch Metadata, and Origin where that is not sent): our
 * own page, the widget on somebody's, or a program.
 */
export function clientOf(request: FastifyRequest, { publicUrl, widgetOrigins }: OwnPages): 'web' | 'widget' | 'rest' {
  const { origin, referer } = request.headers
  if (request.headers['sec-fetch-site'] === 'same-origin') return 'web'
  const from = origin ?? (referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined)
  if (from === undefined) return 'rest'
  if (from === originOf(request) || from === ownOrigin(publicUrl, request)) return 'web'
  return widgetOrigins.includes(from) ? 'widget' : 'rest'
}
