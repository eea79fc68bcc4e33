import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { AppError } from '../../errors.ts'

/** How the frames of one file are sealed; `null` in its header when they are not. */
export const encryptionSchema = z.object({
  cipher: z.literal('aes-256-gcm'),
  kdf: z.literal('scrypt'),
  // Bounded, because the header can be read, and changed, by anyone: it must not cost gigabytes.
  cost: z.int().min(16_384).max(262_144),
  blockSize: z.int().min(8).max(16),
  parallelization: z.int().min(1).max(4),
  salt: z.base64(),
})
export type Encryption = z.infer<typeof encryptionSchema>

export interface FrameCipher {
  seal(frame: Buffer, index: number, last: boolean): Buffer
  /** Throws `conflict` when the frame is not what was sealed at this place. */
  open(frame: Buffer, index: number, last: boolean): Buffer
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
const tagBytes = 16

/** A new salt, and so a new key, for each file. */
export function newEncryption(): Encryption {
  const salt = randomBytes(16).toString('base64')
  return { cipher: 'aes-256-gcm', kdf: 'scrypt', cost: 32_768, blockSize: 8, parallelization: 1, salt }
}

/** Leaves frames as they are; what is not encrypted is checked by its hashes alone. */
export const noCipher: FrameCipher = { seal: (frame) => frame, open: (frame) => frame }

/**
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, "Online authenticated-encryption and its nonce-reuse
 * misuse-resistance", 2015), laid out as in the file format of age: the nonce is the frame's number in 11 bytes and 1 for
 * the last frame, so that frames can be neither moved, left out nor cut off. The key is scrypt's (RFC 7914) of the
 * passphrase and the file's own salt, so that no nonce ever comes twice under one key. The header is authenticated with
 * every frame.
 */
export async function frameCipher(passphrase: string, encryption: Encryption, header: Buffer): Promise<FrameCipher> {
  const key = await passphraseKey(passphrase, encryption)
  return {
    seal(frame, index, last) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(header)
      return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()])
    },
    open(frame, index, last) {
      const end = frame.length - tagBytes
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(header)
        decipher.setAuthTag(frame.subarray(end))
        return Buffer.concat([decipher.update(frame.subarray(0, end)), decipher.final()])
      } catch (error) {
        throw new AppError(
          'conflict',
          `Frame ${index} cannot be decrypted: BACKUP_KEY is not the one it was written with, or the file was changed.`,
          { cause: error },
        )
      }
    },
  }
}

/** 32 bytes. Throws `conflict` for parameters that scrypt refuses. */
export function passphraseKey(
  passphrase: string,
  { cost, blockSize, parallelization, salt }: Encryption,
): Promise<Buffer> {
  const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize }
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options).catch((cause: unknown) => {
    const message = 'The backup is damaged: its header asks for a key that cannot be made. Use another one.'
    throw new AppError('conflict', message, { cause })
  })
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}
