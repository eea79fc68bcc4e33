import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import type { List, Nodes, PhrasingContent, RootContent, Table } from 'mdast'
import { gfm } from 'micromark-extension-gfm'
import { writeHtml } from './read-html.ts'
import { tableRows } from './table-rows.ts'
import { collapse, type TextBuilder } from './text-builder.ts'

/** Writes CommonMark with GitHub's tables, task lists and autolinks as plain text. Returns the first level-1 heading. */
export function writeMarkdown(source: string, builder: TextBuilder): string | undefined {
  const root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  let title: string | undefined
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth === 1) title ??= collapse(inline(node.children))
    writeBlock(node, builder)
  }
  return title
}

function writeBlock(node: RootContent, builder: TextBuilder): void {
  switch (node.type) {
    case 'heading':
      builder.heading(node.depth, inline(node.children))
      return
    case 'paragraph':
      builder.paragraph(inline(node.children))
      return
    case 'list':
      writeList(node, builder, {}, '')
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
      for (const child of node.children) writeBlock(child, builder)
      return
    default:
      return
  }
}

function writeList(list: List, builder: TextBuilder, group: object, indent: string): void {
  const first = list.start ?? 1
  for (const [index, item] of list.children.entries()) {
    const marker = list.ordered ? `${first + index}. ` : '- '
    const task = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : ''
    let lead = marker + task
    for (const child of item.children) {
      if (child.type === 'paragraph' || child.type === 'heading') {
        builder.line(lead + inline(child.children), group, indent)
      } else if (child.type === 'list') {
        writeList(child, builder, group, indent + '  ')
      } else {
        writeBlock(child, builder)
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

function inline(nodes: readonly PhrasingContent[]): string {
  return nodes.map(inlineNode).join('')
}

function inlineNode(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\n/g, ' ')
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
      return 'children' in node ? inline(node.children as PhrasingContent[]) : ''
  }
}
