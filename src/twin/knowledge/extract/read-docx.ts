import { SkipError, type ExtractLimits } from './outcome.ts'
import { writeHtml } from './read-html.ts'
import { readZip } from './read-zip.ts'
import type { TextBuilder } from './text-builder.ts'

/** The parts mammoth asks for. Pictures, fonts, macros and embedded files are never inflated. */
function isTextPart(name: string): boolean {
  return name === '[Content_Types].xml' || name.endsWith('.rels') || /^word\/[^/]+\.xml$/.test(name)
}

/**
 * Writes the text of a DOCX: headings, lists, tables, footnotes; tracked changes as if accepted, comments left out.
 * @throws SkipError `zip_bomb`, `damaged`.
 */
export async function writeDocx(bytes: Uint8Array, builder: TextBuilder, limits: ExtractLimits): Promise<void> {
  const parts = await readZip(bytes, isTextPart, limits)
  if (!parts.has('[Content_Types].xml') || ![...parts.keys()].some((name) => name.startsWith('word/'))) {
    throw new SkipError('damaged', 'The file is a zip archive but not a Word document.')
  }
  writeHtml(await toHtml(parts), builder)
}

async function toHtml(parts: ReadonlyMap<string, Buffer>): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  // Mammoth's own unzipping has no limits; it also takes an opened container.
  const file = {
    exists: (name: string) => parts.has(name),
    read: async (name: string, encoding?: string) => {
      const part = parts.get(name)
      if (!part) throw new SkipError('damaged', `The Word document lacks its part ${name}.`)
      return encoding === undefined ? part : part.toString(encoding === 'base64' ? 'base64' : 'utf8')
    },
  }
  try {
    const { value } = await mammoth.convertToHtml(
      { file } as unknown as { buffer: Buffer },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
      } as Parameters<typeof mammoth.convertToHtml>[1],
    )
    return value
  } catch (cause) {
    if (cause instanceof SkipError || cause instanceof RangeError) throw cause
    throw new SkipError(
      'damaged',
      'The Word document is damaged: its text cannot be read. Open it in Word and save it again.',
      { cause },
    )
  }
}
