import { SkipError } from './outcome.ts'

/**
 * The text of a UTF-8 file, without its byte order mark.
 * @throws SkipError `binary` for NUL bytes, `not_utf8` for anything else that is not UTF-8.
 */
export function decodeText(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new SkipError('not_utf8', 'The file is UTF-16 text. Save it as UTF-8 and add it again.')
  }
  const nul = bytes.indexOf(0)
  if (nul !== -1) {
    throw new SkipError('binary', `The file has a NUL byte at offset ${nul}, so it is not text.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SkipError(
      'not_utf8',
      `The file is not UTF-8: the byte at offset ${firstInvalidByte(bytes)} cannot be read. Save it as UTF-8 and add it again.`,
      { cause },
    )
  }
}

function firstInvalidByte(bytes: Uint8Array): number {
  const replacement = '\ufffd'
  let offset = 0
  for (const part of new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split(replacement)) {
    offset += Buffer.byteLength(part)
    const written = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!written) return offset
    offset += 3
  }
  return offset
}
