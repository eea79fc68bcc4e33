import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** JSON Canonicalization Scheme (RFC 8785). Throws on what JSON cannot say, such as NaN. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('This value has no JSON form')
  return text
}

/** SHA-256 of the canonical JSON, in hex. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value))
}

/** SHA-256 of the text in UTF-8, in hex. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
