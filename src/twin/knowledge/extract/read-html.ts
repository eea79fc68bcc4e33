import { defaultTreeAdapter, parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { removeHidden } from './remove-hidden.ts'
import { tableRows } from './table-rows.ts'
import { collapse, type TextBuilder } from './text-builder.ts'

/** Not read by a person who looks at the page, or not part of what it says. */
const dropped = new Set(
  'script style template noscript nav head svg math canvas iframe object embed audio video map button select input textarea datalist dialog'.split(
    ' ',
  ),
)
const blocks = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

export interface HtmlFacts {
  /** `<title>`, else the first `<h1>`. */
  readonly title?: string | undefined
  /** The primary language subtag of `<html lang>`, lower case. */
  readonly lang?: string | undefined
}

/** Writes a whole HTML page as plain text. */
export function writeHtmlPage(source: string, builder: TextBuilder): HtmlFacts {
  const document = parse(source)
  removeHidden(document)
  const html = document.childNodes.find((node) => node.nodeName === 'html') as Tree.Element
  const title = findElement(html, 'title')
  const h1 = findElement(html, 'h1')
  writeChildren(html, builder)
  return {
    title: (title && collapse(textOf(title))) || (h1 && collapse(textOf(h1))) || undefined,
    lang: attribute(html, 'lang')?.split('-')[0]?.toLowerCase() || undefined,
  }
}

/** Writes an HTML fragment (a block inside Markdown, the HTML that a DOCX became). */
export function writeHtml(source: string, builder: TextBuilder): void {
  const fragment = parseFragment(source)
  removeHidden(fragment)
  writeChildren(fragment, builder)
}

/** Writes what stands in an element, as a person reads it. */
export function writeChildren(parent: Tree.ParentNode, builder: TextBuilder): void {
  let run: Tree.ChildNode[] = []
  const flush = () => {
    builder.paragraph(run.map(inlineText).join(''))
    run = []
  }
  for (const node of parent.childNodes) {
    if (isDropped(node)) continue
    if (isBlock(node)) {
      flush()
      writeBlock(node, builder)
    } else {
      run.push(node)
    }
  }
  flush()
}

function writeBlock(element: Tree.Element, builder: TextBuilder): void {
  const name = element.tagName
  if (/^h[1-6]$/.test(name)) builder.heading(Number(name[1]), inlineText(element).replace(/\n/g, ' '))
  else if (name === 'pre') builder.verbatim(textOf(element))
  else if (name === 'ul' || name === 'ol' || name === 'menu') writeList(element, builder, {}, '')
  else if (name === 'table' && !isLayoutTable(element)) writeTable(element, builder)
  else if (name === 'dl') writeDefinitions(element, builder)
  else writeChildren(element, builder)
}

function writeList(list: Tree.Element, builder: TextBuilder, group: object, indent: string): void {
  let number = Number(attribute(list, 'start') ?? 1)
  for (const item of list.childNodes) {
    if (!isElement(item) || isDropped(item)) continue
    if (item.tagName === 'ul' || item.tagName === 'ol') {
      writeList(item, builder, group, indent + '  ')
      continue
    }
    let lead = list.tagName === 'ol' ? `${number++}. ` : '- '
    let run = ''
    const flush = () => {
      if (collapse(run) !== '') {
        builder.line(lead + run.replace(/\n/g, ' '), group, indent)
        lead = ''
      }
      run = ''
    }
    for (const child of item.childNodes) {
      if (isDropped(child)) continue
      if (!isBlock(child)) {
        run += inlineText(child)
        continue
      }
      flush()
      if (child.tagName === 'ul' || child.tagName === 'ol') writeList(child, builder, group, indent + '  ')
      else if (child.tagName === 'table' || child.tagName === 'pre') writeBlock(child, builder)
      else {
        run = inlineText(child)
        flush()
      }
    }
    flush()
  }
}

function writeDefinitions(list: Tree.Element, builder: TextBuilder): void {
  const group = {}
  let term = ''
  for (const node of flattenDivs(list)) {
    const text = collapse(inlineText(node).replace(/\n/g, ' '))
    if (node.tagName === 'dt') term = term === '' ? text : `${term}, ${text}`
    else if (node.tagName === 'dd') {
      builder.line(term === '' ? text : `${term.replace(/:$/, '')}: ${text}`, group)
      term = ''
    }
  }
  builder.line(term, group)
}

function flattenDivs(list: Tree.Element): Tree.Element[] {
  return list.childNodes
    .filter((node) => isElement(node))
    .filter((node) => !isDropped(node))
    .flatMap((node) => (node.tagName === 'div' ? flattenDivs(node) : [node]))
}

function writeTable(table: Tree.Element, builder: TextBuilder): void {
  const caption = findElement(table, 'caption')
  if (caption) builder.paragraph(inlineText(caption))
  const rows = tableRowElements(table).map((row) => ({
    head: row.parentNode?.nodeName === 'thead' || cellsOf(row).every((cell) => isHeaderCell(cell)),
    cells: cellsOf(row).flatMap((cell) => {
      const span = Math.min(Number(attribute(cell, 'colspan') ?? 1) || 1, 50)
      return [collapse(inlineText(cell).replace(/\n/g, ' ')), ...Array<string>(span - 1).fill('')]
    }),
  }))
  const marked = rows.findIndex((row) => row.head)
  const header = marked === -1 && looksLikeHeader(rows.map((row) => row.cells)) ? 0 : marked
  const body = rows.filter((row, index) => index !== header && row.cells.some((cell) => cell !== ''))
  const group = {}
  for (const line of tableRows(
    rows[header]?.cells ?? [],
    body.map((row) => row.cells),
  ))
    builder.line(line, group)
}

/** Word rarely marks the header row: in a wider table, short distinct labels without figures above at least two rows. */
function looksLikeHeader([first, ...body]: readonly (readonly string[])[]): boolean {
  if (first === undefined || first.length < 3 || body.length < 2) return false
  return (
    new Set(first).size === first.length && first.every((cell) => cell !== '' && cell.length <= 40 && !/\d/.test(cell))
  )
}

/** Old pages lay themselves out with tables: a table that holds blocks of its own is read as blocks. */
function isLayoutTable(table: Tree.Element): boolean {
  return ['table', 'h1', 'h2', 'h3', 'ul', 'ol'].some((name) => findElement(table, name) !== undefined)
}

function tableRowElements(parent: Tree.Element): Tree.Element[] {
  return parent.childNodes
    .filter((node) => isElement(node))
    .flatMap((node) =>
      node.tagName === 'tr' ? [node] : /^t(?:head|body|foot)$/.test(node.tagName) ? tableRowElements(node) : [],
    )
}

function cellsOf(row: Tree.Element): Tree.Element[] {
  return row.childNodes
    .filter((node) => isElement(node))
    .filter((node) => node.tagName === 'td' || node.tagName === 'th')
}

/** `<th>`, or (as DOCX tables arrive) a cell whose whole text is bold. */
function isHeaderCell(cell: Tree.Element): boolean {
  if (cell.tagName === 'th') return true
  const text = collapse(textOf(cell))
  const bold = findElement(cell, 'strong') ?? findElement(cell, 'b')
  return bold !== undefined && text !== '' && collapse(textOf(bold)) === text
}

/** The text of an element as a person reads it on the page; '\n' for a line break, blocks inside are separated by '\n'. */
function inlineText(node: Tree.ChildNode): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value.replace(/[\n\r]/g, ' ')
  if (!isElement(node) || isDropped(node)) return ''
  if (node.tagName === 'br') return '\n'
  if (node.tagName === 'img') return attribute(node, 'alt') ?? ''
  const text = node.childNodes.map(inlineText).join('')
  return blocks.has(node.tagName) ? `\n${text}\n` : text
}

export function textOf(node: Tree.Node): string {
  if (defaultTreeAdapter.isTextNode(node as Tree.ChildNode)) return (node as Tree.TextNode).value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function isElement(node: Tree.Node): node is Tree.Element {
  return 'tagName' in node
}

function isBlock(node: Tree.ChildNode): node is Tree.Element {
  return isElement(node) && (blocks.has(node.tagName) || node.childNodes.some(isBlock))
}

function isDropped(node: Tree.ChildNode): boolean {
  return isElement(node) && dropped.has(node.tagName)
}

/** Whether a tag inside a Markdown paragraph hides what stands between it and its end tag. */
export function isHidingTag(tag: string): boolean {
  const fragment = parseFragment(`${tag}seen`)
  removeHidden(fragment)
  return textOf(fragment) === ''
}

function findElement(parent: Tree.ParentNode, name: string): Tree.Element | undefined {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    if (node.tagName === name) return node
    const found = findElement(node, name)
    if (found) return found
  }
  return undefined
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}
