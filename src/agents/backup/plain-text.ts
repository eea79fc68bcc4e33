import { z } from 'zod'

/** Controls of terminals, and of the direction of text. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** A name that a backup gives to something of ours: it can be stored, shown, and put into a message. */
export const plainText = z
  .string()
  .max(500)
  .refine((text) => text.isWellFormed() && text.search(controls) < 0, 'has characters that no name has')

/**
 * Text from outside, for a message: quoted, at most 200 characters of it, the rest as escapes, so that it can be neither
 * refused by the database (NUL, half a surrogate pair) nor obeyed by a terminal.
 */
export function quoted(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return JSON.stringify(short.toWellFormed()).replaceAll(controls, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
