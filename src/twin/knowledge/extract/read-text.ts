import { isSoftWrapped, wrapWidth } from './soft-wrap.ts'
import { collapse, type TextBuilder } from './text-builder.ts'

const listItem = /^\s*(?:[-*+•–—▪◦]|\d{1,3}[.)])\s+/

/**
 * Writes plain text: paragraphs from blank lines, hard-wrapped lines joined, list items and underlined headings kept
 * apart. Returns the title when the first line reads like one.
 */
export function writePlainText(source: string, builder: TextBuilder): string | undefined {
  const lines = source.replace(/\r\n?|\f/g, '\n').split('\n')
  const width = wrapWidth(lines)
  let title: string | undefined
  let first = true
  for (const paragraph of paragraphs(lines)) {
    let rest = paragraph
    if (first && isTitle(paragraph[0]!, paragraph[1], width)) {
      title = collapse(paragraph[0]!)
      builder.heading(1, title)
      rest = paragraph.slice(isUnderline(paragraph[1]) ? 2 : 1)
    } else if (isUnderline(paragraph[1]) && paragraph[0]!.trim().length <= 120) {
      builder.heading(paragraph[1]!.includes('=') ? 1 : 2, paragraph[0]!)
      rest = paragraph.slice(2)
    }
    first = false
    writeParagraph(rest, width, builder)
  }
  return title
}

function writeParagraph(lines: readonly string[], width: number, builder: TextBuilder): void {
  const joined: string[] = []
  for (const [index, line] of lines.entries()) {
    if (index > 0 && !listItem.test(line) && isSoftWrapped(lines[index - 1]!, line, width)) {
      joined[joined.length - 1] += ` ${line.trim()}`
    } else {
      joined.push(line.trim().replace(/^[*+•–—▪◦]\s+/, '- '))
    }
  }
  builder.paragraph(joined.join('\n'))
}

function* paragraphs(lines: readonly string[]): Generator<string[]> {
  let open: string[] = []
  for (const line of lines) {
    if (line.trim() !== '') open.push(line)
    else if (open.length > 0) {
      yield open
      open = []
    }
  }
  if (open.length > 0) yield open
}

function isUnderline(line: string | undefined): boolean {
  return line !== undefined && /^\s*(?:={3,}|-{3,}|~{3,})\s*$/.test(line)
}

function isTitle(line: string, next: string | undefined, width: number): boolean {
  const text = line.trim()
  if (isUnderline(next)) return text.length <= 120
  if (next !== undefined && isSoftWrapped(line, next, width)) return false
  return text.length <= 100 && !listItem.test(line) && /[\p{L}\p{N})»”"']$/u.test(text) && !/[.!?;]\s/.test(text)
}
