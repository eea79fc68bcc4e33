/** True for text that says something: not a heading, a lone label, or a question. */
export function isStatement(text: string): boolean {
  const trimmed = text.trim()
  if (/[?¿]\s*["”»)]?$/.test(trimmed)) return false
  const words = trimmed.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return words >= 3 && !(words <= 8 && !/[.!:;…»”")\]]$/.test(trimmed) && !trimmed.startsWith('- '))
}
