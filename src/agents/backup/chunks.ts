import { crc32 } from 'node:zlib'

/** Whole rows, to be stored once. */
export interface Chunk {
  readonly bytes: Buffer
  readonly rows: number
}

const usualBytes = 64 * 1024
const mostBytes = 1024 * 1024
const lineBreak = 0x0a

/**
 * Cuts rows that end in a line break into chunks of about 64 KiB, at places that the rows themselves decide: after a row
 * whose CRC-32, as a fraction of 2^32, is below its length over 64 KiB. So a row that came or went changes the chunk it is
 * in, and the ones after it are cut where they were. (Content-defined chunking: Muthitacharoen, Chen and Mazières, "A
 * low-bandwidth network file system", 2001.) Holds one chunk at a time.
 */
export async function* chunksOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Chunk> {
  let parts: Buffer[] = []
  let bytes = 0
  let rows = 0
  let rowCrc = 0
  let rowBytes = 0
  for await (const piece of stream) {
    let from = 0 // of the chunk
    let rowFrom = 0
    for (let end = piece.indexOf(lineBreak); end >= 0; end = piece.indexOf(lineBreak, rowFrom)) {
      const row = piece.subarray(rowFrom, end + 1)
      rowFrom = end + 1
      rowBytes += row.length
      rows++
      const cut = crc32(row, rowCrc) / 2 ** 32 < rowBytes / usualBytes || bytes + (rowFrom - from) >= mostBytes
      rowCrc = rowBytes = 0
      if (!cut) continue
      yield { bytes: Buffer.concat([...parts, piece.subarray(from, rowFrom)]), rows }
      parts = []
      bytes = rows = 0
      from = rowFrom
    }
    if (rowFrom < piece.length) {
      const begun = piece.subarray(rowFrom)
      rowCrc = crc32(begun, rowCrc)
      rowBytes += begun.length
    }
    if (from < piece.length) {
      parts.push(piece.subarray(from))
      bytes += piece.length - from
    }
  }
  if (bytes > 0) yield { bytes: Buffer.concat(parts), rows }
}

/** Bytes that have no rows, in pieces of 1 MiB. */
export async function* piecesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Chunk> {
  let parts: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + mostBytes - bytes)
      parts.push(part)
      bytes += part.length
      from += part.length
      if (bytes < mostBytes) continue
      yield { bytes: Buffer.concat(parts), rows: 0 }
      parts = []
      bytes = 0
    }
  }
  if (bytes > 0) yield { bytes: Buffer.concat(parts), rows: 0 }
}
