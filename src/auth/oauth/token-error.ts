import type { OAuthAnswer } from './oauth.ts'

/** RFC 6749, 5.2, and RFC 8707, 2. */
const known: ReadonlySet<unknown> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
])

/**
 * The library's refusal in the words of the RFC: a wrong code verifier is an invalid grant (RFC 7636, 4.6), which clients do not
 * take for a reason to authenticate in another way, and what it calls by a name of its own is one too.
 */
export function tokenError({ status, body }: OAuthAnswer): OAuthAnswer {
  if (status < 400 || body?.['error'] === 'invalid_client') return { status, body }
  const { error, error_description: description, message } = body ?? {}
  const code = !known.has(error) ? (error === undefined ? 'invalid_request' : 'invalid_grant') : error
  const isWrongVerifier = status === 401 && code === 'invalid_request'
  return {
    status: 400,
    body: { error: isWrongVerifier ? 'invalid_grant' : code, error_description: description ?? message },
  }
}
