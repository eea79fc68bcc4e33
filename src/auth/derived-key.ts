import { createHmac, hkdfSync } from 'node:crypto'
import { AppError } from '../errors.ts'

/**
 * A key for one purpose (HKDF-SHA256, RFC 5869) from the product's secret, so that what one part signs no other part takes.
 * Throws `storage_unavailable` until the first start has made the secret.
 */
export function derivedKey(secret: () => Promise<string | undefined>, purpose: string): () => Promise<Buffer> {
  let key: Buffer | undefined
  return async () => {
    if (key) return key
    const found = await secret()
    if (found === undefined) throw new AppError('storage_unavailable', 'The server is still starting. Try again soon.')
    key = Buffer.from(hkdfSync('sha256', found, '', purpose, 32))
    return key
  }
}

/** HMAC-SHA256 (RFC 2104). */
export function macOf(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
