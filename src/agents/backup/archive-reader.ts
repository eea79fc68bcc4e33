import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress, type ZstdOptions } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { encryptionSchema, frameCipher, noCipher } from './archive-cipher.ts'
import { contentsSchema, type ChunkPlace, type Contents } from './contents.ts'

export const archiveFormat = 'pollux-backup/1'
/** The last four bytes of a whole file. */
export const endMark = 'PXB1'

const endBytes = 16
const mostHeaderBytes = 4096
const mostContentsBytes = 512 * 1024 * 1024
const decompress = promisify<Buffer, ZstdOptions, Buffer>(zstdDecompress)
const headerSchema = z.object({
  format: z.literal(archiveFormat),
  id: z.string(),
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
 * Opens a backup file and reads what is in it. Throws `conflict` when it is damaged or cut short, or needs another
 * `passphrase`.
 */
export async function openArchive(path: string, passphrase: string | undefined): Promise<ArchiveReader> {
  const file = await open(path)
  try {
    const header = await readHeader(file)
    const { id, encryption } = parse(headerSchema, header.subarray(0, -1), 'header')
    if (encryption && passphrase === undefined)
      throw new AppError('conflict', 'The backup is encrypted. Set BACKUP_KEY to the key it was written with.')
    const cipher = encryption ? await frameCipher(passphrase!, encryption, header) : noCipher
    const end = await readEnd(file)
    const sealed = await readAt(file, end.offset, end.length)
    const contents = parse(
      contentsSchema,
      await unpacked(cipher.open(sealed, end.index, true), mostContentsBytes),
      'list of contents',
    )
    if (contents.id !== id) throw damaged(`its header says ${id}, its contents say ${contents.id}`)
    return {
      contents,
      encrypted: encryption !== null,
      async chunk(place) {
        const frame = await readAt(file, place.offset, place.length)
        const content = await unpacked(cipher.open(frame, place.index, false), place.bytes)
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
  if (offset < 0 || length <= 0 || length > 2 ** 31) throw damaged('it is cut short')
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, length - at, offset + at)
    if (bytesRead === 0) throw damaged('it is cut short')
    at += bytesRead
  }
  return bytes
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
  throw damaged(`its ${what} is not what this version writes: ${z.prettifyError(parsed.error)}`)
}

function damaged(why: string, cause?: unknown): AppError {
  return new AppError('conflict', `The backup is damaged: ${why}. Use another one.`, { cause })
}
