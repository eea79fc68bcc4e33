import { createHash } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { frameCipher, newEncryption, noCipher } from './archive-cipher.ts'
import { archiveFormat, endMark } from './archive-reader.ts'
import type { Chunk } from './chunks.ts'
import type { Blob, ChunkPlace, Contents } from './contents.ts'

const compress = promisify<Buffer, Buffer>(zstdCompress)

/**
 * Writes one backup file: a line of JSON that says how it is written; frames, each a length (32 bits), then a chunk,
 * compressed with Zstandard (RFC 8878) and sealed; the last of them the contents; and 16 bytes that say where that one is.
 */
export interface ArchiveWriter extends AsyncDisposable {
  /** Stores the chunks that `known` does not have, and returns the places of all. */
  add(chunks: AsyncIterable<Chunk>, known?: ReadonlyMap<string, ChunkPlace>): Promise<{ blob: Blob; rows: number }>
  /** On disk when it resolves. */
  finish(contents: Contents): Promise<{ sizeBytes: number; sha256: string; encrypted: boolean }>
}

/** A file that is not finished is removed when the writer is disposed. Throws when there is one at `path`. */
export async function createArchive(
  path: string,
  { id, passphrase }: { id: string; passphrase: string | undefined },
): Promise<ArchiveWriter> {
  const encryption = passphrase === undefined ? null : newEncryption()
  const header = Buffer.from(`${JSON.stringify({ format: archiveFormat, id, compression: 'zstd', encryption })}\n`)
  const cipher = passphrase !== undefined && encryption ? await frameCipher(passphrase, encryption, header) : noCipher
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let position = 0
  let index = 0
  let finished = false

  async function write(bytes: Buffer): Promise<void> {
    hash.update(bytes)
    await writeAll(file, bytes)
    position += bytes.length
  }

  async function writeFrame(content: Buffer, last: boolean): Promise<Pick<ChunkPlace, 'index' | 'offset' | 'length'>> {
    const frame = cipher.seal(await compress(content), index, last)
    const place = { index, offset: position + 4, length: frame.length }
    const length = Buffer.alloc(4)
    length.writeUInt32BE(frame.length)
    await write(length)
    await write(frame)
    index++
    return place
  }

  await write(header)
  return {
    async add(chunks, known) {
      const whole = createHash('sha256')
      const places: ChunkPlace[] = []
      let bytes = 0
      let rows = 0
      for await (const chunk of chunks) {
        whole.update(chunk.bytes)
        bytes += chunk.bytes.length
        rows += chunk.rows
        const sha256 = hashOf(chunk.bytes)
        const stored = known?.get(sha256)
        places.push(
          stored ?? {
            file: id,
            ...(await writeFrame(chunk.bytes, false)),
            bytes: chunk.bytes.length,
            rows: chunk.rows,
            sha256,
          },
        )
      }
      return { blob: { bytes, sha256: whole.digest('hex'), chunks: places }, rows }
    },
    async finish(contents) {
      const place = await writeFrame(Buffer.from(JSON.stringify(contents)), true)
      const end = Buffer.alloc(16)
      end.writeBigUInt64BE(BigInt(place.offset))
      end.writeUInt32BE(place.index, 8)
      end.write(endMark, 12, 'latin1')
      await write(end)
      await file.sync()
      finished = true
      return { sizeBytes: position, sha256: hash.digest('hex'), encrypted: encryption !== null }
    },
    async [Symbol.asyncDispose]() {
      await file.close()
      if (!finished) await rm(path, { force: true })
    },
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length;) from += (await file.write(bytes, from)).bytesWritten
}
