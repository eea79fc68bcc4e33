import { hkdfSync } from 'node:crypto'

/**
 * A key of 32 bytes for one purpose, from a secret that serves many: HKDF with SHA-256 (RFC 5869), no salt, the purpose as
 * its info. Purposes are named `pollux-<what>/<version>`, so that no two uses share a key.
 */
export function deriveKey(secret: string | Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}
