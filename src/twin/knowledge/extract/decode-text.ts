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
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    const decoder = new TextDecoder('utf-8', { fatal: true })
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true })
      valid = middle
    } catch {
      invalid = middle
    }
  }
  return valid
}
