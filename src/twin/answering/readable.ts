import { withoutLabel } from '../text/story.ts'

/** A quote as it reads in an answer: one line, without the bullet or the STAR label it has in its source. */
export function readable(quote: string): string {
  const line = quote
    .replace(/^(?:[-*+•]|\d+[.)])\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return withoutLabel(line)
}
