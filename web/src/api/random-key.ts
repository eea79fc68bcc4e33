/** 128 random bits in hex: for what is asked twice and must be done once. Not `randomUUID`: without https a browser has none. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
