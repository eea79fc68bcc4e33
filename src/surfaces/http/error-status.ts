import type { ErrorCode } from '#errors'

/** RFC 9110 status of every code. A new code does not compile until it stands here. */
export const errorStatus: Record<ErrorCode, number> = {
  invalid_input: 400,
  invalid_json: 400,
  unsupported_media_type: 415,
  payload_too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  storage_unavailable: 503,
  storage_full: 507,
  model_unavailable: 503,
  timeout: 504,
  internal: 500,
}
