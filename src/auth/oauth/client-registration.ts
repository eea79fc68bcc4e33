import { z } from 'zod'

const plainText = z
  .string()
  .trim()
  .refine(
    (text) => text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text),
    'holds characters that cannot be shown',
  )

/** Of what an app may say of itself (RFC 7591, 2), what is used; all else is left out, as the RFC says. */
const registrationSchema = z.object({
  redirect_uris: z.array(plainText.max(2_000)).min(1).max(20),
  client_name: plainText.max(200).optional(),
  grant_types: z.array(z.string().max(100)).max(10).optional(),
  application_type: z.enum(['web', 'native']).optional(),
})

type Registration = z.output<typeof registrationSchema> & { token_endpoint_auth_method: 'none' }

/**
 * What the library is told of an app that registers itself. It gets no secret, whatever it asks for: everybody who registers gets
 * in, so a secret would prove nothing (RFC 7591, 3.2.1 lets a server replace what was asked for). One that does not say what kind
 * it is says it by where it is sent: most clients on somebody's own machine leave that out.
 */
export function clientRegistration(body: unknown): Registration | { error: string; error_description: string } {
  const parsed = registrationSchema.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path[0]
    return {
      error: field === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata',
      error_description: `${field === undefined ? 'The body' : String(field)}: ${issue?.message ?? 'is not valid'}`,
    }
  }
  const { redirect_uris: addresses, client_name: name, grant_types: grants, application_type: type } = parsed.data
  const isNative = addresses.some((address) => !address.startsWith('https:'))
  return {
    redirect_uris: addresses,
    ...(name && { client_name: name }),
    grant_types: [...new Set(['authorization_code', ...(grants?.includes('refresh_token') ? ['refresh_token'] : [])])],
    application_type: type ?? (isNative ? 'native' : 'web'),
    token_endpoint_auth_method: 'none',
  }
}
