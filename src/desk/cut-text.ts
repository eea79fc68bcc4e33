/** At most `limit` UTF-16 units, ending in `…` where something was left out, and never in half of a character. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The same of what another system sent, with U+FFFD in place of what PostgreSQL cannot store: NUL and lone surrogates. */
export function storableText(text: string, limit: number): string {
  return cutText(text.toWellFormed().replaceAll('\0', '\ufffd'), limit)
}
