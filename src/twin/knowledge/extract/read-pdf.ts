import type { PageStart } from '../document.ts'
import { SkipError, type ExtractLimits } from './outcome.ts'
import { pdfBlocks, type PdfBlock } from './pdf-blocks.ts'
import { pdfLines, withoutFurniture, type PdfLine } from './pdf-lines.ts'
import type { TextBuilder } from './text-builder.ts'

export interface PdfFacts {
  readonly title?: string | undefined
  readonly pages: readonly PageStart[]
  readonly pageCount: number
  /** 1-based pages that hold no text: pictures or scans. */
  readonly pagesWithoutText: readonly number[]
}

/** Letters and digits below which a PDF counts as having no text: page numbers on scans. */
const minTextCharacters = 16

/** Bytes at the end of a PDF in which its end mark must lie; mail gateways and web servers append rubbish. */
const endMarkWindow = 4096

/**
 * Writes the text layer of a PDF.
 * @throws SkipError `encrypted_pdf`, `no_text_layer`, `damaged` (also for a file that was cut off), `too_large`.
 */
export async function writePdf(bytes: Uint8Array, builder: TextBuilder, limits: ExtractLimits): Promise<PdfFacts> {
  const end = Buffer.from(bytes.subarray(-endMarkWindow))
  if (!end.includes('%%EOF', 0, 'latin1')) {
    throw new SkipError('damaged', 'The PDF ends too early: its end mark is missing. Copy or download it again.')
  }
  const { pages, title } = await readPages(bytes, limits)
  const letters = pages.flat().reduce((sum, line) => sum + lettersOf(line), 0)
  if (letters < minTextCharacters) {
    throw new SkipError(
      'no_text_layer',
      'The PDF has no text in it, only pictures; it is probably a scan. Run text recognition on it (for example with ocrmypdf) and add it again.',
    )
  }
  const starts = writeBlocks(pdfBlocks(withoutFurniture(pages).flat()), builder, pages.length)
  return {
    title,
    pages: starts,
    pageCount: pages.length,
    pagesWithoutText: pages.flatMap((lines, index) => (lines.length === 0 ? [index + 1] : [])),
  }
}

async function readPages(
  bytes: Uint8Array,
  limits: ExtractLimits,
): Promise<{ pages: PdfLine[][]; title?: string | undefined }> {
  const { getDocumentProxy } = await import('unpdf')
  try {
    // pdf.js takes the buffer over, so it gets its own.
    const document = await getDocumentProxy(new Uint8Array(bytes), { useSystemFonts: false, verbosity: 0 })
    if (document.numPages > limits.maxPages) {
      throw new SkipError(
        'too_large',
        `The PDF has ${document.numPages} pages; the limit is ${limits.maxPages}. Split it.`,
      )
    }
    const pages: PdfLine[][] = []
    let characters = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const fragments = items.flatMap((item) => {
        if (!('str' in item)) return []
        const [a, b, , , x, y] = item.transform as [number, number, number, number, number, number]
        return [{ text: item.str, x, y, width: item.width, size: item.height || Math.hypot(a, b), font: item.fontName }]
      })
      characters += fragments.reduce((sum, fragment) => sum + fragment.text.length, 0)
      if (characters > limits.maxTextLength) {
        throw new SkipError(
          'too_large',
          `The PDF holds more than ${limits.maxTextLength.toLocaleString('en')} characters of text. Split it.`,
        )
      }
      pages.push(pdfLines(fragments, number))
      page.cleanup()
    }
    const { info } = await document.getMetadata()
    await document.loadingTask.destroy()
    return { pages, title: usableTitle((info as Record<string, unknown>)['Title']) }
  } catch (cause) {
    if (cause instanceof SkipError || cause instanceof RangeError) throw cause
    const name = cause instanceof Error ? cause.name : ''
    if (name === 'PasswordException') {
      throw new SkipError(
        'encrypted_pdf',
        'The PDF is encrypted with a password. Save it without one and add it again.',
        { cause },
      )
    }
    const what = cause instanceof Error ? cause.message : String(cause)
    throw new SkipError('damaged', `The PDF is damaged and cannot be read: ${what.replace(/\.$/, '')}.`, { cause })
  }
}

function writeBlocks(blocks: readonly PdfBlock[], builder: TextBuilder, pageCount: number): PageStart[] {
  const starts: PageStart[] = []
  // A page that begins with no block of its own starts where the next one does.
  const begin = (page: number, start: number) => {
    for (let next = (starts.at(-1)?.page ?? 0) + 1; next <= page; next++) starts.push({ page: next, start })
  }
  let list: object | undefined
  for (const block of blocks) {
    if (block.kind === 'rows') {
      const group = {}
      for (const row of block.rows) {
        const span = builder.line(row, group)
        if (span) begin(block.page, span.start)
      }
      list = undefined
      continue
    }
    if (block.kind === 'heading') {
      const span = builder.heading(block.level, block.text)
      if (span) begin(block.page, span.start)
      list = undefined
      continue
    }
    if (block.kind === 'item') list ??= {}
    else list = undefined
    const span = list ? builder.line(block.text, list) : builder.paragraph(block.text)
    if (!span) continue
    begin(block.page, span.start)
    for (const { page, at } of block.breaks) begin(page, Math.min(span.start + at, span.end))
  }
  begin(pageCount, builder.length)
  return starts
}

/** Word processors write file names and template names there. */
function usableTitle(title: unknown): string | undefined {
  if (typeof title !== 'string') return undefined
  const text = title.trim()
  const useless =
    text.length < 3 ||
    /^(?:untitled|unbenannt|sans titre|sin título|microsoft word|\(?unspecified|document\d*$)/i.test(text)
  return useless || /\.(?:docx?|pdf|odt|rtf|tex|indd|pptx?)$/i.test(text) ? undefined : text
}

function lettersOf(line: PdfLine): number {
  return line.cells.reduce((sum, cell) => sum + (cell.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0)
}
