import { createHmac } from 'node:crypto'

/** Who is asking, as one experiment knows them: HMAC-SHA256 (RFC 2104) with its salt, so that it says nothing once that is deleted. */
export function visitorHash(salt: Buffer, visitor: string): Buffer {
  return createHmac('sha256', salt).update(visitor).digest()
}

/**
 * The index of the arm whose share of [0, 1) the hash falls into: the same visitor gets the same arm for as long as the
 * experiment runs, in every process, and arms get visitors by their weights.
 */
export function armOf(hash: Buffer, weights: readonly number[]): number {
  const place = hash.readUIntBE(0, 6) / 2 ** 48
  let end = 0
  for (const [index, weight] of weights.entries()) {
    end += weight
    if (place < end) return index
  }
  return weights.length - 1 // weights that add up to a hair less than 1
}
