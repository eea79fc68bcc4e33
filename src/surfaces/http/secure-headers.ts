/** The page loads only its own files; the API reference needs inline styles and gets its own policy. */
const secureHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** RFC 6797: a browser that was here once never asks by http again. Pointless, and ignored, over http itself. */
const strictTransport = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** The headers of every answer of a server that people reach at `publicUrl`. */
export function secureHeadersOf(publicUrl: string | undefined): Readonly<Record<string, string>> {
  return publicUrl?.startsWith('https:') ? { ...secureHeaders, ...strictTransport } : secureHeaders
}
