/**
 * JSON that PostgreSQL can store: what it refuses in a jsonb, NUL and lone surrogates, becomes U+FFFD. For what a program
 * answered or an error says, which must never keep a run from ending.
 */
export function storedJson(value: unknown): string {
  // JSON.stringify writes both as escapes; one after an odd number of backslashes is text that only looks like it.
  return JSON.stringify(value ?? null).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\\ufffd')
}
