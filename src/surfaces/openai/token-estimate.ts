/**
 * Tokens that a text would be, by the rule of four bytes of UTF-8 to one (as OpenAI's Codex estimates them). Answers are
 * quoted or written by whatever model is configured, and embedded by another, so no tokenizer would count what happened.
 */
export function estimateTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0) / 4)
}
