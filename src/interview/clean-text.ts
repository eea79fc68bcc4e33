/** Line breaks stay; other control characters mean nothing, and PostgreSQL stores neither NUL nor half a surrogate pair. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]+/gu, ' ')
}
