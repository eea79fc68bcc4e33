import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../../derive-key.ts'

/** Shows that a value was put under its key by somebody who knows the secret. */
export interface Seal {
  close(key: string, value: string): string
  /** Undefined for what was not closed with this secret and under this very key. */
  open(key: string, sealed: string): string | undefined
}

/** Of HMAC-SHA256 in base64url. */
const markLength = 43

/** HMAC-SHA256 (RFC 2104) over key and value, with a key of its own from the secret. */
export function createSeal(secret: string): Seal {
  const own = deriveKey(secret, 'pollux-cache/1')
  // A key has no NUL, so nothing can move from it into the value.
  const markOf = (key: string, value: string) =>
    createHmac('sha256', own).update(`${key}\0${value}`).digest('base64url')
  return {
    close: (key, value) => markOf(key, value) + value,
    open(key, sealed) {
      const value = sealed.slice(markLength)
      const [given, expected] = [sealed.slice(0, markLength), markOf(key, value)].map((mark) => Buffer.from(mark))
      return given!.length === expected!.length && timingSafeEqual(given!, expected!) ? value : undefined
    },
  }
}
