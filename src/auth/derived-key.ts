import { createHmac } from 'node:crypto'
import { deriveKey } from '../derive-key.ts'
import { AppError } from '../errors.ts'

/**
 * A key for one purpose from the product's secret, so that what one part signs no other part takes.
 * Throws `storage_unavailable` until the first start has made the secret.
 */
export function derivedKey(secret: () => Promise<string | undefined>, purpose: string): () => Promise<Buffer> {
  let key: Buffer | undefined
  return async () => {
    if (key) return key
    const found = await secret()
    if (found === undefined) throw new AppError('storage_unavailable', 'The server is still starting. Try again soon.')
    key = deriveKey(found, purpose)
    return key
  }
}

/** HMAC-SHA256 (RFC 2104). */
export function macOf(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
