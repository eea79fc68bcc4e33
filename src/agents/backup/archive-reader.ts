import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress, type ZstdOptions } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { encryptionSchema, frameCipher, noCipher } from './archive-cipher.ts'
import { backupIdSchema, contentsSchema, mostChunkBytes, type ChunkPlace, type Contents } from './contents.ts'
import { quoted } from './plain-text.ts'

export const archiveFormat = 'pollux-backup/1'
/** The last four bytes of a whole file. */
export const endMark = 'PXB1'

const endBytes = 16
const mostHeaderBytes = 4096
const mebibyte = 1024 * 1024
/** Zstandard makes 32 KiB of one byte; a list of contents it makes a tenth, and a hundredth at most. */
const contentsBytes = { usual: 16 * mebibyte, perSealedByte: 100, most: 256 * mebibyte }
const decompress = promisify<Buffer, ZstdOptions, Buffer>(zstdDecompress)
const headerSchema = z.object({
  format: z.literal(archiveFormat),
  id: backupIdSchema,
  compression: z.literal('zstd'),
  encryption: encryptionSchema.nullable(),
})

export interface ArchiveReader extends AsyncDisposable {
  readonly contents: Contents
  readonly encrypted: boolean
  /** The content of one chunk that this file holds. Throws `conflict` unless it is, byte for byte, what was stored. */
  chunk(place: ChunkPlace): Promise<Buffer>
}

/**
 * Opens a backup file and reads what is in it. Nothing that the file says of sizes is believed beyond its own size and what
 * a backup can have. Throws `conflict` when it is damaged or cut short, needs another `passphrase`, or is not encrypted
 * though there is one: whoever can write to the store could have made it. `allowUnencrypted` takes it all the same.
 */
export async function openArchive(
  path: string,
  passphrase: string | undefined,
  allowUnencrypted = false,
): Promise<ArchiveReader> {
  const file = await open(path)
  try {
    const header = await readHeader(file)
    const { id, encryption } = parse(headerSchema, header.subarray(0, -1), 'header')
    if (encryption && passphrase === undefined)
      throw new AppError('conflict', 'The backup is encrypted. Set BACKUP_KEY to the key it was written with.')
    if (!encryption && passphrase !== undefined && !allowUnencrypted)
      throw new AppError(
        'conflict',
        `The backup ${id} is not encrypted, although BACKUP_KEY is set: anyone who can write to the store may have made it. If you know where it comes from, say allow_unencrypted.`,
      )
    const cipher = encryption ? await frameCipher(passphrase!, encryption, header) : noCipher
    const end = await readEnd(file)
    const sealed = await readAt(file, end.offset, end.length)
    const contents = parse(
      contentsSchema,
      await unpacked(cipher.open(sealed, end.index, true), mostBytesOfContents(sealed.length)),
      'list of contents',
    )
    if (contents.id !== id) throw damaged(`its header says ${id}, its contents say ${contents.id}`)
    return {
      contents,
      encrypted: encryption !== null,
      async chunk(place) {
        if (place.bytes > mostChunkBytes) throw damaged(`frame ${place.index} is said to hold ${place.bytes} bytes`)
        const frame = await readAt(file, place.offset, place.length)
        const content = await unpacked(cipher.open(frame, place.index, false), place.bytes)
        if (content.length !== place.bytes)
          throw damaged(`frame ${place.index} holds ${content.length} bytes, not ${place.bytes}`)
        if (createHash('sha256').update(content).digest('hex') !== place.sha256)
          throw damaged(`the content of frame ${place.index} has another hash`)
        return content
      },
      [Symbol.asyncDispose]: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readHeader(file: FileHandle): Promise<Buffer> {
  const start = Buffer.alloc(mostHeaderBytes)
  const { bytesRead } = await file.read(start, 0, mostHeaderBytes, 0)
  const end = start.subarray(0, bytesRead).indexOf(0x0a)
  if (end < 0) throw damaged('it does not begin with a header')
  return start.subarray(0, end + 1)
}

async function readEnd(file: FileHandle): Promise<{ offset: number; index: number; length: number }> {
  const { size } = await file.stat()
  const end = await readAt(file, size - endBytes, endBytes)
  if (end.toString('latin1', 12) !== endMark) throw damaged('it is cut short')
  const offset = Number(end.readBigUInt64BE())
  return { offset, index: end.readUInt32BE(8), length: size - endBytes - offset }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { size } = await file.stat()
  if (offset < 0 || length <= 0 || offset + length > size) throw damaged('it is cut short')
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, length - at, offset + at)
    if (bytesRead === 0) throw damaged('it is cut short')
    at += bytesRead
  }
  return bytes
}

function mostBytesOfContents(sealedBytes: number): number {
  const { usual, perSealedByte, most } = contentsBytes
  return Math.min(most, Math.max(usual, perSealedByte * sealedBytes))
}

async function unpacked(frame: Buffer, mostBytes: number): Promise<Buffer> {
  try {
    return await decompress(frame, { maxOutputLength: Math.max(1, mostBytes) })
  } catch (error) {
    throw damaged('a frame does not decompress', error)
  }
}

function parse<Shape>(schema: z.ZodType<Shape>, bytes: Buffer, what: string): Shape {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch (error) {
    throw damaged(`its ${what} is not JSON`, error)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw damaged(`its ${what} is not what this version writes (${quoted(z.prettifyError(parsed.error))})`)
}

function damaged(why: string, cause?: unknown): AppError {
  return new AppError('conflict', `The backup is damaged: ${why}. Use another one.`, { cause })
}
