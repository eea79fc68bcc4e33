import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from '../derive-key.ts'
import { canonicalJson } from './canonical-json.ts'

const format = 'pollux-audit-checkpoint/1'

export const checkpointSchema = z
  .strictObject({
    format: z.literal(format),
    sequence: z.int().min(0).describe('Of the last entry; 0 when there is none.'),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Of that entry.'),
    at: z.iso.datetime().describe('When this was signed.'),
    publicKey: z
      .string()
      .regex(/^[\w-]{43}$/)
      .describe('Ed25519 (RFC 8032), base64url.'),
    signature: z
      .string()
      .regex(/^[\w-]{86}$/)
      .describe('Ed25519 over the canonical JSON (RFC 8785) of `at`, `format`, `hash` and `sequence`; base64url.'),
  })
  .meta({ id: 'AuditCheckpoint' })
export type Checkpoint = z.infer<typeof checkpointSchema>

export interface CheckpointSigner {
  /** Base64url of the 32 bytes. */
  readonly publicKey: string
  sign(head: { sequence: number; hash: string; at: Date }): Checkpoint
}

/** Signs with a key of its own from the product's secret, so that whoever has the public key knows whose chain it is. */
export function checkpointSigner(secret: string): CheckpointSigner {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, deriveKey(secret, 'pollux-audit-checkpoint/1')]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'jwk' }).x!
  return {
    publicKey,
    sign({ sequence, hash, at }) {
      const signed = { format, sequence, hash, at: at.toISOString() } as const
      const signature = sign(undefined, Buffer.from(canonicalJson(signed)), key).toString('base64url')
      return { ...signed, publicKey, signature }
    },
  }
}

/** Whether the key it names signed it. */
export function isSigned({ publicKey, signature, ...signed }: Checkpoint): boolean {
  return verify(
    undefined,
    Buffer.from(canonicalJson(signed)),
    publicKeyOf(publicKey),
    Buffer.from(signature, 'base64url'),
  )
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
