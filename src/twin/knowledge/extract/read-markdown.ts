import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import type { List, Nodes, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { gfm } from 'micromark-extension-gfm'
import { checkNesting } from './markdown-nesting.ts'
import { isHidingTag, writeHtml } from './read-html.ts'
import { isSoftWrapped, wrapWidth } from './soft-wrap.ts'
import { tableRows } from './table-rows.ts'
import { cleanText, collapse, type TextBuilder } from './text-builder.ts'

/** Writes CommonMark with GitHub's tables, task lists and autolinks as plain text. Returns the first level-1 heading that has words. Throws SkipError. */
export function writeMarkdown(source: string, builder: TextBuilder): string | undefined {
  checkNesting(source)
  const width = wrapWidth(source.split(/\r?\n/))
  const root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  let title: string | undefined
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth === 1) title ||= collapse(cleanText(inline(node.children)))
    writeBlock(node, builder, width)
  }
  return title
}

function writeBlock(node: RootContent, builder: TextBuilder, width: number): void {
  switch (node.type) {
    case 'heading':
      builder.heading(node.depth, inline(node.children))
      return
    case 'paragraph':
      builder.paragraph(withLineBreaks(node, width))
      return
    case 'list':
      writeList(node, builder, width, {}, '')
      return
    case 'table':
      writeTable(node, builder)
      return
    case 'code':
      builder.verbatim(node.value)
      return
    case 'html':
      writeHtml(node.value, builder)
      return
    case 'blockquote':
    case 'footnoteDefinition':
      for (const child of node.children) writeBlock(child, builder, width)
      return
    default:
      return
  }
}

function writeList(list: List, builder: TextBuilder, width: number, group: object, indent: string): void {
  const first = list.start ?? 1
  for (const [index, item] of list.children.entries()) {
    const marker = list.ordered ? `${first + index}. ` : '- '
    const task = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : ''
    let lead = marker + task
    for (const child of item.children) {
      if (child.type === 'paragraph' || child.type === 'heading') {
        builder.line(lead + inline(child.children), group, indent)
      } else if (child.type === 'list') {
        writeList(child, builder, width, group, indent + '  ')
      } else {
        writeBlock(child, builder, width)
      }
      lead = ''
    }
  }
}

function writeTable(table: Table, builder: TextBuilder): void {
  const [header, ...body] = table.children.map((row) => row.children.map((cell) => inline(cell.children)))
  const group = {}
  for (const row of tableRows(header ?? [], body)) builder.line(row, group)
}

/**
 * Markdown joins the lines of a paragraph, and people write "Author: …" and "Date: …" below each other all the same. A
 * line break stays when the line was not full and the next begins like a new one.
 */
function withLineBreaks({ children }: Paragraph, width: number): string {
  const lines = inline(children, '\u0000').split('\u0000')
  return lines.reduce((text, line, index) => {
    const kept = !isSoftWrapped(lines[index - 1]!, line, width) && /^\s*[\p{Lu}\p{N}]/u.test(line)
    return text + (kept ? '\n' : ' ') + line
  })
}

/** @param softBreak stands for a line end inside a paragraph. */
function inline(nodes: readonly PhrasingContent[], softBreak = ' '): string {
  return withoutHidden(nodes)
    .map((node) => inlineNode(node, softBreak))
    .join('')
}

/** A browser shows nothing between `<span style="display:none">` and its end. */
function withoutHidden(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const shown: PhrasingContent[] = []
  let hiding: { tag: string; depth: number } | undefined
  for (const node of nodes) {
    const [, end, tag = ''] = (node.type === 'html' && /^<(\/?)([a-z][\w-]*)/i.exec(node.value.toLowerCase())) || []
    if (hiding) {
      if (tag === hiding.tag) hiding.depth += end ? -1 : 1
      if (hiding.depth === 0) hiding = undefined
    } else if (node.type === 'html' && tag && !end && /\s/.test(node.value) && isHidingTag(node.value)) {
      hiding = { tag, depth: 1 }
    } else {
      shown.push(node)
    }
  }
  return shown
}

function inlineNode(node: Nodes, softBreak: string): string {
  switch (node.type) {
    case 'text':
      return node.value.replaceAll('\n', softBreak)
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'html':
      return /^<br\b/i.test(node.value) ? '\n' : ''
    default:
      return 'children' in node ? inline(node.children as PhrasingContent[], softBreak) : ''
  }
}
