import { foldText } from './fold-text.ts'
import { headingPatterns, plainHeading, type SectionKind } from './posting-words.ts'

/** A part of a posting's text; offsets are UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Line extends Span {
  /** A list item: `start` is after its bullet. */
  readonly item: boolean
}

export interface Section {
  /** Undefined before the first heading, and under one that says nothing we know. */
  readonly kind: SectionKind | undefined
  readonly lines: readonly Line[]
}

export interface PostingText {
  readonly text: string
  /** As the file marks them; headings of plain text are told by their looks. */
  readonly headings: readonly (Span & { readonly level: number })[]
}

const bullet = /^\s*(?:[-*•·▪◦‣–—➤✓✔]|\d{1,2}[.)]|[a-z]\))\s+/u
const longestHeading = 80

/** The sections of a posting, in order. A heading of a deeper level that says nothing we know keeps the kind of the one above it. */
export function sectionsOf(posting: PostingText): Section[] {
  const marked = new Map(posting.headings.map((heading) => [heading.start, heading]))
  const sections: { kind: SectionKind | undefined; lines: Line[] }[] = [{ kind: undefined, lines: [] }]
  const kinds: { level: number; kind: SectionKind | undefined }[] = []
  const lines = linesOf(posting.text)
  for (const [place, line] of lines.entries()) {
    const mark = marked.get(line.start)
    const inline = mark ? undefined : inlineHeading(posting.text, line)
    if (!mark && !inline && !looksLikeHeading(posting, lines, place)) {
      sections.at(-1)!.lines.push(line)
      const announced = lines[place + 1]?.item ? announcedBy(posting.text.slice(line.start, line.end)) : undefined
      if (announced && !line.item) sections.push({ kind: announced, lines: [] })
      continue
    }
    const level = mark?.level ?? 9
    while (kinds.length > 0 && kinds.at(-1)!.level >= level) kinds.pop()
    const heading = posting.text.slice(line.start, inline?.end ?? line.end)
    // The first line is the name of the post: an "Experience Designer" is no heading for what is asked.
    const kind = place === 0 && !inline ? undefined : (kindOf(heading) ?? (mark ? kinds.at(-1)?.kind : undefined))
    kinds.push({ level, kind })
    sections.push({ kind, lines: inline ? [{ ...line, start: inline.next }] : [] })
  }
  return sections
}

/** "We are hiring a baker. Requirements:" announces the list below it, in the line of another sentence. */
function announcedBy(content: string): SectionKind | undefined {
  const [, last] = /[.!?]\s+([^.!?]{3,60}):$/.exec(content) ?? []
  return last === undefined ? undefined : kindOf(last)
}

/** What a heading announces; undefined for one that says nothing we know. */
export function kindOf(heading: string): SectionKind | undefined {
  const folded = foldText(heading)
  return headingPatterns.find(([, pattern]) => pattern.test(folded))?.[0]
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const content of text.split('\n')) {
    const lead = bullet.exec(content)?.[0].length
    const from = start + (lead ?? content.length - content.trimStart().length)
    const end = start + content.trimEnd().length
    if (end > from) lines.push({ start: from, end, item: lead !== undefined })
    start += content.length + 1
  }
  return lines
}

/** "Nice to have: Terraform, Pulumi" says its heading and its content in one line. */
function inlineHeading(text: string, line: Line): { end: number; next: number } | undefined {
  const content = text.slice(line.start, line.end)
  const [, heading, gap] = /^([^:.]{3,40}):(\s+)(?=\S)/.exec(content) ?? []
  if (heading === undefined || line.item) return undefined
  const kind = kindOf(heading)
  if ((kind !== 'must' && kind !== 'nice') || heading.trim().split(/\s+/).length > 4) return undefined
  const end = line.start + heading.length
  return { end, next: end + 1 + gap!.length }
}

/**
 * In plain text: a short line without the end of a sentence, that stands apart or before a list, and either says something that
 * headings say, or is written as headings are (in capitals, with a number or a colon).
 */
function looksLikeHeading(posting: PostingText, lines: readonly Line[], place: number): boolean {
  const { text } = posting
  const line = lines[place]!
  const content = text.slice(line.start, line.end)
  const numbered = line.item && /^\s*\d{1,2}[.)]\s/.test(text.slice(text.lastIndexOf('\n', line.start) + 1, line.end))
  if (content.length > longestHeading || (line.item && !numbered) || /[.;,!]$|[.!?]\s+\p{Lu}/u.test(content))
    return false
  const next = lines[place + 1]
  const previous = lines[place - 1]
  if (!next) return false
  if (place > 0 && !line.item && plainHeading.test(foldText(content))) return true
  // Where headings are marked, a line of another kind is one only right before a list; so is what follows the name of the post.
  if ((place <= 1 || posting.headings.some(({ start: marked }) => marked > 0)) && !next.item && !content.endsWith(':'))
    return false
  const apart =
    (!previous || text.slice(previous.end, line.start).split('\n').length > 2) &&
    text.slice(line.end, next.start).split('\n').length > 2
  // Between items with a number of their own, a numbered line is one of them.
  const shouted = /\p{L}{3}/u.test(content) && content === content.toUpperCase()
  if (numbered && ((!apart && !shouted) || (next.item && isNumbered(text, next)))) return false
  if (content.endsWith(':')) return next.item || kindOf(content) !== undefined
  const words = content.split(/\s+/).length
  if (kindOf(content) !== undefined && words <= 8) return apart || next.item || shouted || content.endsWith('?')
  return (next.item || shouted || numbered) && words <= 8 && place > 0
}

function isNumbered(text: string, line: Line): boolean {
  return /^\s*\d/.test(text.slice(text.lastIndexOf('\n', line.start) + 1, line.start))
}
