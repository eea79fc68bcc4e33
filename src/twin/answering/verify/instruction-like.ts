import type { Language } from '../../text/language.ts'
import { fold } from '../../text/terms.ts'

const orders =
  /\b(ignore|disregard|forget|ignorez|oubliez|ignoriere\w*|vergiss|ignora|olvida)\b.{0,40}\b(instruction|rule|prompt|previous|above|anweisung|regel|consigne|instruccion|regla)s?/

/** True for text that tells whoever reads it what to do or say, as a prompt injection does. */
export function isInstructionLike(sentence: string, _language: Language): boolean {
  return orders.test(fold(sentence))
}
