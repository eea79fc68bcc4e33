/** The parts that are there, separated by spaces. */
export function joined(parts: readonly (string | false | 0 | undefined)[]): string {
  return parts.filter((part) => part).join(' ')
}

export function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}

/** "Native speaker" reads "native speaker" inside a sentence; "C1" and "IELTS 7" stay. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text
}
