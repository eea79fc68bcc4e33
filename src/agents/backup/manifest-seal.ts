import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from '../../derive-key.ts'
import { newEncryption, passphraseKey } from './archive-cipher.ts'
import { manifestSchema, type Manifest } from './contents.ts'

/** Beside the manifest in its file: proves that whoever wrote it has BACKUP_KEY. */
export const authenticationSchema = z.object({
  salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
  hmac: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Authentication = z.infer<typeof authenticationSchema>

export interface ManifestSeal {
  sign(manifest: Manifest): Promise<Authentication>
  isAuthentic(manifest: Manifest, authentication: Authentication | undefined): Promise<boolean>
}

const label = 'pollux-backup/1 manifest'

/**
 * HMAC-SHA256 (RFC 2104) over a manifest, so that nobody who can only write to the store decides which backup is the
 * newest. The key is derived (HKDF) from scrypt's of the passphrase, which costs about 0.1 s: it is kept, and one
 * salt serves a process, so that a long list costs no more than there were processes.
 */
export function manifestSeal(passphrase: string): ManifestSeal {
  const own = newEncryption().salt
  const keys = new Map<string, Promise<Buffer>>()

  function keyOf(salt: string): Promise<Buffer> {
    const known = keys.get(salt)
    if (known) return known
    const key = passphraseKey(passphrase, { ...newEncryption(), salt }).then((secret) => deriveKey(secret, label))
    keys.set(salt, key)
    return key
  }

  async function hmacOf(manifest: Manifest, salt: string): Promise<Buffer> {
    // By the schema, so that the order of keys is always the same.
    const text = JSON.stringify(manifestSchema.parse(manifest))
    return createHmac('sha256', await keyOf(salt))
      .update(text)
      .digest()
  }

  return {
    sign: async (manifest) => ({ salt: own, hmac: (await hmacOf(manifest, own)).toString('hex') }),
    isAuthentic: async (manifest, authentication) =>
      authentication !== undefined &&
      timingSafeEqual(await hmacOf(manifest, authentication.salt), Buffer.from(authentication.hmac, 'hex')),
  }
}
