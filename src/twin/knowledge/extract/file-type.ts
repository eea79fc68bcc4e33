import { SkipError } from './outcome.ts'

export type FileType = 'json' | 'markdown' | 'text' | 'html' | 'pdf' | 'docx'

const extensions: Record<string, FileType> = {
  json: 'json',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
}

const supported = 'JSON Resume (.json), Markdown (.md), plain text (.txt), HTML, PDF and DOCX'

/**
 * The type of a file: by its first bytes where a format has a signature, else by its extension.
 * @throws SkipError `unknown_type`, or `damaged` when the extension promises a signature that is not there.
 */
export function fileType(name: string, bytes: Uint8Array): FileType {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const byExtension = Object.hasOwn(extensions, extension) ? extensions[extension] : undefined
  // Readers of PDF allow rubbish before the header; so does the format's own specification (Annex H, first 1024 bytes).
  if (indexOfAscii(bytes.subarray(0, 1024), '%PDF-') !== -1) return 'pdf'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    if (byExtension === 'docx' || byExtension === undefined) return 'docx'
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new SkipError(
      byExtension === 'docx' ? 'damaged' : 'unknown_type',
      'The file is an old Word document (.doc) or an encrypted one. Open it and save it as an unprotected .docx.',
    )
  }
  if (byExtension === 'pdf' || byExtension === 'docx') {
    throw new SkipError('damaged', `The file is named .${extension} but does not begin like one.`)
  }
  if (byExtension === undefined) {
    const kind = extension === '' ? 'A file without an extension' : `A .${extension} file`
    throw new SkipError('unknown_type', `${kind} cannot be read. What can be read: ${supported}.`)
  }
  return byExtension
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function indexOfAscii(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, 'latin1')
}
