/** Of letters that can be stored and shown: no control characters, none that turn the direction of writing, no half characters. */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)
}
