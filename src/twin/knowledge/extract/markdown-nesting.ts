import { SkipError } from './outcome.ts'

/**
 * Levels of brackets, lists and quotes inside each other. The parser's time grows with the square of the depth: 2,000
 * images inside each other took 8 s, a list 1,000 deep 24 s. Nobody writes 32.
 */
const maxDepth = 32

/** Marks that open a container at the start of a line: quotes, list items, footnotes. */
const containers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\n]*\]:))*/
const containerMark = />|\[\^[^\]\n]*\]:|[-+*]|\d{1,9}[.)]/g

/** A rule across the page, which has the marks of lists inside each other. */
const rule = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/

/**
 * Refuses Markdown that would take the parser minutes, before it is parsed. One pass over the lines.
 * @throws SkipError `too_complex`, naming the line.
 */
export function checkNesting(source: string): void {
  // Columns of the list items and quotes that the line stands in.
  let open: number[] = []
  // For each open bracket, how deep the closed ones in it are. Unclosed ones (half-open intervals) cost nothing.
  let brackets: number[] = []
  for (const [index, line] of source.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') {
      brackets = []
      continue
    }
    if (rule.test(line)) continue
    const opened = containers.exec(line)![0]
    const columns = [...opened.matchAll(containerMark)].map((match) => match.index)
    const column = line.search(/\S/)
    if (columns.length > 0 || column === 0) {
      while (open.length > 0 && open.at(-1)! >= column) open.pop()
      open = [...open, ...columns]
    }
    if (open.length > maxDepth) refuse('Lists or quotes', index)
    for (const [, bracket] of line.slice(opened.length).matchAll(/\\.|([[\]])/g)) {
      if (bracket === '[') brackets.push(0)
      if (bracket !== ']' || brackets.length === 0) continue
      const depth = brackets.pop()! + 1
      if (depth > maxDepth) refuse('Brackets', index)
      if (brackets.length > 0) brackets.push(Math.max(brackets.pop()!, depth))
    }
  }
}

function refuse(what: string, line: number): never {
  throw new SkipError(
    'too_complex',
    `${what} are nested more than ${maxDepth} levels deep (line ${line + 1}). Make the file flatter.`,
  )
}
