/** One line of text as people write it: control characters mean nothing in it, and PostgreSQL stores neither NUL nor half a surrogate pair. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}+/gu, ' ')
}
